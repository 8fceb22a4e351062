import Records

extension LegWork {
    /// The statement from what was decided. Totals come from the columns, lines from the decisions:
    /// where they do not meet, the residual says so.
    func statement() -> LegStatement {
        var statement = LegStatement()
        for currency in currencies { statement.scales[currency] = scale(of: currency) }
        statement.sides = terms(.left, left, leftOutcome, inputs.left, &statement)
        statement.sides += terms(.right, right, rightOutcome, inputs.right, &statement)
        statement.bridges = bridges(statement)
        for item in inputs.resolved { statement.add(item) }
        return statement
    }

    /// The finest column in which a currency occurs.
    private func scale(of currency: Currency) -> Int {
        var finest = min(currency.exponent, 2)
        for input in inputs.left + inputs.right
        where input.table.currencies.all.contains(currency) {
            finest = max(finest, input.table.gross.scale)
        }
        for facts in judge.facts where facts.asked != AmountColumn.absent {
            if currencies[Int(facts.askedCurrency)] == currency {
                for input in inputs.links { finest = max(finest, input.table.asked.scale) }
                break
            }
        }
        return finest
    }

    private func terms(
        _ side: Side, _ columns: borrowing SideColumns, _ outcome: SideOutcome,
        _ inputs: [LegInput], _ statement: inout LegStatement
    ) -> [LegStatement.SideTerms] {
        let width = EntryClass.allCases.count
        let size = currencies.count * width
        var standings = Array(
            repeating: LegStatement.Term(), count: Standing.allCases.count * size)
        for (number, input) in inputs.enumerated() {
            let base = Int(input.standing.rawValue) * size
            for index in outcome.offsets[number]..<outcome.offsets[number + 1] {
                if outcome.isUnchanged(index) { continue }
                let cell = Int(columns.currency[index]) * width
                standings[base + cell + Int(outcome.classes[index].rawValue)]
                    .add(columns.units[index])
            }
        }
        var classes = Array(standings[..<size])
        let sides = currencies.indices.map { code in
            var terms = LegStatement.SideTerms(side: side, currency: currencies[code])
            for standing in Standing.allCases {
                let start = Int(standing.rawValue) * size + code * width
                add(standings[start..<start + width], standing, to: &terms)
            }
            return terms
        }
        for cell in size..<standings.count { classes[cell % size].add(standings[cell]) }
        for code in currencies.indices.sorted(by: { currencies[$0] < currencies[$1] }) {
            let currency = currencies[code]
            for entryClass in EntryClass.allCases {
                var term = classes[code * width + Int(entryClass.rawValue)]
                if term.count == 0 { continue }
                term.units = lowered(term.units, currency, statement)
                statement.classes.append(
                    LegStatement.ClassTotal(
                        side: side, currency: currency, entryClass: entryClass, term: term))
            }
        }
        let used = sides.filter {
            $0.openingItems.count + $0.newEntries.count + $0.reopened.count > 0
        }
        return used.sorted { $0.currency < $1.currency }.map { terms in
            var terms = terms
            for path in LegStatement.SideTerms.all {
                terms[keyPath: path].units = lowered(
                    terms[keyPath: path].units, terms.currency, statement)
            }
            return terms
        }
    }

    /// What came in one way, and the class it ended in.
    private func add(
        _ classes: ArraySlice<LegStatement.Term>, _ standing: Standing,
        to terms: inout LegStatement.SideTerms
    ) {
        for (entryClass, term) in zip(EntryClass.allCases, classes) {
            switch standing {
            case .new: terms.newEntries.add(term)
            case .opening: terms.openingItems.add(term)
            case .recalled: terms.reopened.add(term)
            }
            switch entryClass {
            case .matched, .matchedWithinTolerance: terms.matched.add(term)
            case .ignored: terms.ignored.add(term)
            case .writtenOff: terms.resolved.add(term)
            case .unclassified: break
            default: terms.carried.add(term)
            }
        }
    }

    /// From the leg's scale to the currency's: exact, because no amount of that currency is finer.
    private func lowered(_ units: Int128, _ currency: Currency, _ statement: LegStatement) -> Int128
    {
        let factor = Money.raise(1, by: scale - statement.scale(of: currency))
        precondition(units % factor == 0, "\(units) at scale \(scale) does not fit \(currency)")
        return units / factor
    }
}

extension LegStatement {
    fileprivate mutating func add(_ item: ResolvedItem) {
        let money = item.money.canonical
        refine(item.currency, to: money.scale)
        let units = Money.raise(money.units, by: scale(of: item.currency) - money.scale)
        let index = place(item.side, item.currency)
        sides[index].openingItems.add(units)
        sides[index].resolved.add(units)
    }
}

/// The lines between the two totals of each currency, gathered while walking the decisions.
private struct BridgeLines {
    typealias Reason = LegStatement.Bridge.Reason

    /// By code, then by the reason's place among all.
    private var terms: [LegStatement.Term]
    private static let width = Reason.allCases.count

    init(currencies: Int) {
        terms = Array(repeating: LegStatement.Term(), count: currencies * BridgeLines.width)
    }

    /// A reason's place, worked out once per class and not per entry.
    static func place(_ reason: Reason) -> Int { Reason.allCases.firstIndex(of: reason)! }

    mutating func add(_ code: Int, _ place: Int, _ units: Int128) {
        terms[code * BridgeLines.width + place].add(units)
    }

    func term(_ code: Int, _ place: Int) -> LegStatement.Term {
        terms[code * BridgeLines.width + place]
    }
}

extension LegWork {
    /// right total − left total per currency. An unpaid entry counts zero, except where an amount
    /// mismatch compared what was asked of it.
    fileprivate func bridges(_ statement: LegStatement) -> [LegStatement.Bridge] {
        var lines = BridgeLines(currencies: currencies.count)
        var countedLeft = left.moved
        for pair in pairs
        where pair.detail >= 0 && !leftOutcome.isUnchanged(Int(pair.left)) {
            if pair.entryClass == .amountMismatch { countedLeft[Int(pair.left)] = true }
            addPair(pair, counted: countedLeft[Int(pair.left)], &lines)
        }
        for split in splits where !leftOutcome.isUnchanged(Int(split.left[0])) {
            addSplit(split, &lines)
        }
        let paired = pairedEntries()
        addUnpaired(
            left, leftOutcome, paired.left, sign: -1, LegWork.reasonOfLeft.map(BridgeLines.place),
            &lines)
        addUnpaired(
            right, rightOutcome, paired.right, sign: 1,
            LegWork.reasonOfRight.map(BridgeLines.place), &lines)
        let totals = (
            left: total(left, leftOutcome, countedLeft),
            right: total(right, rightOutcome, right.moved)
        )
        return currencies.indices.sorted { currencies[$0] < currencies[$1] }.map { code in
            var bridge = LegStatement.Bridge(currency: currencies[code])
            bridge.leftTotal = lower(totals.left[code], code, statement)
            bridge.rightTotal = lower(totals.right[code], code, statement)
            for (place, reason) in LegStatement.Bridge.Reason.allCases.enumerated() {
                let term = lines.term(code, place)
                if term.count == 0 { continue }
                bridge.lines.append(
                    LegStatement.Bridge.Line(
                        reason: reason, count: term.count, units: lower(term.units, code, statement)
                    ))
            }
            return bridge
        }
    }

    private func total(
        _ side: borrowing SideColumns, _ outcome: SideOutcome, _ counted: [Bool]
    ) -> [Int128] {
        var totals = Array(repeating: Int128(0), count: currencies.count)
        for index in 0..<side.count where counted[index] && !outcome.isUnchanged(index) {
            totals[Int(side.currency[index])] += side.units[index]
        }
        return totals
    }

    private func lower(_ units: Int128, _ code: Int, _ statement: LegStatement) -> Int128 {
        units / Money.raise(1, by: scale - statement.scale(of: currencies[code]))
    }

    private func addPair(_ pair: Pair, counted: Bool, _ lines: inout BridgeLines) {
        let (l, r) = (Int(pair.left), Int(pair.right))
        let (leftCode, rightCode) = (Int(left.currency[l]), Int(right.currency[r]))
        let leftUnits = counted ? left.units[l] : 0
        let rightUnits = right.moved[r] ? right.units[r] : 0
        let reason = reason(pair.entryClass)
        if leftCode == rightCode {
            if let reason, leftUnits != rightUnits {
                lines.add(rightCode, BridgeLines.place(reason), rightUnits - leftUnits)
            }
            return
        }
        // Across currencies each side closes by itself: the order's amount leaves its currency,
        // what it was worth arrives in the other, and what is left there is the difference.
        let arrived = counted ? judgements[Int(pair.detail)].compared : 0
        let conversion = BridgeLines.place(.conversion)
        if leftUnits != 0 { lines.add(leftCode, conversion, -leftUnits) }
        if arrived != 0 { lines.add(rightCode, conversion, arrived) }
        if rightUnits != arrived {
            lines.add(
                rightCode, BridgeLines.place(reason ?? .conversion), rightUnits - arrived)
        }
    }

    /// Parts that were summed net, or within a tolerance, differ from the whole by that.
    private func addSplit(_ split: Split, _ lines: inout BridgeLines) {
        let codes = (
            left: Int(left.currency[Int(split.left[0])]),
            right: Int(right.currency[Int(split.right[0])])
        )
        let leftUnits = split.left.reduce(Int128(0)) { $0 + left.units[Int($1)] }
        let rightUnits = split.right.reduce(Int128(0)) { $0 + right.units[Int($1)] }
        if codes.left != codes.right {
            let conversion = BridgeLines.place(.conversion)
            lines.add(codes.left, conversion, -leftUnits)
            lines.add(codes.right, conversion, rightUnits)
        } else if leftUnits != rightUnits {
            lines.add(codes.right, BridgeLines.place(split.reason), rightUnits - leftUnits)
        }
    }

    private func reason(_ entryClass: EntryClass) -> LegStatement.Bridge.Reason? {
        switch entryClass {
        case .matchedWithinTolerance: .tolerance
        case .amountMismatch: .amountMismatch
        case .statusMismatch: .statusMismatch
        case .currencyMismatch: .currencyMismatch
        case .suggested: .ambiguous
        case .matched, .feeMismatch, .dateMismatch: .tolerance
        default: nil
        }
    }

    private func pairedEntries() -> (left: [Bool], right: [Bool]) {
        var paired = (
            left: Array(repeating: false, count: left.count),
            right: Array(repeating: false, count: right.count)
        )
        for pair in pairs {
            paired.left[Int(pair.left)] = true
            paired.right[Int(pair.right)] = true
        }
        for split in splits {
            for l in split.left { paired.left[Int(l)] = true }
            for r in split.right { paired.right[Int(r)] = true }
        }
        return paired
    }

    /// By raw class: the line of an entry that is in no pair.
    private static let reasonOfLeft = EntryClass.allCases.map {
        (entryClass) -> LegStatement.Bridge.Reason in
        switch entryClass {
        case .expected: .timing
        case .missingRight: .missingRight
        case .duplicate: .duplicate
        case .ambiguous: .ambiguous
        case .statusMismatch: .statusMismatch
        default: .ignored
        }
    }

    private static let reasonOfRight = EntryClass.allCases.map {
        (entryClass) -> LegStatement.Bridge.Reason in
        switch entryClass {
        case .expected: .timing
        case .missingLeft: .missingLeft
        case .duplicate: .duplicate
        case .ambiguous: .ambiguous
        case .matched, .feeMismatch: .feeRows
        default: .ignored
        }
    }

    private func addUnpaired(
        _ side: borrowing SideColumns, _ outcome: SideOutcome, _ paired: [Bool], sign: Int128,
        _ places: [Int], _ lines: inout BridgeLines
    ) {
        for index in 0..<side.count
        where !paired[index] && side.moved[index] && !outcome.isUnchanged(index) {
            let place = places[Int(outcome.classes[index].rawValue)]
            lines.add(Int(side.currency[index]), place, sign * side.units[index])
        }
    }
}
