import Matching
package import Records
import Reports

/// Reports of what does not agree.
extension BookReports {
    func detail(_ days: ClosedRange<Day>) throws(EngineError) -> ReportDocument {
        var made = document(.detail, days)
        made.tables.append(
            breakTable(say("差错", "差錯", "Breaks"), try allBreaks(days)))
        return made
    }

    func ageing() throws(EngineError) -> ReportDocument {
        var made = document(.ageing, nil)
        let breaks = try openBreaks()
        var table = ReportTable(
            say("未结差错的账龄", "未結差錯的帳齡", "Open breaks by age"),
            [
                .init("leg", say("环节", "環節", "Leg"), weight: 16), currencyColumn,
                .init("age", say("账龄（天）", "帳齡（天）", "Age in days")),
                .init("count", say("笔数", "筆數", "Count"), .number, weight: 8),
                .init("amount", say("金额合计", "金額合計", "Amount"), .number, weight: 14),
            ])
        let groups = Dictionary(grouping: breaks) { found in
            Group(
                leg: found.leg, currency: found.amount.currency.description,
                bucket: BookReports.bucket(ofAge: age(found)))
        }
        for (group, own) in groups.sorted(by: { $0.key < $1.key }) {
            table.add([
                .text(LegTitle.title(group.leg, language)), .text(group.currency),
                .text(BookReports.buckets[group.bucket].name),
                .integer(own.count),
                .amount(BookReports.exposure(own, own[0].amount.currency).decimal),
            ])
        }
        for (currency, own) in Dictionary(grouping: breaks, by: \.amount.currency)
            .sorted(by: { $0.key.description < $1.key.description })
        {
            table.addSum([
                .text(say("合计", "合計", "Total")), .text(currency.description), .empty,
                .integer(own.count), .amount(BookReports.exposure(own, currency).decimal),
            ])
        }
        made.tables.append(table)
        made.notes.append(
            say(
                "金额按绝对值相加：长款与短款不相互抵消。", "金額按絕對值相加：長款與短款不相互抵消。",
                "Amounts are added without their signs: too much here does not make up for too "
                    + "little there."))
        return made
    }

    func fees(_ days: ClosedRange<Day>) throws(EngineError) -> ReportDocument {
        var made = document(.fees, days)
        var rates = ReportTable(
            say("实际费率", "實際費率", "Fees as charged"),
            [
                channelColumn, currencyColumn,
                .init("received", say("收款", "收款", "Received"), .number, weight: 14),
                .init("fees", say("手续费", "手續費", "Fees"), .number, weight: 12),
                .init("rate", say("费率", "費率", "Rate"), .number, weight: 8),
            ])
        for own in try ChannelLedger(book, days).figures() where !own.payments.amount.isZero {
            rates.add([
                .text(ChannelTitle.title(own.channel, language)),
                .text(own.currency.description), .amount(own.payments.amount.decimal),
                .amount(own.fees.decimal),
                .words(ShareText.percent(-own.fees, of: own.payments.amount) ?? ""),
            ])
        }
        made.tables.append(rates)
        var wrong = ReportTable(
            say("与约定不符的手续费", "與約定不符的手續費", "Fees other than agreed"),
            [
                .init("day", say("日期", "日期", "Day"), weight: 11),
                .init("leg", say("环节", "環節", "Leg"), weight: 14),
                .init("reference", say("单号", "單號", "Reference"), .code, weight: 22),
                .init("expected", say("应收", "應收", "Agreed"), .number),
                .init("actual", say("实收", "實收", "Charged"), .number),
                .init("difference", say("差额", "差額", "Difference"), .number),
                .init("state", say("状态", "狀態", "State"), weight: 10),
            ])
        for found in try allBreaks(days) where found.entryClass == .feeMismatch {
            wrong.add([
                .words(day(found)?.description ?? ""),
                .text(LegTitle.title(found.leg, language)),
                .text(found.reference), .money(found.expectedFee?.decimal),
                .money(found.actualFee?.decimal), .amount(found.amount.decimal),
                .text(found.state.words[language]),
            ])
        }
        made.tables.append(wrong)
        return made
    }

    // MARK: Parts

    struct Group: Hashable, Comparable {
        var leg: String
        var currency: String
        var bucket: Int
        static func < (a: Group, b: Group) -> Bool {
            (a.leg, a.currency, a.bucket) < (b.leg, b.currency, b.bucket)
        }
    }

    /// Days of age: the last ones each bucket takes.
    package static let buckets: [(name: String, last: Int)] = [
        ("0–1", 1), ("2–3", 3), ("4–7", 7), ("8–30", 30), ("31–90", 90), ("> 90", Int.max),
    ]

    package static func bucket(ofAge days: Int) -> Int {
        buckets.firstIndex { days <= $0.last } ?? buckets.count - 1
    }

    func openBreaks() throws(EngineError) -> [BookBreak] {
        var filter = BreakFilter()
        filter.limit = BookReports.rowLimit
        return try book.store.breaks(filter)
    }

    /// Breaks of entries of these days, whatever became of them.
    func allBreaks(_ days: ClosedRange<Day>) throws(EngineError) -> [BookBreak] {
        var filter = BreakFilter()
        filter.standing = .all
        filter.limit = BookReports.rowLimit
        return try book.store.breaks(filter).filter { found in
            day(found).map { days.contains($0) } ?? false
        }
    }

    func day(_ found: BookBreak) -> Day? { found.occurredAt?.day(in: zone) ?? found.breakOn }

    func age(_ found: BookBreak) -> Int {
        day(found).map { max(0, Int(through.number - $0.number)) } ?? 0
    }

    /// Sizes added up; of a break whose amount is zero, what its sides say.
    package static func exposure(_ breaks: [BookBreak], _ currency: Currency) -> Money {
        breaks.reduce(Money.zero(currency)) { sum, found in
            guard found.amount.currency == currency else { return sum }
            return sum + (found.amount.units < 0 ? -found.amount : found.amount)
        }
    }

    func openTable(_ breaks: [BookBreak]) -> ReportTable {
        var table = ReportTable(
            say("未结差错", "未結差錯", "Open breaks"),
            [
                .init("leg", say("环节", "環節", "Leg"), weight: 16),
                .init("class", say("类别", "類別", "Class"), weight: 16), currencyColumn,
                .init("count", say("笔数", "筆數", "Count"), .number, weight: 8),
                .init("amount", say("金额合计", "金額合計", "Amount"), .number, weight: 14),
            ])
        let groups = Dictionary(grouping: breaks) { found in
            [found.leg, found.entryClass.name, found.amount.currency.description]
        }
        for (_, own) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            table.add([
                .text(LegTitle.title(own[0].leg, language)),
                .text(own[0].entryClass.words[language]),
                .text(own[0].amount.currency.description), .integer(own.count),
                .amount(BookReports.exposure(own, own[0].amount.currency).decimal),
            ])
        }
        return table
    }

    func breakTable(_ title: String, _ breaks: [BookBreak]) -> ReportTable {
        var table = ReportTable(
            title,
            [
                .init("day", say("日期", "日期", "Day"), weight: 10),
                .init("leg", say("环节", "環節", "Leg"), weight: 13),
                .init("class", say("类别", "類別", "Class"), weight: 12),
                .init("reference", say("单号", "單號", "Reference"), .code, weight: 18),
                .init("amount", say("差额", "差額", "Difference"), .number, weight: 10),
                .init("currency", say("币种", "幣別", "Currency"), weight: 6),
                .init("state", say("状态", "狀態", "State"), weight: 8),
                .init("explanation", say("说明", "說明", "Explanation"), weight: 40),
            ])
        let place = Language.allCases.firstIndex(of: language) ?? 0
        for found in breaks {
            table.add([
                .words(day(found)?.description ?? ""),
                .text(LegTitle.title(found.leg, language)),
                .text(found.entryClass.words[language]), .text(found.reference),
                .amount(found.amount.decimal), .text(found.amount.currency.description),
                .text(found.state.words[language]),
                .words(place < found.explanations.count ? found.explanations[place] : ""),
            ])
        }
        return table
    }
}
