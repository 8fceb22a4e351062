import CRE2

/// A compiled regular expression of RE2: linear time, whatever the pattern and the text.
///
/// RE2 guarantees that a compiled pattern may be searched from several threads at once, and the
/// handle is never changed after `init`; hence the unchecked conformance. It is safe to use,
/// because the handle lives exactly as long as the object.
@safe package final class Pattern: @unchecked Sendable {
    private let handle: OpaquePointer
    /// The pattern as written.
    package let text: String
    package let groupCount: Int

    /// A dialect's patterns hold one to a few groups; RE2 itself has no limit.
    static let groupLimit = 16

    package init(_ text: String) throws(PatternError) {
        var message = [CChar](repeating: 0, count: 256)
        var pattern = text
        let handle = pattern.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                unsafe message.withUnsafeMutableBufferPointer { error in
                    unsafe mb_pattern_compile(
                        characters.baseAddress, characters.count, error.baseAddress, error.count)
                }
            }
        }
        guard let handle = unsafe handle else {
            let end = message.firstIndex(of: 0) ?? message.count
            let reason = String(
                decoding: message[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw PatternError(pattern: text, reason: reason)
        }
        let count = unsafe Int(mb_pattern_group_count(handle))
        guard count <= Pattern.groupLimit else {
            unsafe mb_pattern_free(handle)
            throw PatternError(
                pattern: text, reason: "\(count) groups, the limit is \(Pattern.groupLimit)")
        }
        unsafe self.handle = handle
        self.text = text
        groupCount = count
    }

    deinit { unsafe mb_pattern_free(handle) }

    /// The first match: ranges of the whole and of each group (nil where a group took no part).
    package func find(in bytes: Span<UInt8>) -> [Range<Int>?]? {
        precondition(bytes.count <= Int(Int32.max), "\(bytes.count) bytes to search")
        var starts = [Int32](repeating: -1, count: groupCount + 1)
        var lengths = [Int32](repeating: -1, count: groupCount + 1)
        let found = unsafe bytes.withUnsafeBufferPointer { text in
            unsafe mb_pattern_find(
                handle, text.baseAddress, text.count, &starts, &lengths, Int32(groupCount))
        }
        guard found == 1 else { return nil }
        return zip(starts, lengths).map { start, length in
            start < 0 ? nil : Int(start)..<Int(start) + Int(length)
        }
    }
}
