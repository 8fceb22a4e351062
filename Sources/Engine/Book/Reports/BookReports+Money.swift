import Records
import Reports

/// Reports of what went through the channels.
extension BookReports {
    func daily(_ day: Day) throws(EngineError) -> ReportDocument {
        var made = document(.daily, day...day)
        made.tables.append(channelTable(try ChannelLedger(book, day...day).figures()))
        let breaks = try openBreaks()
        made.tables.append(openTable(breaks))
        made.tables.append(
            breakTable(
                say("当日新差错", "當日新差錯", "Breaks of the day"),
                try allBreaks(day...day).filter { !$0.isDecided && $0.state != .expected }))
        noteRun(&made, day)
        return made
    }

    func monthly(_ days: ClosedRange<Day>) throws(EngineError) -> ReportDocument {
        var made = document(.monthly, days)
        let ledger = try ChannelLedger(book, days)
        made.tables.append(channelTable(ledger.figures()))
        var table = ReportTable(
            say("逐日", "逐日", "Day by day"),
            [
                .init("day", say("日期", "日期", "Day"), weight: 12), currencyColumn,
                .init("payments", say("收款笔数", "收款筆數", "Payments"), .number),
                .init("amount", say("收款", "收款", "Received"), .number, weight: 14),
                .init("refunds", say("退款", "退款", "Refunded"), .number, weight: 12),
                .init("fees", say("手续费", "手續費", "Fees"), .number, weight: 10),
                .init("net", say("净额", "淨額", "Net"), .number, weight: 14),
            ])
        for day in ledger.days {
            for sum in BookReports.totals(ledger.figures(on: day)) {
                table.add([
                    .text(day.description), .text(sum.currency.description),
                    .integer(sum.payments.count), .amount(sum.payments.amount.decimal),
                    .amount(sum.refunds.amount.decimal), .amount(sum.fees.decimal),
                    .amount(sum.net.decimal),
                ])
            }
        }
        for sum in BookReports.totals(ledger.figures()) {
            table.addSum([
                .text(say("合计", "合計", "Total")), .text(sum.currency.description),
                .integer(sum.payments.count), .amount(sum.payments.amount.decimal),
                .amount(sum.refunds.amount.decimal), .amount(sum.fees.decimal),
                .amount(sum.net.decimal),
            ])
        }
        made.tables.append(table)
        made.tables.append(openTable(try openBreaks()))
        return made
    }

    func channels(_ days: ClosedRange<Day>) throws(EngineError) -> ReportDocument {
        var made = document(.channels, days)
        let figures = try ChannelLedger(book, days).figures()
        made.tables.append(channelTable(figures))
        let open = Dictionary(grouping: try openBreaks(), by: \.leg)
        var table = ReportTable(
            say("比率", "比率", "Rates"),
            [
                channelColumn, currencyColumn,
                .init("share", say("收款占比", "收款占比", "Share of receipts"), .number),
                .init("average", say("笔均", "筆均", "Average payment"), .number, weight: 12),
                .init("refund_rate", say("退款率", "退款率", "Refund rate"), .number),
                .init("fee_rate", say("费率", "費率", "Fee rate"), .number),
                .init("breaks", say("未结差错", "未結差錯", "Open breaks"), .number),
                .init("exposure", say("差错金额", "差錯金額", "At stake"), .number, weight: 12),
            ])
        for own in figures {
            let all = figures.filter { $0.currency == own.currency }
                .reduce(Money.zero(own.currency)) { $0 + $1.payments.amount }
            let breaks = (open[own.leg] ?? []).filter { $0.amount.currency == own.currency }
            table.add([
                .text(ChannelTitle.title(own.channel, language)),
                .text(own.currency.description),
                .words(ShareText.percent(own.payments.amount, of: all) ?? ""),
                .money(BookReports.average(own.payments)?.decimal),
                .words(
                    ShareText.percent(-own.refunds.amount, of: own.payments.amount) ?? ""),
                .words(ShareText.percent(-own.fees, of: own.payments.amount) ?? ""),
                .integer(breaks.count),
                .amount(BookReports.exposure(breaks, own.currency).decimal),
            ])
        }
        made.tables.append(table)
        return made
    }

    // MARK: Parts

    var channelColumn: ReportTable.Column {
        .init("channel", say("渠道", "通路", "Channel"), weight: 14)
    }

    var currencyColumn: ReportTable.Column {
        .init("currency", say("币种", "幣別", "Currency"), weight: 7)
    }

    func channelTable(_ figures: [ChannelFigures]) -> ReportTable {
        var table = ReportTable(
            say("各渠道收支", "各通路收支", "Money by channel"),
            [
                channelColumn, currencyColumn,
                .init("orders", say("订单", "訂單", "Orders"), .number, weight: 8),
                .init("ordered", say("订单金额", "訂單金額", "Ordered"), .number, weight: 12),
                .init("payments", say("收款笔数", "收款筆數", "Payments"), .number, weight: 8),
                .init("received", say("收款", "收款", "Received"), .number, weight: 12),
                .init("refunded", say("退款", "退款", "Refunded"), .number, weight: 11),
                .init("fees", say("手续费", "手續費", "Fees"), .number, weight: 9),
                .init("net", say("净额", "淨額", "Net"), .number, weight: 12),
            ])
        func cells(_ title: String, _ own: ChannelFigures) -> [Cell] {
            [
                .text(title), .text(own.currency.description), .integer(own.orders.count),
                .amount(own.orders.amount.decimal), .integer(own.payments.count),
                .amount(own.payments.amount.decimal), .amount(own.refunds.amount.decimal),
                .amount(own.fees.decimal), .amount(own.net.decimal),
            ]
        }
        for own in figures {
            table.add(cells(ChannelTitle.title(own.channel, language), own))
        }
        for sum in BookReports.totals(figures) {
            table.addSum(cells(say("合计", "合計", "Total"), sum))
        }
        return table
    }

    /// All channels together, one per currency.
    package static func totals(_ figures: [ChannelFigures]) -> [ChannelFigures] {
        Dictionary(grouping: figures, by: \.currency).map { currency, own in
            var total = ChannelFigures(leg: "", channel: "", currency: currency)
            for part in own { total.add(part) }
            return total
        }.sorted { $0.currency.description < $1.currency.description }
    }

    /// To the smallest unit that is shown, half up in size.
    static func average(_ sum: ChannelFigures.Sum) -> Money? {
        guard sum.count > 0 else { return nil }
        let count = Int128(sum.count)
        let units = sum.amount.units
        let half = units < 0 ? -count / 2 : count / 2
        return Money(
            units: (units + half) / count, scale: sum.amount.scale, currency: sum.amount.currency)
    }

    private func noteRun(_ made: inout ReportDocument, _ day: Day) {
        if day > through {
            made.notes.append(
                say(
                    "这一天还没有对账。", "這一天還沒有對帳。",
                    "This day has not been reconciled yet."))
        }
    }
}

extension ChannelFigures {
    /// Adds another channel's figures of the same currency.
    mutating func add(_ other: ChannelFigures) {
        func sum(_ a: Sum, _ b: Sum) -> Sum {
            Sum(count: a.count + b.count, amount: a.amount + b.amount)
        }
        orders = sum(orders, other.orders)
        payments = sum(payments, other.payments)
        refunds = sum(refunds, other.refunds)
        payouts = sum(payouts, other.payouts)
        fees = fees + other.fees
    }
}
