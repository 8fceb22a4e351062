import Records

extension StatementReader {
    /// Keeps what a line states: totals for later, account, period and balances at once.
    mutating func take(_ matches: [(index: Int, captures: [String: String])]) {
        for (index, captures) in matches {
            outside.seenTemplates.insert(index)
            let template = outside.templates[index]
            for check in template.line.checks {
                guard let text = captures[check.capture] else { continue }
                outside.stated.append(
                    OutsideLines.Stated(
                        check: check, name: template.name(of: check.capture), text: text,
                        line: Int(row.line)))
            }
            takeBuiltin(captures)
        }
    }

    private mutating func takeBuiltin(_ captures: [String: String]) {
        if let account = captures["account"], !account.isEmpty { statement.account = account }
        if let text = captures["openingBalance"] { statement.openingBalance = money(text) }
        if let text = captures["closingBalance"] { statement.closingBalance = money(text) }
        let start = captures["periodStart"].flatMap { moment($0) }
        let end = captures["periodEnd"].flatMap { moment($0) }
        if let reference = end ?? start { times.referenceDay = reference.day }
        guard let start, let end else { return }
        // "23:59:59" and a bare day name the last second and day inside; the end is outside.
        var outer = end.hasClock ? end.instant : times.zone.start(of: end.day.advanced(by: 1))
        let second = outer.seconds + Int64(times.zone.offsetSeconds(at: outer))
        if end.hasClock, second % 60 == 59 { outer = outer.advanced(bySeconds: 1) }
        if start.instant <= outer {
            statement.period = Period(start: start.instant, end: outer)
        }
    }

    private func moment(_ text: String) -> TimeContext.Moment? {
        for candidate in [text, text + "01日", text + "-01", text + "/01"] {
            let bytes = Array(candidate.utf8)
            if let time = TimeText.parse(bytes.span, as: .common) { return times.moment(time) }
        }
        return nil
    }

    private func money(_ text: String) -> Money? {
        let bytes = Array(text.utf8)
        guard let amount = try? AmountText.parse(bytes.span, gb18030: false) else { return nil }
        return Money(
            units: amount.units, scale: amount.scale, currency: amount.currency ?? dialect.currency)
    }

    /// Comments, lines of templates, the footer table and repeated headers below the header.
    mutating func takeOutsideLine() -> Bool {
        if let footer = outside.footer {
            outside.footer = nil
            takeFooterValues(footer)
            count(nonEntry: "footer")
            return true
        }
        let first = row.fields[firstCell]
        let mark = withBytes(first) { $0[0] }
        // A blank or a mark is looked behind.
        if FieldText.isPlainEdge(mark), mark != leadingMark, !outside.mayStart(mark) {
            return false
        }
        return takeOutsideLine(first)
    }

    private mutating func takeOutsideLine(_ first: TextRef) -> Bool {
        let isUTF8 = first.inHeap || !gb18030
        let bare = untouchedStart(first)
        let start = withBytes(bare) { $0[0] }
        let second = cleaned(first)
        let letter = withBytes(second) { $0[0] }
        if !outside.mayStart(start), !outside.mayStart(letter) { return false }
        let isComment = withBytes(bare) { bytes in
            outside.comments.contains { $0.starts(bytes, isUTF8: isUTF8) }
        }
        if isComment {
            if leavesToWhole() { return true }
            count(nonEntry: "comment")
            take(outside.match(lineText()))
            return true
        }
        let mayBeLine = withBytes(bare) { bytes in
            outside.starts.contains { $0?.starts(bytes, isUTF8: isUTF8) ?? false }
        }
        if mayBeLine {
            let matches = outside.match(lineText())
            if !matches.isEmpty {
                if leavesToWhole() { return true }
                count(nonEntry: "line")
                take(matches)
                return true
            }
        }
        return takeHeaderRow(second, isUTF8: isUTF8)
    }

    /// The field from its first letter on, its leading mark included.
    private mutating func untouchedStart(_ ref: TextRef) -> TextRef {
        let isNative = gb18030 && !ref.inHeap
        let range = withBytes(ref) { FieldText.trimmed($0, gb18030: isNative, mark: nil) }
        return TextRef(
            offset: ref.offset + range.lowerBound, length: range.count, inHeap: ref.inHeap)
    }

    private mutating func takeHeaderRow(_ first: TextRef, isUTF8: Bool) -> Bool {
        let startsFooter = withBytes(first) {
            outside.footerStart?.equals($0, isUTF8: isUTF8) ?? false
        }
        if startsFooter {
            let names = HeaderIndex(row.fields.map { text($0) })
            if names.missing(of: outside.footerHeader).isEmpty {
                if leavesToWhole() { return true }
                outside.footer = names
                outside.hasSeenFooter = true
                count(nonEntry: "footer")
                return true
            }
        }
        guard !outside.headerStart.isEmpty, repeatsHeader(first) else { return false }
        let again = HeaderIndex(row.fields.map { text($0) }, loose: dialect.fallback)
        guard again.hasAll(compiled.claimHeader) else { return false }
        if leavesToWhole() { return true }
        count(nonEntry: "header")
        if Array(again.names.prefix(again.width)) != Array(header.names.prefix(header.width)) {
            report(
                .unknownHeader, found: again.names.joined(separator: ", "),
                expected: header.names.joined(separator: ", "))
        }
        return true
    }

    /// In a block, a row that the whole file's state hangs on ends the block before it.
    private mutating func leavesToWhole() -> Bool {
        stopsBlock = isBlock
        return isBlock
    }

    /// Whether a row starts as the header did, byte for byte: asked of every row.
    private mutating func repeatsHeader(_ first: TextRef) -> Bool {
        let start = outside.headerStart
        return withBytes(cleaned(first)) { bytes in
            guard bytes.count == start.count else { return false }
            for index in bytes.indices where bytes[index] != start[index] { return false }
            return true
        }
    }

    private mutating func takeFooterValues(_ footer: HeaderIndex) {
        guard let table = dialect.footerTable else { return }
        for check in table.checks {
            guard let index = footer.index(of: check.capture) else { continue }
            let value = index < cells.count ? text(cells[index]) : ""
            outside.stated.append(
                OutsideLines.Stated(
                    check: check, name: footer.names[index], text: value, line: Int(row.line)))
        }
    }

    // MARK: Rows of the table that are no entries

    mutating func takeTotalRow() -> Bool {
        for planned in plan.totalRows where holds(planned.conditions, needsSlots: true) {
            if leavesToWhole() { return true }
            count(nonEntry: "total")
            parseNumbers()
            for check in planned.checks {
                let stated = numbers[check.slot]
                let total = plan.totals[check.total].check
                outside.stated.append(
                    OutsideLines.Stated(
                        check: total, name: total.capture,
                        text: stated.isValue
                            ? Money.decimal(units: stated.units, scale: stated.scale)
                            : text(cells[plan.slots[check.slot].column]),
                        line: Int(row.line)))
            }
            for (name, slot) in planned.kept where numbers[slot].isValue {
                statement.statedTotals[name] = Money.decimal(
                    units: numbers[slot].units, scale: numbers[slot].scale)
            }
            return true
        }
        return false
    }

    mutating func ignoredReason() -> String? {
        for planned in plan.conditionsOfIgnored where holds(planned.conditions, needsSlots: true) {
            return planned.reason
        }
        return nil
    }
}
