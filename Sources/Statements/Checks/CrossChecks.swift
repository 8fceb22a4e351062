import Records

extension Statements {
    /// Compares the totals of summary files with the files they sum up: those of the same archive,
    /// else the only one of that dialect with the same account and period.
    static func compareSummaries(_ statements: inout [Statement]) {
        for index in statements.indices where statements[index].dialect.role == .summary {
            for check in statements[index].dialect.crossChecks {
                guard let stated = stated(check, in: statements[index]),
                    let detail = detail(of: index, check, statements),
                    let computed = statements[detail].measures[check.key]
                else { continue }
                compare(check, stated, computed, index, detail, &statements)
            }
        }
    }

    private static func stated(_ check: Dialect.CrossCheck, in summary: Statement) -> String? {
        if let total = summary.statedTotals[check.column] { return total }
        let wanted = HeaderName.folded(check.column)
        return summary.columnSums.first { HeaderName.folded($0.key) == wanted }?.value
    }

    private static func detail(
        of summary: Int, _ check: Dialect.CrossCheck, _ statements: [Statement]
    ) -> Int? {
        let candidates = statements.indices.filter { statements[$0].dialect.name == check.dialect }
        if let archive = archive(statements[summary].file) {
            let siblings = candidates.filter { Statements.archive(statements[$0].file) == archive }
            if siblings.count == 1 { return siblings[0] }
        }
        let same = candidates.filter {
            statements[$0].account == statements[summary].account
                && statements[$0].period == statements[summary].period
                && statements[$0].period != nil
        }
        return same.count == 1 ? same[0] : nil
    }

    private static func archive(_ file: String) -> Substring? {
        file.lastIndex(of: "!").map { file[..<$0] }
    }

    private static func compare(
        _ check: Dialect.CrossCheck, _ stated: String, _ computed: String, _ summary: Int,
        _ detail: Int, _ statements: inout [Statement]
    ) {
        let holds = equalDecimals(stated, computed)
        statements[detail].controlTotals.append(
            Statement.ControlTotal(
                name: check.column, stated: stated, computed: computed, holds: holds))
        if holds { return }
        let isCount = if case .count = check.measure { true } else { false }
        let code: ProblemCode = isCount ? .countMismatch : .controlTotalMismatch
        for index in [summary, detail] {
            let quarantines = statements[index].dialect.totalsQuarantine
            statements[index].problems.append(
                Problem(
                    file: statements[index].file, column: check.column,
                    code: quarantines ? code : .statedTotalDiffers, found: stated,
                    expected: computed))
        }
    }

    private static func equalDecimals(_ a: String, _ b: String) -> Bool {
        func sum(_ text: String) -> ExactSum? {
            let bytes = Array(text.utf8)
            guard let amount = try? AmountText.parse(bytes.span, gb18030: false) else { return nil }
            var sum = ExactSum()
            sum.add(amount.units, scale: amount.scale)
            return sum
        }
        guard let first = sum(a), let second = sum(b) else { return false }
        return first.equals(second)
    }
}
