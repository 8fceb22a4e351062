import Records

/// How the plain rows of one delimited file are read without making entries of them.
///
/// It is laid on a file's head once, and only where every row that it takes would give exactly one
/// entry and no problem in the reader; any other row is left to the reader (`BulkRows.hard`). What
/// it cannot promise of a file, it refuses (nil): the file is read whole then.
@safe
package struct BulkPlan: @unchecked Sendable {
    /// The file's bytes up to its first row below the header.
    package let head: [UInt8]
    /// Lines of the head.
    package let headLines: Int
    /// Whether rows name the channel's own trade: the left side's would have to be looked for
    /// among what is settled.
    package let hasChannelReference: Bool
    package let dialect: Dialect
    let scanner: DelimitedScanner
    let width: Int
    let plan: Plan
    /// By rule; nil for a rule whose rows are left to the reader.
    let readings: [Reading?]
    let keyColumn: Int
    /// No rule finds a key elsewhere.
    let hasOneKeyColumn: Bool
    /// Columns whose words decide what a row is.
    let wordColumns: [Int]
    /// Columns whose words decide nothing, and of which there may not be too many.
    let countedColumns: [Int]
    /// Columns that a spreadsheet may have damaged.
    let idColumns: [Int]
    /// Texts that a line outside the table starts with.
    let outsideStarts: [[UInt8]]
    let scale: Int
    /// Decimals of the entries' amounts.
    package var unitScale: Int { scale }
    let feeScale: Int
    let lineBytes: Int

    /// Where one rule finds its amounts and times.
    struct Reading: Sendable {
        var grossColumn: Int
        var sign: Sign
        /// Amounts that nobody compares here; each must be one, or empty.
        var otherAmounts: [Int]
        var occurredAt: [Int]
        var otherTimes: [Int]
        var zone: ZoneRules
    }

    enum Sign: Sendable { case asPrinted, reversed, positive, negative }

    /// Words of more columns, or longer ones, are no words.
    static let wordColumnLimit = 12

    /// `file` holds the first bytes of a file, cut behind a row; `currencies` that stand in it are
    /// added to the list. Nil where the file has to be read row by row.
    package init?(
        head file: RawFile, among dialects: DialectSet, as told: Dialect?, hints: ReadHints,
        limits: Limits
    ) {
        let compiled: CompiledDialect
        if let told {
            compiled = dialects.compiled(told)
        } else {
            let claimedBy = Statements.identify(file, among: dialects, limits: limits).claimedBy
            guard claimedBy.count == 1,
                let known = dialects.compiled.first(where: { $0.dialect.name == claimedBy[0] })
            else { return nil }
            compiled = known
        }
        let dialect = compiled.dialect
        guard dialect.shape.isDelimited, dialect.leadingMark == nil,
            dialect.signature == nil, dialect.headerNames.isEmpty
        else { return nil }
        var reader = StatementReader(
            file, compiled, hints: hints, limits: limits,
            crossChecks: dialects.crossChecks(of: dialect.name))
        guard !reader.isSheet, reader.source.encoding == .utf8,
            reader.source.fileEncoding == .utf8, reader.begin()
        else { return nil }
        let plan = reader.plan
        guard !plan.placeholders.texts.contains(where: { BulkPlan.mayBeNumber($0) }),
            plan.missingColumns.isEmpty, plan.totalRows.isEmpty, plan.totals.isEmpty,
            plan.rowChecks.isEmpty, plan.balance == nil, BulkPlan.isDecidedByWords(plan),
            !plan.rules.contains(where: { $0.gross.map { BulkPlan.needsAddress($0) } ?? false })
        else { return nil }
        self.plan = plan
        self.dialect = dialect
        head = Array(file.bytes[..<reader.source.position])
        headLines = reader.source.line - 1
        scanner = reader.source.scanner
        width = reader.header.names.count
        scale = dialect.scale
        feeScale = dialect.feeScale ?? dialect.scale
        lineBytes = limits.lineBytes
        readings = plan.rules.map { BulkPlan.reading($0, plan) }
        let keys = Set(
            zip(plan.rules, readings).compactMap { rule, reading in
                reading == nil ? nil : rule.orderReference.column
            })
        guard keys.count == 1, let key = keys.first, scale <= 4, feeScale <= 4 else { return nil }
        keyColumn = key
        hasOneKeyColumn = plan.rules.allSatisfy { [key, -1].contains($0.orderReference.column) }
        hasChannelReference = plan.rules.contains { $0.channelReference.column >= 0 }
        wordColumns = BulkPlan.wordColumns(plan)
        countedColumns = BulkPlan.countedColumns(plan, but: wordColumns)
        guard wordColumns.count <= BulkPlan.wordColumnLimit else { return nil }
        idColumns = Set(plan.idColumns + plan.referenceColumns).sorted()
        outsideStarts = BulkPlan.outsideStarts(reader.outside)
    }

    private static func mayBeNumber(_ word: String) -> Bool {
        word.utf8.first.map { $0 == 0x2B || $0 &- 0x30 <= 9 } ?? false
    }

    private static func needsAddress(_ money: Plan.MoneyField) -> Bool {
        if case .byOwnAddress = money.amount.sign { return true }
        return false
    }

    private static func outsideStarts(_ outside: OutsideLines) -> [[UInt8]] {
        var words = outside.comments.map(\.utf8) + outside.starts.compactMap { $0?.utf8 }
        if let footer = outside.footerStart { words.append(footer.utf8) }
        words.append(outside.headerStart)
        return words.filter { !$0.isEmpty }
    }

    /// No condition asks for a number.
    private static func isDecidedByWords(_ plan: Plan) -> Bool {
        let all =
            plan.rules.flatMap { $0.conditions + $0.guards.flatMap(\.conditions) }
            + plan.conditionsOfIgnored.flatMap(\.conditions)
        return all.allSatisfy { condition in
            switch condition.test {
            case .nonZero(let slot, _), .sign(let slot, _): slot < 0
            case .constant, .equals, .contains, .hasPrefix, .empty, .matches: true
            }
        }
    }

    private static func wordColumns(_ plan: Plan) -> [Int] {
        var columns: Set<Int> = []
        for condition in plan.conditionsOfIgnored.flatMap(\.conditions) {
            columns.insert(condition.column)
        }
        for rule in plan.rules {
            for condition in rule.conditions + rule.guards.flatMap(\.conditions) {
                columns.insert(condition.column)
            }
            columns.formUnion([rule.kindColumn, rule.currencyColumn])
            if rule.hasStatus { columns.insert(rule.statusColumn) }
            for money in [rule.discount, rule.fee, rule.settled, rule.original, rule.balance] {
                if let money { columns.insert(money.currencyColumn) }
            }
        }
        return columns.filter { $0 >= 0 }.sorted()
    }

    private static func countedColumns(_ plan: Plan, but words: [Int]) -> [Int] {
        var columns: Set<Int> = []
        for rule in plan.rules {
            columns.formUnion([rule.channelColumn, rule.productColumn, rule.shopColumn])
        }
        return columns.subtracting(words).filter { $0 >= 0 }.sorted()
    }
}

extension BulkPlan {
    /// Nil where a rule reads more than the lane can promise.
    private static func reading(_ rule: Plan.Rule, _ plan: Plan) -> Reading? {
        guard let gross = rule.gross?.amount, gross.plus.count == 1, isPlain(gross, plan),
            gross.minus.isEmpty, gross.out < 0, gross.minorDigits == 0, rule.asked == nil,
            rule.feeRateColumn < 0, rule.deliveryColumn < 0, rule.secretColumn < 0,
            rule.deliveredAt.isEmpty, rule.expiresAt.isEmpty, rule.bookedOn.isEmpty,
            rule.valueOn.isEmpty, rule.orderReference.column >= 0,
            rule.orderReference.pattern == nil, let printed = printedSign(gross),
            let zone = rule.occurredAt.first?.zone
        else { return nil }
        var others: [Int] = []
        for money in [rule.fee, rule.discount, rule.settled, rule.original, rule.balance] {
            guard let amount = money?.amount else { continue }
            guard isPlain(amount, plan), amount.minorDigits == 0, printedSign(amount) != nil
            else { return nil }
            for slot in amount.plus + amount.minus + [amount.out] where slot >= 0 {
                others.append(plan.slots[slot].column)
            }
        }
        for time in rule.occurredAt + rule.createdAt {
            guard time.timeColumn < 0, time.yearColumn < 0, time.zone == zone,
                case .common? = time.formats.first
            else { return nil }
        }
        let occurred = rule.occurredAt.map(\.column)
        let created = rule.createdAt.map(\.column)
        return Reading(
            grossColumn: plan.slots[gross.plus[0]].column, sign: printed,
            otherAmounts: Set(others).sorted(), occurredAt: occurred,
            otherTimes: Set(created).subtracting(occurred.prefix(1)).sorted(), zone: zone)
    }

    private static func isPlain(_ amount: Plan.Amount, _ plan: Plan) -> Bool {
        amount.decimalsColumn < 0
            && (amount.plus + amount.minus + [amount.out]).allSatisfy { slot in
                slot < 0 || (plan.slots[slot].pattern == nil && !plan.slots[slot].hasLetter)
            }
    }

    private static func printedSign(_ amount: Plan.Amount) -> Sign? {
        switch amount.sign {
        case .asPrinted: .asPrinted
        case .reversed: .reversed
        case .positive: .positive
        case .negative: .negative
        case .byColumn, .byOwnAddress: nil
        }
    }
}
