import Records

/// Lays a dialect on a header.
struct PlanBuilder {
    let compiled: CompiledDialect
    let header: HeaderIndex
    let encoding: TextEncoding
    let hints: ReadHints
    private let plan = Plan()
    private var used: Set<Int> = []
    private var listOf: [[Condition]: Int] = [:]

    init(
        _ compiled: CompiledDialect, header: HeaderIndex, encoding: TextEncoding, hints: ReadHints
    ) {
        self.compiled = compiled
        self.header = header
        self.encoding = encoding
        self.hints = hints
    }

    static func build(
        _ compiled: CompiledDialect, header: HeaderIndex, encoding: TextEncoding, hints: ReadHints,
        crossChecks: [Dialect.CrossCheck]
    ) -> Plan {
        var builder = PlanBuilder(compiled, header: header, encoding: encoding, hints: hints)
        builder.build(crossChecks)
        return builder.plan
    }

    private mutating func build(_ crossChecks: [Dialect.CrossCheck]) {
        let dialect = compiled.dialect
        plan.placeholders = words(dialect.placeholders)
        plan.rules = dialect.entries.map { rule($0) }
        plan.rowChecks = dialect.rowChecks.map { check in
            Plan.RowCheck(
                name: check.name,
                terms: check.terms.map {
                    Plan.RowCheck.Term(amount: amount($0.amount), isNegative: $0.negative)
                })
        }
        if let check = dialect.balanceCheck {
            let column = self.column(check.column, required: true)
            plan.balance =
                column < 0
                ? nil
                : Plan.Balance(
                    slot: slot(column), movement: amount(check.movement),
                    partition: self.column(check.partition))
        }
        plan.conditionsOfIgnored = dialect.ignoredRows.map {
            Plan.IgnoredRow(conditions: conditions($0.conditions), reason: $0.reason)
        }
        for check in compiled.templates.flatMap(\.line.checks) { _ = total(check, key: nil) }
        for check in dialect.footerTable?.checks ?? [] { _ = total(check, key: nil) }
        plan.totalRows = dialect.totalRows.map { totalRow($0) }
        for check in crossChecks {
            let total = Dialect.TotalCheck(
                capture: check.column, measure: check.measure, conditions: check.conditions)
            _ = self.total(total, key: check.key)
        }
        plan.idColumns = dialect.idColumns.map { column([$0]) }.filter { $0 >= 0 }
        plan.plainSlots = plan.slots.map { $0.isPlain ? $0.column : -1 }
        plan.damageColumns =
            plan.idColumns + plan.referenceColumns.filter { !plan.idColumns.contains($0) }
        plan.requiredWidth = max(plan.requiredWidth, 1)
        plan.hashOrder = Array(header.names.indices)
        if dialect.shape.isKeyed { plan.hashOrder.sort { header.names[$0] < header.names[$1] } }
        plan.unusedColumns = header.names.indices
            .filter { !used.contains($0) && !header.names[$0].isEmpty }.map { header.names[$0] }
    }

    // MARK: Columns

    /// Position of the first of the names that the header has, or −1. A required column must not be
    /// missing at the end of a row.
    private mutating func column(_ synonyms: [String], required: Bool = false) -> Int {
        guard let index = header.firstIndex(of: synonyms) else { return -1 }
        used.insert(index)
        if required { plan.requiredWidth = max(plan.requiredWidth, index + 1) }
        return index
    }

    private func words(_ texts: [String]) -> WordList {
        WordList(texts.map { Word($0, encoding: encoding) })
    }

    private mutating func slot(_ column: Int, capture: String = "", hasLetter: Bool = false) -> Int
    {
        if column < 0 { return -1 }
        let same = plan.slots.firstIndex {
            $0.column == column && $0.patternText == capture && $0.hasLetter == hasLetter
        }
        if let same { return same }
        plan.slots.append(
            Plan.NumberSlot(
                column: column, pattern: compiled.patterns[capture], patternText: capture,
                hasLetter: hasLetter))
        return plan.slots.count - 1
    }

    /// The slot that a check of this column uses: how an amount rule reads it, where one does.
    private mutating func slotForCheck(_ column: Int) -> Int {
        if let known = plan.slots.firstIndex(where: { $0.column == column }) { return known }
        return slot(column)
    }

    // MARK: Conditions

    private mutating func conditions(_ conditions: [Condition]) -> [Plan.Condition] {
        conditions.map { condition($0) }
    }

    /// The number of these conditions among those of the plan.
    private mutating func list(_ asked: [Condition]) -> Int {
        if asked.isEmpty { return -1 }
        if let known = listOf[asked] { return known }
        plan.conditionLists.append(conditions(asked))
        listOf[asked] = plan.conditionLists.count - 1
        return plan.conditionLists.count - 1
    }

    private mutating func condition(_ condition: Condition) -> Plan.Condition {
        let column = self.column(condition.column, required: true)
        let test: Plan.Condition.Test =
            switch condition.test {
            case .equals(let texts): column < 0 ? .constant(false) : .equals(words(texts), true)
            case .differs(let texts): .equals(words(texts), false)
            case .contains(let texts): .contains(words(texts))
            case .hasPrefix(let texts): .hasPrefix(words(texts))
            case .empty: .empty(true)
            case .notEmpty: .empty(false)
            case .nonZero: .nonZero(slot: slot(column), true)
            case .zeroOrEmpty: .nonZero(slot: slot(column), false)
            case .positive: .sign(slot: slot(column), 1)
            case .negative: .sign(slot: slot(column), -1)
            case .matches(let text): .matches(compiled.patterns[text]!, true)
            case .notMatches(let text): .matches(compiled.patterns[text]!, false)
            case .columnPresent: .constant(column >= 0)
            case .columnAbsent: .constant(column < 0)
            }
        return Plan.Condition(column: column, test: test)
    }

    // MARK: Totals

    private mutating func total(_ check: Dialect.TotalCheck, key: String?) -> Int {
        if let known = plan.totals.firstIndex(where: { $0.check == check && $0.key == key }) {
            return known
        }
        var slots: [Int] = []
        var takesMagnitudes = false
        switch check.measure {
        case .count: slots = [-1]
        case .sum(let columns), .sumOfMagnitudes(let columns):
            let positions = columns.map { self.column([$0], required: true) }.filter { $0 >= 0 }
            slots = Set(positions).sorted().map { slotForCheck($0) }
            if case .sumOfMagnitudes = check.measure { takesMagnitudes = true }
        }
        let list = list(check.conditions)
        for slot in slots {
            plan.totalTerms.append(
                Plan.TotalTerm(
                    total: plan.totals.count, list: list, slot: slot,
                    takesMagnitude: takesMagnitudes))
        }
        plan.totals.append(Plan.Total(check: check, takesMagnitudes: takesMagnitudes, key: key))
        return plan.totals.count - 1
    }

    private mutating func totalRow(_ row: Dialect.TotalRow) -> Plan.TotalRow {
        var checks: [(total: Int, slot: Int)] = []
        for check in row.checks {
            let stated = column([check.capture])
            guard stated >= 0 else { continue }
            checks.append((total(check, key: nil), slotForCheck(stated)))
        }
        var kept: [(name: String, slot: Int)] = []
        for check in compiled.dialect.crossChecks {
            let index = column([check.column])
            guard index >= 0 else { continue }
            kept.append((check.column, slotForCheck(index)))
        }
        return Plan.TotalRow(conditions: conditions(row.conditions), checks: checks, kept: kept)
    }

    // MARK: Amounts

    private mutating func amount(_ rule: AmountRule) -> Plan.Amount {
        let planned = Plan.Amount()
        let hasLetter = rule.sign == .creditDebitLetter
        func part(_ names: [String], _ builder: inout PlanBuilder) -> Int {
            builder.slot(
                builder.column(names, required: true), capture: rule.capture, hasLetter: hasLetter)
        }
        planned.plus = rule.columns.map { part($0, &self) }.filter { $0 >= 0 }
        planned.minus = rule.minus.map { part($0, &self) }.filter { $0 >= 0 }
        if !rule.outColumn.isEmpty { planned.out = part(rule.outColumn, &self) }
        planned.minorDigits = rule.minorUnits ? compiled.dialect.currency.exponent : 0
        planned.decimalsColumn = column(rule.decimalsColumn, required: true)
        planned.optional = rule.optional
        planned.name = (rule.columns.first?.first ?? rule.outColumn.first) ?? ""
        let first = planned.plus.first ?? planned.out
        if first >= 0 {
            planned.column = plan.slots[first].column
            planned.name = header.names[planned.column]
        }
        planned.sign =
            switch rule.sign {
            case .asPrinted, .creditDebitLetter: .asPrinted
            case .reversed: .reversed
            case .positive: .positive
            case .negative: .negative
            case .byColumn(let column, let plus, let minus):
                .byColumn(
                    column: self.column(column, required: true), plus: words(plus),
                    minus: words(minus))
            case .byOwnAddress(let from, let to):
                .byOwnAddress(
                    from: column(from, required: true), to: column(to, required: true))
            }
        planned.findOnlySlot()
        return planned
    }

    private mutating func money(
        _ rule: AmountRule?, currency column: [String] = [], constant: Currency? = nil
    ) -> Plan.MoneyField? {
        guard let rule else { return nil }
        let planned = amount(rule)
        // A layout that lost a fee column has no fee; what must be there is `missingColumns`.
        if planned.plus.isEmpty, planned.out < 0 { return nil }
        return Plan.MoneyField(
            amount: planned, currencyColumn: self.column(column), constant: constant)
    }

    // MARK: Rules

    private mutating func rule(_ rule: EntryRule) -> Plan.Rule {
        let dialect = compiled.dialect
        let planned = Plan.Rule(currency: rule.currency ?? dialect.currency)
        planned.hasOwnCurrency = rule.currency != nil
        planned.list = list(rule.conditions)
        planned.conditions = planned.list < 0 ? [] : plan.conditionLists[planned.list]
        planned.guards = rule.guards.map {
            Plan.Guard(
                conditions: conditions($0.conditions), code: $0.code, expected: $0.expected)
        }
        kindAndStatus(rule, planned)
        amounts(rule, planned)
        references(rule, planned)
        times(rule, planned)
        planned.channelColumn = column(rule.channelColumn)
        planned.productColumn = column(rule.productColumn)
        planned.shopColumn = column(rule.shopColumn)
        planned.deliveryColumn = column(rule.delivery.columns)
        planned.deliveryMap = WordMap(rule.delivery.map, encoding: encoding)
        planned.secretColumn = column(rule.delivery.secretColumn)
        planned.apologies = words(rule.delivery.apologies)
        if planned.secretColumn >= 0, !plan.secretColumns.contains(planned.secretColumn) {
            plan.secretColumns.append(planned.secretColumn)
        }
        planned.counterpartyColumn = column(rule.counterpartyColumn)
        planned.memoColumn = column(rule.memoColumn)
        // A bill that lacks a column of the identity (SUCCESS has no refund number) must give the
        // same identity as one where it is empty: absent and empty are one.
        planned.identity = rule.identity.map { column([$0], required: true) }
        planned.identityCounts = rule.identityCounts
        planned.findParts()
        return planned
    }

    private mutating func kindAndStatus(_ rule: EntryRule, _ planned: Plan.Rule) {
        planned.kind = rule.kind
        planned.kindColumn = column(rule.kindColumn, required: true)
        planned.kindMap = WordMap(rule.kindMap, encoding: encoding)
        planned.kindOtherwise = rule.kindOtherwise
        planned.hasStatus = !rule.status.columns.isEmpty
        planned.statusColumn = column(rule.status.columns, required: true)
        planned.statusMap = WordMap(rule.status.map, encoding: encoding)
        planned.statusOtherwise = rule.status.otherwise
    }

    private mutating func amounts(_ rule: EntryRule, _ planned: Plan.Rule) {
        planned.currencyColumn = column(rule.currencyColumn)
        planned.gross = money(rule.gross)
        let neverHolds = planned.conditions.contains {
            if case .constant(false) = $0.test { true } else { false }
        }
        if planned.gross == nil, let gross = rule.gross, !gross.optional, !neverHolds {
            plan.missingColumns.append(gross.columns.first?.first ?? "gross")
        }
        planned.discount = money(rule.discount)
        planned.fee = money(rule.fee, currency: rule.feeCurrencyColumn, constant: rule.feeCurrency)
        planned.asked = money(
            rule.asked, currency: rule.askedCurrencyColumn, constant: rule.askedCurrency)
        planned.settled = money(
            rule.settled, currency: rule.settledCurrencyColumn, constant: rule.settledCurrency)
        planned.original = money(
            rule.original, currency: rule.originalCurrencyColumn, constant: rule.originalCurrency)
        planned.balance = money(rule.balance)
        planned.feeRateColumn = column(rule.feeRateColumn)
    }

    private mutating func references(_ rule: EntryRule, _ planned: Plan.Rule) {
        planned.orderReference = reference(rule.orderReference)
        planned.channelReference = reference(rule.channelReference)
        planned.refundReference = reference(rule.refundReference)
        planned.batchReference = reference(rule.batchReference)
        planned.bankReference = reference(rule.bankReference)
        planned.chainReference = reference(rule.chainReference)
        planned.chainAddress = reference(rule.chainAddress)
        for reference in [planned.orderReference, planned.channelReference, planned.chainReference]
        where reference.column >= 0 && !plan.referenceColumns.contains(reference.column) {
            plan.referenceColumns.append(reference.column)
        }
    }

    private mutating func reference(_ rule: ReferenceRule) -> Plan.Reference {
        Plan.Reference(
            column: column(rule.columns, required: rule.capture.isEmpty),
            pattern: compiled.patterns[rule.capture])
    }

    private mutating func times(_ rule: EntryRule, _ planned: Plan.Rule) {
        planned.occurredAt = rule.occurredAt.compactMap { time($0) }
        planned.createdAt = rule.createdAt.compactMap { time($0) }
        planned.expiresAt = rule.expiresAt.compactMap { time($0) }
        planned.deliveredAt = rule.deliveredAt.compactMap { time($0) }
        planned.bookedOn = rule.bookedOn.compactMap { time($0) }
        planned.valueOn = rule.valueOn.compactMap { time($0) }
    }

    private mutating func time(_ rule: TimeRule) -> Plan.Time? {
        let column = self.column(rule.columns, required: true)
        guard column >= 0 else { return nil }
        let formats =
            rule.formats.isEmpty ? [.common] : rule.formats.compactMap { compiled.timeFormats[$0] }
        return Plan.Time(
            column: column, timeColumn: self.column(rule.timeColumn),
            yearColumn: self.column(rule.yearColumn), formats: formats,
            zone: hints.rules(for: rule.zone.isEmpty ? compiled.dialect.zone : rule.zone),
            formatText: rule.formats.isEmpty
                ? "yyyy-MM-dd HH:mm:ss" : rule.formats.joined(separator: " | "))
    }
}
