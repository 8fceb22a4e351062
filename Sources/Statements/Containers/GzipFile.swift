import CZlib
import Records

/// gzip (RFC 1952), one or several members, unpacked by zlib.
struct GzipFile {
    var bytes: [UInt8]
    /// The name the first member's header states, "" where it states none.
    var name: String
    /// The file was cut off, or bytes stand behind its end; what came before is in `bytes`.
    var fault: ContainerFault?

    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    static func unpack(
        _ file: [UInt8], _ budget: inout UnpackingBudget
    ) throws(ContainerFault) -> GzipFile {
        var opened = GzipFile(bytes: [], name: headerName(file))
        var start = 0
        while start < file.count {
            guard file[start...].starts(with: [0x1F, 0x8B]) else {
                opened.fault = truncated("\(file.count - start) bytes", expected: "gzip")
                break
            }
            let end = try opened.unpackMember(file, from: start, &budget)
            guard let end else {
                opened.fault = truncated("\(file.count) bytes", expected: "> \(file.count) bytes")
                break
            }
            start = end
        }
        return opened
    }

    private static func truncated(_ found: String, expected: String) -> ContainerFault {
        ContainerFault(code: .truncated, found: found, expected: expected)
    }

    /// Unpacks the member at `start`; answers where the next starts, nil where the file ends early.
    private mutating func unpackMember(
        _ file: [UInt8], from start: Int, _ budget: inout UnpackingBudget
    ) throws(ContainerFault) -> Int? {
        var stream = unsafe z_stream()
        // 15 bits of window and 16: a gzip header and its checksum are read and verified by zlib.
        guard
            unsafe inflateInit2_(
                &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .archive("zlib") }
        defer { unsafe _ = inflateEnd(&stream) }
        // Four times the file is what text unpacks to at once, if it is small.
        var piece = [UInt8](
            repeating: 0, count: min(file.count * 4, ZipArchive.pieceBytes))
        var consumed = start
        var produced = 0
        while true {
            let given = min(file.count - consumed, 1 << 30)
            let status = unsafe file.withUnsafeBufferPointer { input in
                unsafe piece.withUnsafeMutableBufferPointer { output in
                    // zlib reads the input only; its field merely lacks the const.
                    unsafe stream.next_in = UnsafeMutablePointer(
                        mutating: input.baseAddress.map { unsafe $0 + consumed })
                    unsafe stream.avail_in = UInt32(given)
                    unsafe stream.next_out = output.baseAddress
                    unsafe stream.avail_out = UInt32(output.count)
                    return unsafe inflate(&stream, Z_NO_FLUSH)
                }
            }
            consumed += given - Int(unsafe stream.avail_in)
            let count = piece.count - Int(unsafe stream.avail_out)
            produced += count
            try budget.take(count, size: produced, compressed: consumed - start)
            bytes.append(contentsOf: piece[0..<count])
            if status == Z_STREAM_END { return consumed }
            if status == Z_BUF_ERROR || (status == Z_OK && consumed == file.count && count == 0) {
                return nil
            }
            guard status == Z_OK else {
                throw .archive(unsafe stream.msg.map { unsafe String(cString: $0) } ?? "\(status)")
            }
        }
    }

    /// RFC 1952 §2.3: FNAME follows the fixed ten bytes and, if flagged, the extra field.
    private static func headerName(_ file: [UInt8]) -> String {
        guard file.count > 10, file[3] & 0x08 != 0 else { return "" }
        var start = 10
        if file[3] & 0x04 != 0 {
            guard file.count > 12 else { return "" }
            start = 12 + Int(file[10]) + Int(file[11]) << 8
        }
        // 255 bytes: what file systems allow for a name.
        guard start < file.count,
            let end = file[start..<min(file.count, start + 256)].firstIndex(of: 0)
        else { return "" }
        return ZipArchive.displayName(Array(file[start..<end]))
    }
}
