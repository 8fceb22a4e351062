import Records

extension StatementReader {
    /// One data row: sums, checks, and what each rule makes of it.
    mutating func mapRow() {
        parseNumbers()
        accumulate()
        checkRow()
        checkDamage()
        var wasTaken = false
        let before = statement.table.count
        for index in plan.rules.indices {
            let rule = plan.rules[index]
            guard holds(list: rule.list) else { continue }
            wasTaken = true
            apply(rule, firstOfRow: before)
        }
        let yielded = statement.table.count > before
        if yielded { statement.rowsWithEntries += 1 }
        if !wasTaken {
            if dialect.role == .summary {
                count(nonEntry: "summary")
            } else {
                report(.unknownKind, found: kindShown(), expected: "")
            }
        }
        if let scheme = dialect.signature { keepSignature(scheme, yielded ? before : -1) }
    }

    /// The word that no rule knows: what the first condition or kind column looks at.
    private mutating func kindShown() -> String {
        for rule in plan.rules {
            for column in [rule.kindColumn] + rule.conditions.map(\.column) where column >= 0 {
                return text(cells[column])
            }
        }
        return ""
    }

    private mutating func apply(_ rule: Plan.Rule, firstOfRow: Int) {
        for planned in rule.guards where holds(planned.conditions) {
            let column = planned.conditions.first?.column ?? -1
            report(planned.code, column: column, expected: planned.expected)
            return
        }
        var draft = EntryDraft()
        guard let kind = kind(rule), let status = status(rule) else { return }
        (draft.kind, draft.status) = (kind, status)
        guard fillAmounts(rule, &draft), fillTimes(rule, &draft) else { return }
        fillReferences(rule, &draft)
        fillWords(rule, &draft)
        draft.rowOffset = row.offset
        draft.rowLength = row.length
        draft.line = row.line
        draft.identity = identity(rule, kind, firstOfRow: firstOfRow)
        if let misfit = statement.table.append(draft) {
            preconditionFailure("\(misfit) does not fit, although it was checked")
        }
    }

    private mutating func kind(_ rule: Plan.Rule) -> EntryKind? {
        if rule.kindColumn < 0 { return rule.kind }
        let ref = cells[rule.kindColumn]
        let isUTF8 = ref.inHeap || !gb18030
        let known = withBytes(ref) { rule.kindMap.value(of: $0, isUTF8: isUTF8) }
        if let known { return known }
        if rule.kindOtherwise { return rule.kind }
        report(.unknownKind, column: rule.kindColumn, expected: rule.kindMap.words)
        return nil
    }

    private mutating func status(_ rule: Plan.Rule) -> EntryStatus? {
        if !rule.hasStatus { return rule.statusOtherwise ?? .succeeded }
        let ref = cell(rule.statusColumn)
        let isUTF8 = ref.inHeap || !gb18030
        let known = withBytes(ref) { rule.statusMap.value(of: $0, isUTF8: isUTF8) }
        if let known = known ?? rule.statusOtherwise { return known }
        report(.unknownStatus, column: rule.statusColumn, expected: rule.statusMap.words)
        return nil
    }

    // MARK: Amounts

    private mutating func fillAmounts(_ rule: Plan.Rule, _ draft: inout EntryDraft) -> Bool {
        guard let gross = reading(rule.gross, needed: true) else { return false }
        guard let currency = rowCurrency(rule, glued: gross?.currency) else { return false }
        draft.currency = currency
        guard let discount = reading(rule.discount), let fee = reading(rule.fee) else {
            return false
        }
        var others = OtherAmounts()
        if rule.hasOtherAmounts {
            guard let read = otherAmounts(rule) else { return false }
            others = read
        }
        guard makeRoom(gross, rule), makeRoom(discount, rule), makeRoom(others, rule),
            makeRoom(fee: fee, rule)
        else { return false }
        draft.gross = units(gross, statement.table.gross.scale)
        draft.discount = units(discount, statement.table.discount.scale)
        draft.fee = units(fee, statement.table.fee.scale)
        if rule.hasOtherAmounts { fill(others, &draft) }
        guard fits(draft, rule) else { return false }
        guard let feeCurrency = currencyOf(rule.fee, fee, draft.currency) else { return false }
        draft.feeCurrency = feeCurrency.code
        if rule.hasOtherAmounts, !fillOtherCurrencies(rule, others, &draft) { return false }
        return rule.feeRateColumn < 0 || fillRate(rule, &draft)
    }

    /// Amounts that few rules have.
    private struct OtherAmounts {
        var asked: PrintedAmount?
        var settled: PrintedAmount?
        var original: PrintedAmount?
        var balance: PrintedAmount?
    }

    private mutating func otherAmounts(_ rule: Plan.Rule) -> OtherAmounts? {
        guard let asked = reading(rule.asked), let settled = reading(rule.settled),
            let original = reading(rule.original), let balance = reading(rule.balance)
        else { return nil }
        return OtherAmounts(
            asked: asked, settled: settled, original: original, balance: balance)
    }

    private mutating func makeRoom(_ others: OtherAmounts, _ rule: Plan.Rule) -> Bool {
        !rule.hasOtherAmounts
            || makeRoom(others.asked, rule) && makeRoom(others.settled, rule)
                && makeRoom(others.original, rule) && makeRoom(others.balance, rule)
    }

    private mutating func fill(_ others: OtherAmounts, _ draft: inout EntryDraft) {
        draft.asked = units(others.asked, statement.table.asked.scale)
        draft.settled = units(others.settled, statement.table.settled.scale)
        draft.original = units(others.original, statement.table.original.scale)
        draft.balance = units(others.balance, statement.table.balance.scale)
    }

    private mutating func fillOtherCurrencies(
        _ rule: Plan.Rule, _ others: OtherAmounts, _ draft: inout EntryDraft
    ) -> Bool {
        guard let asked = currencyOf(rule.asked, others.asked, draft.currency),
            let settled = currencyOf(rule.settled, others.settled, draft.currency),
            let original = currencyOf(rule.original, others.original, draft.currency)
        else { return false }
        draft.askedCurrency = asked.code
        draft.settledCurrency = settled.code
        draft.originalCurrency = original.code
        return true
    }

    @inline(__always)
    private mutating func units(_ amount: PrintedAmount?, _ scale: Int) -> Int128 {
        guard let amount else { return AmountColumn.absent }
        if amount.scale == scale { return amount.units }
        return AmountText.rescaled(amount.units, from: amount.scale, to: scale)
            ?? AmountColumn.absent
    }

    /// Outer nil: a problem was reported. Inner nil: the amount is absent.
    private mutating func reading(
        _ planned: Plan.MoneyField?, needed: Bool = false
    ) -> PrintedAmount?? {
        guard let planned else { return .some(nil) }
        switch amount(planned.amount, needed: needed) {
        case .absent: return .some(nil)
        case .value(let value): return .some(value)
        case .fault(let code, let column):
            report(code, column: column, expected: code == .missingValue ? planned.amount.name : "")
            return nil
        }
    }

    /// Columns take on more decimals where the dialect allows it; elsewhere more are a problem.
    @inline(__always)
    private mutating func makeRoom(_ amount: PrintedAmount?, _ rule: Plan.Rule) -> Bool {
        guard let amount else { return true }
        return amount.scale <= statement.table.gross.scale || makeMoreRoom(amount, rule)
    }

    private mutating func makeMoreRoom(_ amount: PrintedAmount, _ rule: Plan.Rule) -> Bool {
        let scale = statement.table.gross.scale
        if AmountText.rescaled(amount.units, from: amount.scale, to: scale) != nil { return true }
        guard dialect.autoScale else {
            report(
                .tooManyDecimals, column: rule.gross?.amount.column ?? -1, expected: "\(scale)")
            return false
        }
        isBroken = isBlock
        if statement.table.raiseScale(to: amount.scale) { return true }
        report(.amountOverflow, column: rule.gross?.amount.column ?? -1)
        return false
    }

    private mutating func makeRoom(fee: PrintedAmount?, _ rule: Plan.Rule) -> Bool {
        guard let fee else { return true }
        let scale = statement.table.fee.scale
        if fee.scale <= scale { return true }
        if AmountText.rescaled(fee.units, from: fee.scale, to: scale) != nil { return true }
        guard dialect.autoScale else {
            report(.tooManyDecimals, column: rule.fee?.amount.column ?? -1, expected: "\(scale)")
            return false
        }
        isBroken = isBlock
        if statement.table.raiseFeeScale(to: fee.scale) { return true }
        report(.amountOverflow, column: rule.fee?.amount.column ?? -1)
        return false
    }

    /// A narrow column holds an Int64. A quarter of it leaves room for net, a sum of three.
    private mutating func fits(_ draft: EntryDraft, _ rule: Plan.Rule) -> Bool {
        let netScale = statement.table.net.scale
        let scale = statement.table.gross.scale
        var fits =
            self.fits(draft.gross, scale, netScale) && self.fits(draft.discount, scale, netScale)
            && self.fits(draft.fee, statement.table.fee.scale, netScale)
        if rule.hasOtherAmounts {
            fits =
                fits && self.fits(draft.asked, scale, netScale)
                && self.fits(draft.settled, scale, netScale)
                && self.fits(draft.original, scale, netScale)
                && self.fits(draft.balance, scale, netScale)
        }
        if !fits { report(.amountOverflow, column: rule.gross?.amount.column ?? -1) }
        return fits
    }

    @inline(__always)
    private mutating func fits(_ units: Int128, _ scale: Int, _ netScale: Int) -> Bool {
        let narrow = AmountColumn.narrowScaleLimit
        guard units != AmountColumn.absent, scale <= narrow else { return true }
        let digits = netScale > narrow ? 0 : netScale - scale
        let raised = digits == 0 ? units : Money.raise(units, by: digits)
        return raised.magnitude < 1 << 61
    }

    private mutating func fillRate(_ rule: Plan.Rule, _ draft: inout EntryDraft) -> Bool {
        let ref = cell(rule.feeRateColumn)
        if ref.isEmpty { return true }
        let isNative = gb18030
        let rate = withBytes(ref) { bytes -> Int32? in
            let isPercent = bytes[bytes.count - 1] == 0x25
            let digits = bytes.extracting(0..<bytes.count - (isPercent ? 1 : 0))
            guard let value = try? AmountText.parse(digits, gb18030: isNative),
                let millionths = AmountText.rescaled(
                    value.units, from: value.scale, to: isPercent ? 4 : 6)
            else { return nil }
            return Int32(exactly: millionths)
        }
        guard let rate else {
            report(.badNumber, column: rule.feeRateColumn)
            return false
        }
        draft.statedFeeRate = rate
        return true
    }

    // MARK: Currencies

    private mutating func rowCurrency(_ rule: Plan.Rule, glued: Currency?) -> Currency? {
        if rule.hasOwnCurrency { return rule.currency }
        guard let stated = currency(in: rule.currencyColumn) else { return nil }
        return stated.code ?? glued ?? rule.currency
    }

    /// No code where the amount is in the entry's own currency.
    private mutating func currencyOf(
        _ planned: Plan.MoneyField?, _ amount: PrintedAmount?, _ own: Currency
    ) -> StatedCurrency? {
        guard let planned, let amount else { return StatedCurrency() }
        guard let stated = currency(in: planned.currencyColumn) else { return nil }
        let code = stated.code ?? planned.constant ?? amount.currency ?? own
        return StatedCurrency(code: code == own ? nil : code)
    }

    /// Nil: a problem was reported. No code: the column says nothing.
    private mutating func currency(in column: Int) -> StatedCurrency? {
        let ref = cell(column)
        if ref.isEmpty { return StatedCurrency() }
        if ref.length == codes.currencyBytes.count {
            let last = codes.currencyBytes
            let isSame = withBytes(ref) { FieldText.hasWord($0, 0, last) }
            if isSame { return StatedCurrency(code: codes.lastCurrency) }
        }
        let word = withUTF8(ref) { bytes in
            String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
        let isRoomLeft = statement.table.currencies.all.count < CurrencyWords.limit
        if !isRoomLeft { isBroken = isBlock }
        guard isRoomLeft, let code = CurrencyWords.currency(word) else {
            report(.unknownCurrency, column: column)
            return nil
        }
        let printed = withBytes(ref) { Array(copying: $0) }
        codes.remember(printed, code)
        return StatedCurrency(code: code)
    }

    // MARK: Damage

    private mutating func checkDamage() {
        for index in plan.damageColumns.indices {
            let column = plan.damageColumns[index]
            let ref = cells[column]
            if !ref.isEmpty, withBytes(ref, { FieldText.looksExcelDamaged($0) }) {
                report(.excelDamage, column: column)
                return
            }
        }
    }
}
