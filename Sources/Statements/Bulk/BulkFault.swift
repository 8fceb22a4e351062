/// Why a file cannot go through the bulk lane: it is read whole then, which says what is wrong.
package enum BulkFault: Error, Sendable {
    /// The bytes are no UTF-8.
    case encoding
    /// A line without end, or more columns than the limit.
    case line
    /// Quotes that are not closed, or were cut apart.
    case quotes
    /// Rows are so short that they cannot be numbered within their block.
    case tooManyRows
    /// So many rows are left to the reader that the lane is a detour.
    case notWorthIt
}
