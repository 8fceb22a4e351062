/// Numbers the tokens of the lefts of a leg; those of the rights are looked up among them.
struct RemarkTokens {
    private let reader: RemarkReader
    private var numbers: [[UInt16]: Int32] = [:]

    /// Shorter numbers stand in many remarks.
    private static let shortest = 4

    init(_ reader: RemarkReader) { self.reader = reader }

    /// A left is named by its references, its counterparty, and what its remark says (UTF-8).
    mutating func append(
        references: [[UInt16]], counterparty: [UInt16], memo: Span<UInt8>,
        to column: inout RemarkColumn
    ) {
        let remark = reader.read(memo)
        var own: Set<Int32> = []
        for text in references where text.count >= RemarkTokens.shortest {
            own.insert(number(text))
        }
        if counterparty.count >= 2, !counterparty.contains(TextAgreement.star) {
            own.insert(number(counterparty))
        }
        for token in remark.tokens { own.insert(number(token)) }
        column.append(own, says: !own.isEmpty, isOther: !(remark.type?.mayBeSale ?? true))
    }

    /// A right is asked for what its remark says.
    func append(memo: Span<UInt8>, to column: inout RemarkColumn) {
        let remark = reader.read(memo)
        let tokens = remark.tokens
        column.append(
            Set(tokens.compactMap { numbers[$0] }), says: !tokens.isEmpty,
            isOther: !(remark.type?.mayBeSale ?? true))
    }

    private mutating func number(_ token: [UInt16]) -> Int32 {
        let number = numbers[token] ?? Int32(numbers.count)
        numbers[token] = number
        return number
    }
}
