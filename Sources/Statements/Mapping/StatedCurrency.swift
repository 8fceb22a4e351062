import Records

/// A currency that may not be stated.
struct StatedCurrency {
    var code: Currency?
}
