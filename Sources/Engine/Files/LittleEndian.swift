/// Little-endian integers in bytes; the caller has checked that they are there.
enum LittleEndian {
    static func word16(_ bytes: [UInt8], _ offset: Int) -> UInt16 {
        UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    static func word32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(word16(bytes, offset)) | UInt32(word16(bytes, offset + 2)) << 16
    }

    static func word64(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        UInt64(word32(bytes, offset)) | UInt64(word32(bytes, offset + 4)) << 32
    }
}
