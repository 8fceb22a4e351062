import Records

/// A dialect laid on one file's header: names are positions, words are bytes of its encoding.
///
/// A class, and its parts are classes, because every row looks at nearly all of it, and a copy of a
/// part counts its references. Nothing is changed once `PlanBuilder` has answered it; hence it may
/// be looked at from several threads.
@safe final class Plan: @unchecked Sendable {
    var conditionsOfIgnored: [IgnoredRow] = []
    var totalRows: [TotalRow] = []
    var rules: [Rule] = []
    var rowChecks: [RowCheck] = []
    var balance: Balance?
    var totals: [Total] = []
    /// What rows add to `totals`.
    var totalTerms: [TotalTerm] = []
    /// Conditions that must all hold, each list once: rules and totals ask the same of a row.
    var conditionLists: [[Condition]] = []
    /// Every field that is read as a number, once; also what `columnSums` adds up.
    var slots: [NumberSlot] = []
    /// The slots' columns where the whole field is the number, else −1.
    var plainSlots: [Int] = []
    var idColumns: [Int] = []
    var secretColumns: [Int] = []
    var referenceColumns: [Int] = []
    /// Positions that a row must have; the others may be missing at its end.
    var requiredWidth = 0
    /// Names of header columns that nothing refers to.
    var unusedColumns: [String] = []
    /// Columns of amounts that every row needs and the header lacks.
    var missingColumns: [String] = []
    var placeholders = WordList([])
    /// Columns looked at for damage by spreadsheets: those of ids, then those of references.
    var damageColumns: [Int] = []
    /// Columns in the order in which a whole row is hashed: as they stand; records by name, since
    /// their keys may come in any order.
    var hashOrder: [Int] = []
}
