package import Resolution

/// Why a row of a spreadsheet that came back is not taken: where, what stands there, what was
/// expected.
package struct SheetFault: Error, Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// The file has no sheet with these columns, or cannot be read.
        case file
        /// More rows or decisions than a person can have filled in.
        case tooMany
        case unknownBreak
        /// The break stands in an earlier row.
        case twice
        /// The break or its notes changed after the file was written.
        case changedSince
        /// A cell that nobody may edit is not what the book has.
        case locked
        case owner
        case labels
        case comment
        case decision
        /// A decision without a reason, or a reason without a decision.
        case reason
        case amount
        case refused(DecisionRefusal)
        case life(BreakRefusal)
    }

    /// As the spreadsheet numbers it; 0: the file as a whole.
    package var line: Int
    package var column: BreakSheetColumn?
    package var reason: Reason
    package var found: String
    package var expected: String

    package init(
        line: Int, _ column: BreakSheetColumn?, _ reason: Reason, found: String = "",
        expected: String = ""
    ) {
        self.line = line
        self.column = column
        self.reason = reason
        self.found = found
        self.expected = expected
    }
}
