import Reports

/// Rows that come part by part.
struct RowStream: Sendable {
    var form: APICall.RowForm
    /// Names of the columns, for CSV.
    var columns: [String]
    /// The rows after those before; empty: the end.
    var next: @Sendable () async throws -> [JSONValue]
}
