import Records

/// A mistake in a dialect's values that no file could make good.
package enum DialectError: Error, Sendable, Hashable {
    case duplicateName(String)
    /// Nothing says which files are the dialect's.
    case claimsNothing(dialect: String)
    /// Neither entries nor the role `summary`.
    case yieldsNothing(dialect: String)
    case badPattern(dialect: String, pattern: String, reason: String)
    case badTemplate(dialect: String, template: String)
    case unknownCapture(dialect: String, capture: String)
    case badTimeFormat(dialect: String, format: String)
    case badScale(dialect: String, scale: Int)
}
