import Records

extension StatementReader {
    // MARK: Times

    mutating func fillTimes(_ rule: Plan.Rule, _ draft: inout EntryDraft) -> Bool {
        guard let occurred = moment(rule.occurredAt), let created = moment(rule.createdAt)
        else { return false }
        if let occurred {
            draft.occurredAt = occurred.instant.microseconds
            if !occurred.hasClock, rule.bookedOn.isEmpty { draft.bookedOn = occurred.day.number }
        }
        if let created { draft.createdAt = created.instant.microseconds }
        return !rule.hasOtherTimes || fillOtherTimes(rule, &draft)
    }

    private mutating func fillOtherTimes(_ rule: Plan.Rule, _ draft: inout EntryDraft) -> Bool {
        guard let expires = moment(rule.expiresAt), let delivered = moment(rule.deliveredAt),
            let booked = moment(rule.bookedOn), let value = moment(rule.valueOn)
        else { return false }
        if let expires { draft.expiresAt = expires.instant.microseconds }
        if let delivered { draft.deliveredAt = delivered.instant.microseconds }
        if let booked { draft.bookedOn = booked.day.number }
        if let value { draft.valueOn = value.day.number }
        return true
    }

    /// The first of the rules whose field is not empty. Outer nil: a problem was reported.
    private mutating func moment(_ planned: [Plan.Time]) -> TimeContext.Moment?? {
        for index in planned.indices {
            let rule = planned[index]
            let date = cell(rule.column)
            let clock = cell(rule.timeColumn)
            if date.isEmpty { continue }
            if clock.isEmpty, rule.startsWithCommon {
                let plain = withBytes(date) { TimeText.plain($0, in: rule.zone) }
                if let plain { return .some(plain) }
            }
            var context = times
            context.zone = rule.zone
            if let reference = referenceDay(rule) { context.referenceDay = reference }
            if let moment = moment(date, clock, rule, context) { return .some(moment) }
            report(.badTime, column: rule.column, expected: rule.formatText)
            return nil
        }
        return .some(nil)
    }

    private mutating func referenceDay(_ rule: Plan.Time) -> Day? {
        let ref = cell(rule.yearColumn)
        if ref.isEmpty { return nil }
        guard let time = withUTF8(ref, { TimeText.parse($0, as: .common) }), time.epoch == nil
        else { return nil }
        return Day(year: time.year, month: time.month, day: time.day)
    }

    private mutating func moment(
        _ date: TextRef, _ clock: TextRef, _ rule: Plan.Time, _ context: TimeContext
    ) -> TimeContext.Moment? {
        if clock.isEmpty {
            return withUTF8(date) { StatementReader.moment($0, rule.formats, context) }
        }
        var joined: [UInt8] = []
        withUTF8(date) { bytes in for index in bytes.indices { joined.append(bytes[index]) } }
        joined.append(0x20)
        withUTF8(clock) { bytes in for index in bytes.indices { joined.append(bytes[index]) } }
        return StatementReader.moment(joined.span, rule.formats, context)
    }

    private static func moment(
        _ bytes: Span<UInt8>, _ formats: [TimeFormat], _ context: TimeContext
    ) -> TimeContext.Moment? {
        for format in formats {
            if let time = TimeText.parse(bytes, as: format), let moment = context.moment(time) {
                return moment
            }
        }
        return nil
    }

    // MARK: References

    mutating func fillReferences(_ rule: Plan.Rule, _ draft: inout EntryDraft) {
        draft.orderReference = reference(rule.orderReference)
        draft.channelReference = reference(rule.channelReference)
        draft.refundReference = reference(rule.refundReference)
        draft.batchReference = reference(rule.batchReference)
        draft.bankReference = reference(rule.bankReference)
        draft.chainReference = reference(rule.chainReference)
        draft.chainAddress = reference(rule.chainAddress)
        draft.counterparty = cell(rule.counterpartyColumn)
        draft.memo = cell(rule.memoColumn)
    }

    @inline(__always)
    private mutating func reference(_ planned: Plan.Reference) -> TextRef {
        planned.column < 0 ? .none : taken(planned)
    }

    private mutating func taken(_ planned: Plan.Reference) -> TextRef {
        let ref = inUTF8(cell(planned.column))
        guard let pattern = planned.pattern, !ref.isEmpty else { return ref }
        let groups = withBytes(ref) { pattern.find(in: $0) }
        let taken = groups?.dropFirst().lazy.compactMap { $0 }.first
        guard let range = taken, !range.isEmpty else { return .none }
        return TextRef(
            offset: ref.offset + range.lowerBound, length: range.count, inHeap: ref.inHeap)
    }

    /// References are compared across files, hence always UTF-8: others go to the heap.
    private mutating func inUTF8(_ ref: TextRef) -> TextRef {
        if !gb18030 || ref.inHeap || ref.isEmpty { return ref }
        if withBytes(ref, { FieldText.isASCII($0) }) { return ref }
        transcode(ref)
        let offset = source.heap.count
        source.heap.append(contentsOf: scratch)
        return TextRef(offset: offset, length: scratch.count, inHeap: true)
    }

    /// Puts the text into `scratch` as UTF-8.
    mutating func transcode(_ ref: TextRef) {
        var utf8 = scratch
        scratch = []
        utf8.removeAll(keepingCapacity: true)
        withBytes(ref) { GB18030Text.append($0, to: &utf8) }
        scratch = utf8
    }

    // MARK: Words

    mutating func fillWords(_ rule: Plan.Rule, _ draft: inout EntryDraft) {
        let channel = code(.channel, rule.channelColumn)
        draft.channel = channel == 0 ? codes.constantChannel : channel
        let product = code(.product, rule.productColumn)
        draft.product = product == 0 ? codes.constantProduct : product
        draft.shop = code(.shop, rule.shopColumn)
        draft.delivery = delivery(rule)
    }

    private mutating func code(_ column: CodeCache.Column, _ index: Int) -> UInt16 {
        let ref = cell(index)
        if ref.isEmpty { return 0 }
        // Beside GB18030 the heap is UTF-8: equal bytes there are another word.
        let isNative = !gb18030 || !ref.inHeap
        let known = codes.known(column)
        if isNative, let code = withBytes(ref, { known.code(of: $0) }) { return code }
        let bytes = withBytes(ref) { bytes in bytes.indices.map { bytes[$0] } }
        let word = text(ref)
        let code =
            switch column {
            case .channel: statement.table.channel.code(for: word)
            case .product: statement.table.product.code(for: word)
            case .shop: statement.table.shop.code(for: word)
            }
        guard let code else {
            isBroken = isBlock
            report(.limitExceeded, column: index, expected: "\(DictionaryColumn.limit)")
            return 0
        }
        if isNative { codes.remember(bytes, code, column) }
        return code
    }

    private mutating func delivery(_ rule: Plan.Rule) -> DeliveryStatus {
        if rule.deliveryColumn < 0, rule.deliveryMap.isEmpty { return .unknown }
        let ref = cell(rule.deliveryColumn)
        let isUTF8 = ref.inHeap || !gb18030
        let status = withBytes(ref) { rule.deliveryMap.value(of: $0, isUTF8: isUTF8) } ?? .unknown
        guard status == .delivered, rule.secretColumn >= 0 else { return status }
        let secret = cell(rule.secretColumn)
        if secret.isEmpty { return .deliveredEmpty }
        let isSecretUTF8 = secret.inHeap || !gb18030
        let isNative = gb18030
        let isApology = withBytes(secret) {
            rule.apologies.isIn($0, isUTF8: isSecretUTF8, gb18030: isNative)
        }
        return isApology ? .deliveredEmpty : status
    }

    // MARK: Problems

    /// A problem of the row that is being read. `found` is the column's text unless told.
    mutating func report(
        _ code: ProblemCode, column: Int = -1, found: String? = nil, expected: String = ""
    ) {
        rowHasProblem = true
        guard statement.problems.count < limits.problems else {
            statement.problemsDropped += 1
            return
        }
        let isSecret = plan.secretColumns.contains(column)
        let shown = found ?? (column < 0 || isSecret ? "" : text(cell(column)))
        statement.problems.append(
            Problem(
                file: statement.file, line: Int(row.line),
                column: column < 0 ? "" : header.names[column], code: code, found: shown,
                expected: expected, reference: shownReference(), raw: shownRow()))
    }

    func shownReference() -> String {
        for column in plan.referenceColumns where column < cells.count && !cells[column].isEmpty {
            return text(cells[column])
        }
        return ""
    }

    /// The row as it stands; delivered secrets are never shown.
    private func shownRow() -> String {
        if plan.secretColumns.isEmpty { return source.rawText(row) }
        return row.fields.indices.map { index in
            plan.secretColumns.contains(index) && !row.fields[index].isEmpty
                ? "•••" : text(row.fields[index])
        }.joined(separator: ",")
    }
}
