/// Why columns that a person named do not make a format.
package enum MappingFault: Sendable, Hashable {
    case noAmount
    /// An amount, and a pair of in and out beside it; or one of the pair alone.
    case amountAndPair
    case noTime
    /// Two columns were named the same.
    case twice(ColumnUse)
    /// Lower case letters, digits and hyphens.
    case name(String)
    /// A format inside the program has the name.
    case taken(String)
    case currency(String)
}
