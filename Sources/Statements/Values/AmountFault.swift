import Records

enum AmountFault: Error {
    case notANumber
    /// Nineteen digits before the point hold any amount there is; with 18 decimals they fit Int128.
    case overflow
    case tooManyDecimals
}
