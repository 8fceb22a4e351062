import Records

extension Plan {
    /// A column (and a part of it) that is read as a number.
    struct NumberSlot {
        var column: Int
        var pattern: Pattern?
        var patternText: String
        /// The number has C or D before it.
        var hasLetter: Bool
        /// No pattern and no letter: the whole field is the number.
        var isPlain: Bool { pattern == nil && !hasLetter }
    }

    final class Condition {
        /// −1 where the header has none of the names: the field is empty then.
        let column: Int
        let test: Test

        init(column: Int, test: Test) {
            self.column = column
            self.test = test
        }

        enum Test {
            case constant(Bool)
            case equals(WordList, Bool)
            case contains(WordList)
            case hasPrefix(WordList)
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

    /// What a row adds to one total.
    struct TotalTerm {
        var total: Int
        /// Of `conditionLists`; −1: every row.
        var list: Int
        /// −1: the row is counted.
        var slot: Int
        var takesMagnitude: Bool
    }

    final class Total {
        let check: Dialect.TotalCheck
        let takesMagnitudes: Bool
        /// For a cross-check of a summary dialect: its key among `Statement.measures`.
        let key: String?

        init(check: Dialect.TotalCheck, takesMagnitudes: Bool, key: String?) {
            self.check = check
            self.takesMagnitudes = takesMagnitudes
            self.key = key
        }
    }

    struct TotalRow {
        var conditions: [Condition]
        /// Total (in `Plan.totals`) and the slot that states it.
        var checks: [(total: Int, slot: Int)]
        /// Columns whose stated values are kept for cross-checks.
        var kept: [(name: String, slot: Int)]
    }

    final class RowCheck {
        let name: String
        let terms: [Term]
        /// The same where each is a slot as printed; empty where one is more.
        let plain: [PlainTerm]

        init(name: String, terms: [Term]) {
            self.name = name
            self.terms = terms
            let isPlain = terms.allSatisfy(\.amount.isPlain)
            plain =
                isPlain
                ? terms.map { PlainTerm(slot: $0.amount.onlySlot, isNegative: $0.isNegative) } : []
        }

        struct PlainTerm {
            var slot: Int
            var isNegative: Bool
        }

        struct Term {
            var amount: Amount
            var isNegative: Bool
        }
    }

    struct Balance {
        var slot: Int
        var movement: Amount
        var partition: Int
    }

    final class Amount {
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

        /// The one slot whose value this is, as printed but for its sign; −1 where it is made of
        /// more.
        private(set) var onlySlot = -1
        /// And as printed without a change.
        private(set) var isPlain = false

        /// Called once, when all parts are known.
        func findOnlySlot() {
            let isOnly = plus.count == 1 && minus.isEmpty && out < 0
            onlySlot = isOnly && minorDigits == 0 && decimalsColumn < 0 ? plus[0] : -1
            if case .asPrinted = sign { isPlain = onlySlot >= 0 }
        }

        enum Sign {
            case asPrinted, reversed, positive, negative
            case byColumn(column: Int, plus: WordList, minus: WordList)
            case byOwnAddress(from: Int, to: Int)
        }
    }

    struct Reference {
        var column = -1
        var pattern: Pattern?
    }

    final class Time {
        let column: Int
        let timeColumn: Int
        /// A date in this column says the year that `column` lacks.
        let yearColumn: Int
        let formats: [TimeFormat]
        let zone: ZoneRules
        let formatText: String
        /// The common forms are tried first: "2026-06-01 23:59:59" is one of them.
        let startsWithCommon: Bool

        init(
            column: Int, timeColumn: Int, yearColumn: Int, formats: [TimeFormat],
            zone: ZoneRules, formatText: String
        ) {
            self.column = column
            self.timeColumn = timeColumn
            self.yearColumn = yearColumn
            self.formats = formats
            self.zone = zone
            self.formatText = formatText
            startsWithCommon = if case .common? = formats.first { true } else { false }
        }
    }

    struct Guard {
        var conditions: [Condition]
        var code: ProblemCode
        var expected: String
    }

    /// An amount with the currency it is in.
    final class MoneyField {
        let amount: Amount
        let currencyColumn: Int
        let constant: Currency?

        init(amount: Amount, currencyColumn: Int, constant: Currency?) {
            self.amount = amount
            self.currencyColumn = currencyColumn
            self.constant = constant
        }
    }
}
