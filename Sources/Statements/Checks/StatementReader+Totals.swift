import Records

extension StatementReader {
    /// After the last row: compares what the file states with what was read.
    mutating func finish() {
        rowHasProblem = false
        if let failure = source.failure {
            var failure = failure
            failure.file = statement.file
            statement.problems.append(failure)
        }
        if isKeyed { readDocument() }
        checkStatedTotals()
        checkMissingLines()
        checkBalances()
        for (index, slot) in plan.slots.enumerated() where index < tally.sums.count {
            let name = header.names[slot.column]
            if statement.columnSums[name] == nil {
                statement.columnSums[name] = tally.sums[index].decimal
            }
        }
        for (index, total) in plan.totals.enumerated() {
            if let key = total.key { statement.measures[key] = tally.totals[index].decimal }
        }
        statement.table.bytes = source.bytes
        statement.table.heap = source.heap
    }

    /// A JSON document's own scalars are lines "path=value".
    private mutating func readDocument() {
        for (path, value) in source.document.sorted(by: { $0.key < $1.key }) {
            take(outside.match(LineText.folded("\(path)=\(value)")))
        }
    }

    private mutating func checkStatedTotals() {
        for stated in outside.stated {
            guard
                let index = plan.totals.firstIndex(where: {
                    $0.check == stated.check && $0.key == nil
                })
            else { continue }
            compare(
                stated, with: tally.totals[index],
                takesMagnitudes: plan.totals[index].takesMagnitudes)
        }
    }

    private mutating func compare(
        _ stated: OutsideLines.Stated, with computed: ExactSum, takesMagnitudes: Bool
    ) {
        let bytes = Array(stated.text.utf8)
        var sum = ExactSum()
        var holds = false
        if let amount = try? AmountText.parse(bytes.span, gb18030: false) {
            sum.add(
                takesMagnitudes ? Int128(amount.units.magnitude) : amount.units, scale: amount.scale
            )
            holds = sum.equals(computed)
        } else if stated.text.isEmpty {
            // An empty total of a total row says nothing.
            return
        }
        statement.controlTotals.append(
            Statement.ControlTotal(
                name: stated.name, stated: stated.text, computed: computed.decimal, holds: holds))
        if holds { return }
        let isCount = if case .count = stated.check.measure { true } else { false }
        note(
            isCount ? .countMismatch : .controlTotalMismatch, line: stated.line,
            column: stated.name,
            found: stated.text, expected: computed.decimal)
    }

    /// A failing total keeps the file out, unless its format is known for totals that differ.
    private mutating func note(
        _ code: ProblemCode, line: Int, column: String, found: String, expected: String
    ) {
        statement.problems.append(
            Problem(
                file: statement.file, line: line, column: column,
                code: dialect.totalsQuarantine ? code : .statedTotalDiffers, found: found,
                expected: expected))
    }

    private mutating func checkMissingLines() {
        if source.failure != nil || (isSheet && statement.rowCount == 0) { return }
        for (index, template) in outside.templates.enumerated()
        where template.line.required && !outside.seenTemplates.contains(index) {
            truncated(template.line.template)
        }
        guard let footer = dialect.footerTable else { return }
        // Its header without its values is cut off as well.
        if footer.required && !outside.hasSeenFooter || outside.footer != nil {
            truncated(footer.header.joined(separator: ", "))
        }
    }

    private mutating func truncated(_ expected: String) {
        statement.problems.append(
            Problem(file: statement.file, line: Int(row.line), code: .truncated, expected: expected)
        )
    }

    private mutating func checkBalances() {
        for key in tally.partitions {
            guard var chain = BalanceChain(tally.balances[key] ?? []) else { continue }
            let outcome = chain.check()
            if let broken = outcome.broken {
                let stated = Money.decimal(units: broken.stated, scale: outcome.scale)
                let computed = Money.decimal(units: broken.computed, scale: outcome.scale)
                statement.controlTotals.append(
                    Statement.ControlTotal(
                        name: balanceName, stated: stated, computed: computed, holds: false))
                note(
                    .balanceBroken, line: broken.line, column: balanceName, found: stated,
                    expected: computed)
                continue
            }
            let closing = Money(
                units: outcome.closing, scale: outcome.scale, currency: dialect.currency)
            statement.controlTotals.append(
                Statement.ControlTotal(
                    name: balanceName, stated: closing.decimal, computed: closing.decimal,
                    holds: true))
            // Balances per currency have no one opening.
            guard tally.partitions.count == 1 else { continue }
            statement.openingBalance = Money(
                units: outcome.opening, scale: outcome.scale, currency: dialect.currency)
            statement.closingBalance = closing
        }
    }

    private var balanceName: String {
        plan.balance.map { header.names[plan.slots[$0.slot].column] } ?? ""
    }
}
