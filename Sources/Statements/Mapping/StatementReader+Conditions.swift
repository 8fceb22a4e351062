import Records

extension StatementReader {
    @inline(__always)
    func cell(_ column: Int) -> TextRef { column < 0 ? .none : cells[column] }

    /// `needsSlots`: the row's numbers are not parsed yet.
    @inline(__always)
    mutating func holds(_ conditions: [Plan.Condition], needsSlots: Bool = false) -> Bool {
        for index in conditions.indices where !holds(conditions[index], needsSlots) { return false }
        return true
    }

    /// Asked once a row, whoever asks.
    @inline(__always)
    mutating func holds(list: Int) -> Bool {
        if list < 0 { return true }
        let known = answers[list]
        return known == .unknown ? ask(list) : known == .holds
    }

    private mutating func ask(_ list: Int) -> Bool {
        let answer = holds(plan.conditionLists[list])
        answers[list] = answer ? .holds : .fails
        return answer
    }

    enum Answer { case unknown, holds, fails }

    private mutating func holds(_ condition: Plan.Condition, _ needsSlots: Bool) -> Bool {
        let ref = cell(condition.column)
        let isUTF8 = ref.inHeap || !gb18030
        switch condition.test {
        case .constant(let value): return value
        case .equals(let words, let wanted):
            if condition.column < 0 { return !wanted }
            return wanted
                == withBytes(ref) { bytes in words.contains(bytes, isUTF8: isUTF8) }
        case .contains(let words):
            let isNative = gb18030
            return withBytes(ref) { words.isIn($0, isUTF8: isUTF8, gb18030: isNative) }
        case .hasPrefix(let words):
            return withBytes(ref) { bytes in words.starts(bytes, isUTF8: isUTF8) }
        case .empty(let wanted): return ref.isEmpty == wanted
        case .nonZero(let slot, let wanted):
            if slot >= 0, needsSlots { parse(slot) }
            return (slot >= 0 && numbers[slot].isValue && numbers[slot].units != 0) == wanted
        case .sign(let slot, let sign):
            if slot >= 0, needsSlots { parse(slot) }
            return slot >= 0 && numbers[slot].isValue
                && numbers[slot].units.signum() == Int128(sign)
        case .matches(let pattern, let wanted):
            return withUTF8(ref) { pattern.find(in: $0) != nil } == wanted
        }
    }

    /// The bytes as UTF-8, transcoded where they are not.
    @inline(__always)
    func withUTF8<Result>(_ ref: TextRef, _ body: (Span<UInt8>) -> Result) -> Result {
        if !gb18030 || ref.inHeap { return withBytes(ref, body) }
        return withBytes(ref) { bytes in
            if FieldText.isASCII(bytes) { return body(bytes) }
            var utf8: [UInt8] = []
            GB18030Text.append(bytes, to: &utf8)
            return body(utf8.span)
        }
    }

    // MARK: Numbers

    /// The numbers of the row, which conditions look at.
    mutating func parseNumbers() {
        for slot in numbers.indices { parse(slot) }
        for list in answers.indices { answers[list] = .unknown }
    }

    mutating func parse(_ index: Int) {
        let column = plan.plainSlots[index]
        guard column >= 0 else {
            numbers[index] = parsed(plan.slots[index])
            return
        }
        let ref = cells[column]
        if ref.isEmpty {
            numbers[index] = SlotValue()
            return
        }
        let isNative = gb18030 && !ref.inHeap
        numbers[index] = withBytes(ref) { StatementReader.number($0, false, isNative) }
    }

    private mutating func parsed(_ slot: Plan.NumberSlot) -> SlotValue {
        let ref = cell(slot.column)
        if ref.isEmpty { return SlotValue() }
        if let pattern = slot.pattern {
            return withUTF8(ref) { bytes in
                guard let groups = pattern.find(in: bytes), groups.count > 1, let range = groups[1],
                    !range.isEmpty
                else { return SlotValue() }
                return StatementReader.number(bytes.extracting(range), slot.hasLetter, false)
            }
        }
        let isNative = gb18030 && !ref.inHeap
        return withBytes(ref) { StatementReader.number($0, slot.hasLetter, isNative) }
    }

    private static func number(_ bytes: Span<UInt8>, _ hasLetter: Bool, _ gb18030: Bool)
        -> SlotValue
    {
        var isDebit = false
        var bytes = bytes
        if hasLetter, bytes.count > 1, bytes[0] == 0x43 || bytes[0] == 0x44 {
            isDebit = bytes[0] == 0x44
            bytes = bytes.extracting(1..<bytes.count)
        }
        do {
            let amount = try AmountText.parse(bytes, gb18030: gb18030)
            return SlotValue(
                units: isDebit ? -amount.units : amount.units, scale: amount.scale,
                currency: amount.currency, state: .value)
        } catch {
            return SlotValue(state: .fault(error))
        }
    }
}
