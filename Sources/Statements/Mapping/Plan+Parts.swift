import Records

extension Plan {
    /// A column (and a part of it) that is read as a number.
    struct NumberSlot {
        var column: Int
        var pattern: Pattern?
        var patternText: String
        /// The number has C or D before it.
        var hasLetter: Bool
    }

    struct Condition {
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

    struct IgnoredRow {
        var conditions: [Condition]
        var reason: String
    }

    struct Total {
        var check: Dialect.TotalCheck
        /// Empty for a count.
        var slots: [Int]
        var takesMagnitudes: Bool
        var conditions: [Condition]
        /// For a cross-check of a summary dialect: its key among `Statement.measures`.
        var key: String?
    }

    struct TotalRow {
        var conditions: [Condition]
        /// Total (in `Plan.totals`) and the slot that states it.
        var checks: [(total: Int, slot: Int)]
        /// Columns whose stated values are kept for cross-checks.
        var kept: [(name: String, slot: Int)]
    }

    struct RowCheck {
        var name: String
        var terms: [(amount: Amount, negative: Bool)]
    }

    struct Balance {
        var slot: Int
        var movement: Amount
        var partition: Int
    }

    struct Amount {
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

    struct Reference {
        var column = -1
        var pattern: Pattern?
    }

    struct Time {
        var column: Int
        var timeColumn: Int
        /// A date in this column says the year that `column` lacks.
        var yearColumn: Int
        var formats: [TimeFormat]
        var zone: ZoneRules
        var formatText: String
    }

    struct Guard {
        var conditions: [Condition]
        var code: ProblemCode
        var expected: String
    }

    /// An amount with the currency it is in.
    struct MoneyField {
        var amount: Amount
        var currencyColumn: Int
        var constant: Currency?
    }
}
