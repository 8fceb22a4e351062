import Records

/// What a row says of one amount.
enum AmountReading {
    case absent
    case value(PrintedAmount)
    case fault(ProblemCode, column: Int)
}
