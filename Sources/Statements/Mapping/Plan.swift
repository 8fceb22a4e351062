import Records

/// A dialect laid on one file's header: column names are positions, words are bytes of its encoding.
struct Plan {
    var conditionsOfIgnored: [PlannedIgnored] = []
    var totalRows: [PlannedTotalRow] = []
    var rules: [PlannedRule] = []
    var rowChecks: [PlannedRowCheck] = []
    var balance: PlannedBalance?
    var totals: [PlannedTotal] = []
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

/// A column (and a part of it) that is read as a number.
struct NumberSlot {
    var column: Int
    var pattern: Pattern?
    var patternText: String
    /// The number has C or D before it.
    var hasLetter: Bool
}

struct PlannedCondition {
    /// −1 where the header has none of the names: the field is empty then.
    var column: Int
    var test: Test

    enum Test {
        case constant(Bool)
        case equals([Word], Bool)
        case contains([Word])
        case hasPrefix([Word])
        case empty(Bool)
        case nonZero(slot: Int, Bool)
        case sign(slot: Int, Int)
        case matches(Pattern, Bool)
    }
}

struct PlannedIgnored {
    var conditions: [PlannedCondition]
    var reason: String
}

struct PlannedTotal {
    var check: Dialect.TotalCheck
    /// Empty for a count.
    var slots: [Int]
    var takesMagnitudes: Bool
    var conditions: [PlannedCondition]
    /// For a cross-check of a summary dialect: its key among `Statement.measures`.
    var key: String?
}

struct PlannedTotalRow {
    var conditions: [PlannedCondition]
    /// Total (in `Plan.totals`) and the slot that states it.
    var checks: [(total: Int, slot: Int)]
    /// Columns whose stated values are kept for cross-checks.
    var kept: [(name: String, slot: Int)]
}

struct PlannedRowCheck {
    var name: String
    var terms: [(amount: PlannedAmount, negative: Bool)]
}

struct PlannedBalance {
    var slot: Int
    var movement: PlannedAmount
    var partition: Int
}

struct PlannedAmount {
    var plus: [Int] = []
    var minus: [Int] = []
    /// Slot of the money-out column, −1 where there is no pair.
    var out = -1
    var sign = Sign.asPrinted
    var minorDigits = 0
    var decimalsColumn = -1
    var optional = false
    /// Shown where the amount is missing.
    var name = ""
    var column = -1

    enum Sign {
        case asPrinted, reversed, positive, negative
        case byColumn(column: Int, plus: [Word], minus: [Word])
        case byOwnAddress(from: Int, to: Int)
    }
}

struct PlannedReference {
    var column = -1
    var pattern: Pattern?
}

struct PlannedTime {
    var column: Int
    var timeColumn: Int
    /// A date in this column says the year that `column` lacks.
    var yearColumn: Int
    var formats: [TimeFormat]
    var zone: ZoneRules
    var formatText: String
}

struct PlannedGuard {
    var conditions: [PlannedCondition]
    var code: ProblemCode
    var expected: String
}

/// An amount with the currency it is in.
struct PlannedMoney {
    var amount: PlannedAmount
    var currencyColumn: Int
    var constant: Currency?
}

/// A class, because it is wide and looked at for every row: a copy would count fifty references.
/// It is not changed once the plan is built.
final class PlannedRule {
    var conditions: [PlannedCondition] = []
    var kind = EntryKind.payment
    var kindColumn = -1
    var kindMap = WordMap<EntryKind>([:], encoding: .utf8)
    var kindOtherwise = false
    /// A status is asked for; a column that is absent reads as the empty word.
    var hasStatus = false
    var statusColumn = -1
    var statusMap = WordMap<EntryStatus>([:], encoding: .utf8)
    var statusOtherwise: EntryStatus?
    var gross: PlannedMoney?
    var discount: PlannedMoney?
    var fee: PlannedMoney?
    var asked: PlannedMoney?
    var settled: PlannedMoney?
    var original: PlannedMoney?
    var balance: PlannedMoney?
    var currencyColumn = -1
    var currency: Currency
    var hasOwnCurrency = false
    var feeRateColumn = -1
    var orderReference = PlannedReference()
    var channelReference = PlannedReference()
    var refundReference = PlannedReference()
    var batchReference = PlannedReference()
    var bankReference = PlannedReference()
    var chainReference = PlannedReference()
    var chainAddress = PlannedReference()
    var occurredAt: [PlannedTime] = []
    var createdAt: [PlannedTime] = []
    var expiresAt: [PlannedTime] = []
    var deliveredAt: [PlannedTime] = []
    var bookedOn: [PlannedTime] = []
    var valueOn: [PlannedTime] = []
    var channelColumn = -1
    var productColumn = -1
    var shopColumn = -1
    var deliveryColumn = -1
    var deliveryMap = WordMap<DeliveryStatus>([:], encoding: .utf8)
    var secretColumn = -1
    var apologies: [Word] = []
    var counterpartyColumn = -1
    var memoColumn = -1
    var identity: [Int] = []
    var identityCounts = false
    var guards: [PlannedGuard] = []

    init(currency: Currency) { self.currency = currency }
}
