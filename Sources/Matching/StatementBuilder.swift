import Records

extension LegWork {
    /// The statement from what was decided. Totals come from the columns, lines from the decisions:
    /// where they do not meet, the residual says so.
    func statement() -> LegStatement {
        var statement = LegStatement()
        for currency in currencies { statement.scales[currency] = scale(of: currency) }
        for side in [Side.left, .right] {
            statement.sides += terms(side, &statement)
        }
        statement.bridges = bridges(statement)
        return statement
    }

    /// The finest column in which a currency occurs.
    private func scale(of currency: Currency) -> Int {
        var finest = min(currency.exponent, 2)
        for input in inputs.left + inputs.right
        where input.table.currencies.all.contains(currency) {
            finest = max(finest, input.table.gross.scale)
        }
        for facts in linkFacts.values where facts.asked != AmountColumn.absent {
            if currencies[Int(facts.askedCurrency)] == currency {
                for input in inputs.links { finest = max(finest, input.table.asked.scale) }
                break
            }
        }
        return finest
    }

    private func terms(_ side: Side, _ statement: inout LegStatement) -> [LegStatement.SideTerms] {
        let columns = side == .left ? left : right
        let outcome = side == .left ? leftOutcome : rightOutcome
        var sides = currencies.map { LegStatement.SideTerms(side: side, currency: $0) }
        let width = EntryClass.allCases.count
        var classes = Array(repeating: LegStatement.Term(), count: currencies.count * width)
        for index in 0..<columns.count {
            let code = Int(columns.currency[index])
            let units = columns.units[index]
            let entryClass = outcome.classes[index]
            sides[code].newEntries.add(units)
            switch entryClass {
            case .matched, .matchedWithinTolerance: sides[code].matched.add(units)
            case .ignored: sides[code].ignored.add(units)
            case .writtenOff: sides[code].resolved.add(units)
            case .unclassified: break
            default: sides[code].carried.add(units)
            }
            classes[code * width + Int(entryClass.rawValue)].add(units)
        }
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
        let used = sides.filter { $0.newEntries.count > 0 }
        return used.sorted { $0.currency < $1.currency }.map { terms in
            var terms = terms
            for path in [
                \LegStatement.SideTerms.newEntries, \.matched, \.carried, \.resolved, \.ignored,
            ] {
                terms[keyPath: path].units = lowered(
                    terms[keyPath: path].units, terms.currency, statement)
            }
            return terms
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

/// The lines between the two totals of one currency, gathered while walking the decisions.
private struct BridgeLines {
    var lines: [LegStatement.Bridge.Reason: LegStatement.Term] = [:]

    mutating func add(_ reason: LegStatement.Bridge.Reason, _ units: Int128) {
        lines[reason, default: LegStatement.Term()].add(units)
    }
}

extension LegWork {
    /// right total − left total per currency. An unpaid entry counts zero, except where an amount
    /// mismatch compared what was asked of it.
    fileprivate func bridges(_ statement: LegStatement) -> [LegStatement.Bridge] {
        var lines = Array(repeating: BridgeLines(), count: currencies.count)
        var totals = Array(repeating: (left: Int128(0), right: Int128(0)), count: currencies.count)
        var countedLeft = left.moved
        for pair in pairs {
            if pair.verdict.entryClass == .amountMismatch { countedLeft[Int(pair.left)] = true }
            addPair(pair, counted: countedLeft[Int(pair.left)], &lines)
        }
        for l in 0..<left.count where countedLeft[l] {
            totals[Int(left.currency[l])].left += left.units[l]
        }
        for r in 0..<right.count where right.moved[r] {
            totals[Int(right.currency[r])].right += right.units[r]
        }
        addUnpaired(&lines)
        return currencies.indices.sorted { currencies[$0] < currencies[$1] }.map { code in
            var bridge = LegStatement.Bridge(currency: currencies[code])
            bridge.leftTotal = lower(totals[code].left, code, statement)
            bridge.rightTotal = lower(totals[code].right, code, statement)
            for reason in LegStatement.Bridge.Reason.allCases {
                guard let term = lines[code].lines[reason] else { continue }
                bridge.lines.append(
                    LegStatement.Bridge.Line(
                        reason: reason, count: term.count, units: lower(term.units, code, statement)
                    ))
            }
            return bridge
        }
    }

    private func lower(_ units: Int128, _ code: Int, _ statement: LegStatement) -> Int128 {
        units / Money.raise(1, by: scale - statement.scale(of: currencies[code]))
    }

    private func addPair(_ pair: Pair, counted: Bool, _ lines: inout [BridgeLines]) {
        let (l, r) = (Int(pair.left), Int(pair.right))
        let (leftCode, rightCode) = (Int(left.currency[l]), Int(right.currency[r]))
        let leftUnits = counted ? left.units[l] : 0
        let rightUnits = right.moved[r] ? right.units[r] : 0
        if leftCode == rightCode {
            if let reason = reason(pair.verdict), leftUnits != rightUnits {
                lines[rightCode].add(reason, rightUnits - leftUnits)
            }
            return
        }
        // Across currencies each side closes by itself: the order's amount leaves its currency,
        // what it was worth arrives in the other, and what is left there is the difference.
        let arrived = counted ? pair.verdict.compared : 0
        if leftUnits != 0 { lines[leftCode].add(.conversion, -leftUnits) }
        if arrived != 0 { lines[rightCode].add(.conversion, arrived) }
        if rightUnits != arrived {
            lines[rightCode].add(reason(pair.verdict) ?? .conversion, rightUnits - arrived)
        }
    }

    private func reason(_ verdict: Judgement) -> LegStatement.Bridge.Reason? {
        switch verdict.entryClass {
        case .matchedWithinTolerance: .tolerance
        case .amountMismatch: .amountMismatch
        case .statusMismatch: .statusMismatch
        case .currencyMismatch: .currencyMismatch
        case .matched, .feeMismatch, .dateMismatch: .tolerance
        default: nil
        }
    }

    private func addUnpaired(_ lines: inout [BridgeLines]) {
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
        for l in 0..<left.count where left.moved[l] && !paired.left[l] {
            let reason: LegStatement.Bridge.Reason =
                switch leftOutcome.classes[l] {
                case .expected: .timing
                case .missingRight: .missingRight
                case .duplicate: .duplicate
                case .ambiguous: .ambiguous
                case .statusMismatch: .statusMismatch
                default: .ignored
                }
            lines[Int(left.currency[l])].add(reason, -left.units[l])
        }
        for r in 0..<right.count where right.moved[r] && !paired.right[r] {
            let reason: LegStatement.Bridge.Reason =
                switch rightOutcome.classes[r] {
                case .expected: .timing
                case .missingLeft: .missingLeft
                case .duplicate: .duplicate
                case .ambiguous: .ambiguous
                case .matched, .feeMismatch: .feeRows
                default: .ignored
                }
            lines[Int(right.currency[r])].add(reason, right.units[r])
        }
    }
}
