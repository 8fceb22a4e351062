import CLibZip
import Glibc
import Records

/// A zip archive in memory, read by libzip.
///
/// It lives only inside `unpack`, because libzip reads the bytes in place. Names are for display
/// and look-up, never paths.
@safe
struct ZipArchive: ~Copyable {
    struct Entry {
        var index: UInt64
        var name: String
        var size: Int
        var compressedSize: Int
        var isEncrypted: Bool
        var isDirectory: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }
    }

    let entries: [Entry]
    private let handle: OpaquePointer

    /// Bytes unpacked at a time; each piece is checked against the limits.
    static let pieceBytes = 1 << 18

    /// PKZIP APPNOTE 4.3.7 and 4.3.16: a local file header, or the end of an empty archive.
    static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Opens `bytes`, refuses more than `entryLimit` entries, and hands the archive to `body`.
    static func unpack<Result>(
        _ bytes: [UInt8], entryLimit: Int,
        _ body: (borrowing ZipArchive) throws(ContainerFault) -> Result
    ) throws(ContainerFault) -> Result {
        try unsafe bytes.withUnsafeBufferPointer { (buffer) throws(ContainerFault) -> Result in
            var error = unsafe zip_error_t()
            unsafe zip_error_init(&error)
            defer { unsafe zip_error_fini(&error) }
            let created = unsafe zip_source_buffer_create(
                buffer.baseAddress, UInt64(buffer.count), 0, &error)
            guard let source = unsafe created else { throw .archive(unsafe message(&error)) }
            let opened = unsafe zip_open_from_source(source, ZIP_RDONLY, &error)
            guard let handle = unsafe opened else {
                unsafe zip_source_free(source)
                throw .archive(unsafe message(&error), expected: "zip")
            }
            defer { unsafe zip_discard(handle) }
            let count = unsafe zip_get_num_entries(handle, 0)
            guard count <= entryLimit else { throw .limit("\(count)", entryLimit, "members") }
            return try body(unsafe ZipArchive(handle: handle, count: UInt64(max(0, count))))
        }
    }

    private init(handle: OpaquePointer, count: UInt64) {
        unsafe self.handle = handle
        entries = (0..<count).map { index in
            var stat = unsafe zip_stat_t()
            unsafe zip_stat_init(&stat)
            _ = unsafe zip_stat_index(handle, index, 0, &stat)
            return unsafe Entry(
                index: index, name: ZipArchive.name(handle, index),
                size: Int(clamping: stat.size), compressedSize: Int(clamping: stat.comp_size),
                isEncrypted: stat.encryption_method != UInt16(ZIP_EM_NONE))
        }
    }

    /// The raw name as strict UTF-8, else GB18030: Chinese channels write GBK and leave the flag of
    /// UTF-8 (0x800) clear, others write UTF-8 and leave it clear too.
    private static func name(_ handle: OpaquePointer, _ index: UInt64) -> String {
        guard let raw = unsafe zip_get_name(handle, index, UInt32(ZIP_FL_ENC_RAW)) else {
            return ""
        }
        let characters = unsafe UnsafeBufferPointer(start: raw, count: strlen(raw))
        return unsafe displayName(characters.map { UInt8(bitPattern: $0) })
    }

    static func displayName(_ raw: [UInt8]) -> String {
        let text =
            Statements.decode(raw, from: .utf8) ?? Statements.decode(raw, from: .gb18030)
            ?? Statements.decodeForDisplay(raw, from: .utf8)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
    }

    private static func message(_ error: inout zip_error_t) -> String {
        guard let text = unsafe zip_error_strerror(&error) else { return "" }
        return unsafe String(cString: text)
    }

    /// Office writers differ in the case and the slashes of part names.
    func entry(named name: String) -> Entry? {
        entries.first {
            $0.name.lowercased().split(separator: "\\").joined(separator: "/") == name.lowercased()
        }
    }

    /// Unpacks an entry piece by piece into `consume`, which answers false to stop. The checksum is
    /// checked at the end.
    func read(
        _ entry: Entry, _ budget: inout UnpackingBudget,
        _ consume: (Span<UInt8>) -> Bool
    ) throws(ContainerFault) {
        guard !entry.isEncrypted else { throw .archive("encrypted", expected: "not encrypted") }
        try budget.check(declared: entry.size, compressed: entry.compressedSize)
        guard let file = unsafe zip_fopen_index(handle, entry.index, 0) else {
            throw .archive(lastMessage)
        }
        defer { unsafe _ = zip_fclose(file) }
        var piece = [UInt8](
            repeating: 0, count: min(max(entry.size, 1), ZipArchive.pieceBytes))
        var size = 0
        while true {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe Int(zip_fread(file, $0.baseAddress, UInt64($0.count)))
            }
            guard count >= 0 else {
                let error = unsafe zip_file_get_error(file)
                guard let error = unsafe error else { throw .archive("") }
                throw .archive(unsafe ZipArchive.message(&error.pointee))
            }
            guard count > 0 else { break }
            size += count
            try budget.take(count, size: size, compressed: entry.compressedSize)
            guard consume(piece.span.extracting(0..<count)) else { return }
        }
        guard size == entry.size else { throw .archive("\(size)", expected: "\(entry.size) bytes") }
    }

    func bytes(
        of entry: Entry, _ budget: inout UnpackingBudget
    ) throws(ContainerFault) -> [UInt8] {
        try budget.check(declared: entry.size, compressed: entry.compressedSize)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.size)
        try read(entry, &budget) { piece in
            unsafe piece.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            return true
        }
        return bytes
    }

    private var lastMessage: String {
        guard let error = unsafe zip_get_error(handle) else { return "" }
        return unsafe ZipArchive.message(&error.pointee)
    }
}
