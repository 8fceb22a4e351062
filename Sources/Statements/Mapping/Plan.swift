import Records

/// A dialect laid on one file's header: names are positions, words are bytes of its encoding.
struct Plan {
    var conditionsOfIgnored: [IgnoredRow] = []
    var totalRows: [TotalRow] = []
    var rules: [Rule] = []
    var rowChecks: [RowCheck] = []
    var balance: Balance?
    var totals: [Total] = []
    /// Every field that is read as a number, once; also what `columnSums` adds up.
    var slots: [NumberSlot] = []
    var idColumns: [Int] = []
    var secretColumns: [Int] = []
    var referenceColumns: [Int] = []
    /// Positions that a row must have; the others may be missing at its end.
    var requiredWidth = 0
    /// Names of header columns that nothing refers to.
    var unusedColumns: [String] = []
    /// Columns of amounts that every row needs and the header lacks.
    var missingColumns: [String] = []
    var placeholders: [Word] = []
    /// Columns in the order in which a whole row is hashed: as they stand; records by name, since
    /// their keys may come in any order.
    var hashOrder: [Int] = []
}
