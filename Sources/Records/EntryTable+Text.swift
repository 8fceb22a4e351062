extension EntryTable {
    /// Calls `body` with the bytes of a text: UTF-8 where `ref.inHeap`, else the file's encoding.
    @inlinable
    public func withBytes<Result>(of ref: TextRef, _ body: (Span<UInt8>) -> Result) -> Result {
        let range = ref.offset..<ref.offset + ref.length
        return ref.inHeap
            ? body(heap.span.extracting(range)) : body(bytes.span.extracting(range))
    }

    /// The text as UTF-8. Only for references and other text known to be UTF-8 or ASCII;
    /// free text of a GB18030 file goes through `Statements.text`.
    public func utf8Text(_ ref: TextRef) -> String {
        withBytes(of: ref) { span in
            var copy: [UInt8] = []
            copy.reserveCapacity(span.count)
            for index in span.indices { copy.append(span[index]) }
            return String(decoding: copy, as: UTF8.self)
        }
    }

    /// Equality of two texts by their bytes (both references, hence both UTF-8).
    @inlinable
    public func equal(_ ref: TextRef, _ other: EntryTable, _ otherRef: TextRef) -> Bool {
        guard ref.length == otherRef.length else { return false }
        return withBytes(of: ref) { a in
            other.withBytes(of: otherRef) { b in
                for index in a.indices where a[index] != b[index] { return false }
                return true
            }
        }
    }

    /// Puts text into the heap and answers where it lies.
    public mutating func intern(_ text: some Sequence<UInt8>) -> TextRef {
        let start = heap.count
        heap.append(contentsOf: text)
        let length = heap.count - start
        if length == 0 { return .none }
        guard length <= TextRef.maximumLength else {
            heap.removeLast(length)
            return .none
        }
        return TextRef(offset: start, length: length, inHeap: true)
    }
}

extension EntryTable {
    // Inlined, because a call would hand over the table, and copy it where it is another's.

    /// An amount of a column with its currency, or nil where absent.
    @inlinable
    func money(
        _ amounts: borrowing AmountColumn, _ row: Int, currency code: UInt8
    ) -> Money? {
        let units = amounts[row]
        guard units != AmountColumn.absent, let currency = currencies[code] else { return nil }
        return Money(units: units, scale: amounts.scale, currency: currency)
    }

    @inlinable public func currency(ofRow row: Int) -> Currency { currencies[currency[row]]! }
    @inlinable
    public func gross(ofRow row: Int) -> Money? { money(gross, row, currency: currency[row]) }
    @inlinable
    public func discount(ofRow row: Int) -> Money? {
        money(discount, row, currency: currency[row])
    }
    @inlinable
    public func net(ofRow row: Int) -> Money? { money(net, row, currency: currency[row]) }
    @inlinable
    public func balance(ofRow row: Int) -> Money? { money(balance, row, currency: currency[row]) }

    @inlinable
    public func fee(ofRow row: Int) -> Money? {
        money(fee, row, currency: feeCurrency[row] == 0 ? currency[row] : feeCurrency[row])
    }

    @inlinable
    public func asked(ofRow row: Int) -> Money? {
        money(asked, row, currency: askedCurrency[row] == 0 ? currency[row] : askedCurrency[row])
    }

    @inlinable
    public func settled(ofRow row: Int) -> Money? {
        money(
            settled, row,
            currency: settledCurrency[row] == 0 ? currency[row] : settledCurrency[row])
    }

    @inlinable
    public func original(ofRow row: Int) -> Money? {
        money(
            original, row,
            currency: originalCurrency[row] == 0 ? currency[row] : originalCurrency[row])
    }

    @inlinable
    public func occurred(ofRow row: Int) -> Instant? {
        occurredAt[row] == EntryTable.noTime ? nil : Instant(microseconds: occurredAt[row])
    }
}
