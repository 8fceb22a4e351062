package import Records

/// Pairs of a leg that were matched before the passes, by the first of them: their entries are not
/// among the leg's inputs. One to one, matched, without a finding.
package struct SettledPairs: Sendable {
    package var pass: UInt8
    /// Decimals of the units.
    package var scale: Int
    package var totals: [Total]
    /// The line of the left file that the first element of `rightLines` stands for, from 1.
    package var firstLeftLine: Int
    /// By the left file's line: the line of the right file that its entry is matched with; 0 where
    /// nothing of that line is settled.
    package var rightLines: [UInt32]

    package struct Total: Sendable, Hashable {
        package var currency: Currency
        package var count: Int
        package var units: Int128

        package init(currency: Currency, count: Int, units: Int128) {
            self.currency = currency
            self.count = count
            self.units = units
        }
    }

    package init(
        pass: UInt8, scale: Int, totals: [Total], firstLeftLine: Int, rightLines: [UInt32]
    ) {
        self.pass = pass
        self.scale = scale
        self.totals = totals
        self.firstLeftLine = firstLeftLine
        self.rightLines = rightLines
    }

    package var count: Int { totals.reduce(0) { $0 + $1.count } }
}

extension LegStatement {
    /// Adds pairs that were settled before the passes: both sides by the same amounts, so that no
    /// line between the totals changes. `scales`: decimals of both sides' amounts.
    package mutating func add(_ settled: SettledPairs, scale gross: Int) {
        for total in settled.totals where total.count > 0 {
            let currency = total.currency
            refine(currency, to: max(min(currency.exponent, 2), gross))
            let finer = scale(of: currency) - settled.scale
            let term = Term(
                count: total.count,
                units: finer >= 0
                    ? Money.raise(total.units, by: finer)
                    : total.units / Money.raise(1, by: -finer))
            for side in [Side.left, .right] {
                add(term, side, currency)
                addMatched(term, side, currency)
            }
            let bridge = bridges.firstIndex { $0.currency >= currency } ?? bridges.count
            if bridge == bridges.count || bridges[bridge].currency != currency {
                bridges.insert(Bridge(currency: currency), at: bridge)
            }
            bridges[bridge].leftTotal += term.units
            bridges[bridge].rightTotal += term.units
        }
    }

    /// The finest column of a currency is that of a file whose other entries are all settled.
    mutating func refine(_ currency: Currency, to scale: Int) {
        let known = scales[currency] ?? scale
        scales[currency] = max(known, scale)
        guard scale > known else { return }
        let factor = Money.raise(1, by: scale - known)
        for index in sides.indices where sides[index].currency == currency {
            for term in SideTerms.all { sides[index][keyPath: term].units *= factor }
        }
        for index in classes.indices where classes[index].currency == currency {
            classes[index].term.units *= factor
        }
        for index in bridges.indices where bridges[index].currency == currency {
            bridges[index].leftTotal *= factor
            bridges[index].rightTotal *= factor
            for line in bridges[index].lines.indices { bridges[index].lines[line].units *= factor }
        }
    }

    private mutating func add(_ term: Term, _ side: Side, _ currency: Currency) {
        let index = place(side, currency)
        sides[index].newEntries.add(term)
        sides[index].matched.add(term)
    }

    /// Where the terms of a side and currency stand; they are added if there are none.
    mutating func place(_ side: Side, _ currency: Currency) -> Int {
        func stands(_ a: SideTerms) -> Bool {
            (a.side == side && a.currency >= currency) || (side == .left && a.side == .right)
        }
        let index = sides.firstIndex(where: stands) ?? sides.count
        if index == sides.count || sides[index].side != side || sides[index].currency != currency {
            sides.insert(SideTerms(side: side, currency: currency), at: index)
        }
        return index
    }

    private mutating func addMatched(_ term: Term, _ side: Side, _ currency: Currency) {
        let matched = EntryClass.matched
        func stands(_ a: ClassTotal) -> Bool {
            if a.side != side { return side == .left }
            if a.currency != currency { return a.currency > currency }
            return a.entryClass.rawValue >= matched.rawValue
        }
        let index = classes.firstIndex(where: stands) ?? classes.count
        let isKnown =
            index < classes.count && classes[index].side == side
            && classes[index].currency == currency && classes[index].entryClass == matched
        if !isKnown {
            classes.insert(
                ClassTotal(side: side, currency: currency, entryClass: matched, term: Term()),
                at: index)
        }
        classes[index].term.count += term.count
        classes[index].term.units += term.units
    }
}
