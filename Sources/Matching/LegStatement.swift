package import Records

/// The statement 余额调节表 of one leg (docs/reconciliation.md §4).
package struct LegStatement: Sendable, Hashable {
    package var sides: [SideTerms] = []
    package var bridges: [Bridge] = []
    package var classes: [ClassTotal] = []

    /// opening open items + new entries + reopened = matched + carried + resolved + ignored, per
    /// side and currency.
    package struct SideTerms: Sendable, Hashable {
        package var side: Side
        package var currency: Currency
        package var openingItems = Term()
        package var newEntries = Term()
        /// Settled by a run before, and no longer as it was.
        package var reopened = Term()
        package var matched = Term()
        package var carried = Term()
        package var resolved = Term()
        package var ignored = Term()

        package init(side: Side, currency: Currency) {
            self.side = side
            self.currency = currency
        }

        package static var all: [WritableKeyPath<SideTerms, Term>] {
            [
                \.openingItems, \.newEntries, \.reopened, \.matched, \.carried, \.resolved,
                \.ignored,
            ]
        }

        package var closes: Bool {
            openingItems.count + newEntries.count + reopened.count
                == matched.count + carried.count + resolved.count + ignored.count
                && openingItems.units + newEntries.units + reopened.units
                    == matched.units + carried.units + resolved.units + ignored.units
        }
    }

    /// Count and amount, in units at `LegStatement.scale(of:)`.
    package struct Term: Sendable, Hashable {
        package var count = 0
        package var units: Int128 = 0
        package init() {}
        package init(count: Int, units: Int128) {
            self.count = count
            self.units = units
        }
        package mutating func add(_ units: Int128) {
            count += 1
            self.units += units
        }
        package mutating func add(_ other: Term) {
            count += other.count
            units += other.units
        }
    }

    /// right total − left total of one currency, explained line by line; residual must be zero.
    package struct Bridge: Sendable, Hashable {
        package var currency: Currency
        package var leftTotal: Int128 = 0
        package var rightTotal: Int128 = 0
        package var lines: [Line] = []

        package struct Line: Sendable, Hashable {
            package var reason: Reason
            package var count: Int
            package var units: Int128
            package init(reason: Reason, count: Int, units: Int128) {
                self.reason = reason
                self.count = count
                self.units = units
            }
        }

        package enum Reason: String, Sendable, CaseIterable {
            case timing, missingLeft = "missing_left", missingRight = "missing_right"
            case amountMismatch = "amount_mismatch", statusMismatch = "status_mismatch"
            case currencyMismatch = "currency_mismatch", tolerance, ambiguous, duplicate
            case feeRows = "fee_rows", settledFees = "settled_fees"
            case conversion, ignored, writtenOff = "written_off"
        }

        package init(currency: Currency) { self.currency = currency }

        package var residual: Int128 {
            lines.reduce(rightTotal - leftTotal) { $0 - $1.units }
        }
    }

    package struct ClassTotal: Sendable, Hashable {
        package var side: Side
        package var currency: Currency
        package var entryClass: EntryClass
        package var term: Term
        package init(side: Side, currency: Currency, entryClass: EntryClass, term: Term) {
            self.side = side
            self.currency = currency
            self.entryClass = entryClass
            self.term = term
        }
    }

    /// Scale of all units of a currency in this statement: the finest column of that currency in
    /// the leg.
    package var scales: [Currency: Int] = [:]

    package init() {}

    package func scale(of currency: Currency) -> Int { scales[currency] ?? 2 }

    package func money(_ units: Int128, _ currency: Currency) -> Money {
        Money(units: units, scale: scale(of: currency), currency: currency)
    }
}
