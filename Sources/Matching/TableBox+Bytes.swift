import Records

extension TableBox {
    /// The bytes of a text of this table, without taking the table out of its box.
    @inline(__always)
    func withBytes<Result>(of ref: TextRef, _ body: (Span<UInt8>) -> Result) -> Result {
        table.withBytes(of: ref, body)
    }

    /// Whether two texts are the same bytes.
    @inline(__always)
    static func same(_ a: TextRef, _ first: TableBox, _ b: TextRef, _ second: TableBox) -> Bool {
        guard a.length == b.length else { return false }
        return first.withBytes(of: a) { bytes in
            second.withBytes(of: b) { isSame(bytes, $0) }
        }
    }

    /// Equal bytes, eight at a time.
    @inline(__always)
    static func isSame(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        guard first.count == second.count else { return false }
        let a = unsafe first.bytes
        let b = unsafe second.bytes
        let count = a.byteCount
        guard count >= 8 else {
            for index in 0..<count where first[index] != second[index] { return false }
            return true
        }
        var index = 0
        while index <= count - 8 {
            if word(a, index) != word(b, index) { return false }
            index += 8
        }
        // The last eight bytes, whatever of them was looked at before.
        return word(a, count - 8) == word(b, count - 8)
    }

    /// Eight bytes from a place that has as many after it.
    @inline(__always)
    private static func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }
}
