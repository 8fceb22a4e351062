/// A test on one field of a row. Several conditions of a list must all hold. An absent column reads
/// as empty: it equals nothing, differs from everything, is empty and is zero.
package struct Condition: Sendable, Hashable {
    /// Names of the column, first present wins.
    package var column: [String]
    package var test: Test

    package enum Test: Sendable, Hashable {
        case equals([String])
        case differs([String])
        case contains([String])
        case hasPrefix([String])
        case empty
        case notEmpty
        /// A number other than zero stands there.
        case nonZero
        case zeroOrEmpty
        case positive
        case negative
        /// RE2, searched.
        case matches(String)
        case notMatches(String)
        /// The column is in the header at all / is not.
        case columnPresent
        case columnAbsent
    }

    package init(column: [String], test: Test) {
        self.column = column
        self.test = test
    }
}
