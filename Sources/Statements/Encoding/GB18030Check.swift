/// Well-formedness of GB18030-2005: one byte, two, or four with digits in second and fourth place.
struct GB18030Check: Equatable {
    var badAt: Int?
    var cut = false

    static func run(_ bytes: Span<UInt8>, from start: Int) -> GB18030Check {
        var index = start
        let count = bytes.count
        while index < count {
            // Characters beyond ASCII mostly stand beside each other.
            if bytes[index] < 0x80 {
                index = UTF8Check.skipASCII(bytes, from: index &+ 1)
                continue
            }
            let length = GB18030.length(bytes, at: index, end: count)
            guard length > 0 else {
                return GB18030Check(badAt: index, cut: length < 0)
            }
            index += length
        }
        return GB18030Check()
    }
}
