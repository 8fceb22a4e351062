package import Records

/// Who claims a file, and why the others do not.
package struct Identification: Sendable {
    package var file: String
    package var encoding: TextEncoding?
    /// Exactly one where the file is known.
    package var claimedBy: [String]
    package var refusals: [Refusal]

    package struct Refusal: Sendable, Hashable {
        package var dialect: String
        package var reason: Reason
        package init(dialect: String, reason: Reason) {
            self.dialect = dialect
            self.reason = reason
        }
    }

    package enum Reason: Sendable, Hashable {
        case otherShape
        case missingColumns([String])
        case forbiddenColumn(String)
        case extraColumns([String])
        case textNotFound(String)
        case fileNameDiffers(String)
        case rowDiffers(String)
        case valueDiffers(String)
        /// A generic dialect, and a specific one claims the file.
        case notNeeded
    }

    package init(file: String, encoding: TextEncoding?, claimedBy: [String], refusals: [Refusal]) {
        self.file = file
        self.encoding = encoding
        self.claimedBy = claimedBy
        self.refusals = refusals
    }
}
