import Engine
import Matching
import Records
import Reports
import Resolution

/// What the overview shows, as a value made of the book's figures.
struct OverviewModel {
    let language: Language
    let zone: ZoneRules
    let days: ClosedRange<Day>
    /// Of the log, when the page was made.
    var leaves = 0
    var status: BookStatus?
    var definition = Definition()
    var figures: BookFigures?
    /// Open ones.
    var breaks: [QueueLine] = []
    /// Not due yet.
    var expected: [QueueLine] = []
    /// The names of the lines' legs.
    var legs: [String] = []
    /// Open items that should have a partner by now.
    var dueItems = 0
    var waitingDecisions = 0
    var runs: [RunFact] = []
    var covered: ClosedRange<Day>?

    init(language: Language, zone: ZoneRules, days: ClosedRange<Day>) {
        self.language = language
        self.zone = zone
        self.days = days
    }

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }

    private func leg(_ name: String) -> JSONValue { .string(Show.leg(name, language)) }

    var json: JSONValue {
        let last = status?.lastRun
        return .fields([
            "leaves": .integer(leaves),
            "merchant": .optional(status?.settings.merchant), "zone": .string(zone.name),
            "from": .string("\(days.lowerBound)"), "through": .string("\(days.upperBound)"),
            "earlier": .optional(
                covered.flatMap {
                    $0.lowerBound < days.lowerBound
                        ? "\(days.lowerBound.advanced(by: -1))" : nil
                }),
            "later": .optional(
                covered.flatMap {
                    days.upperBound < min($0.upperBound, last?.through ?? $0.upperBound)
                        ? "\(days.upperBound.advanced(by: OverviewPage.days))" : nil
                }),
            "run": last.map { run in
                .fields([
                    "number": .integer(run.number), "through": .string("\(run.through)"),
                    "verdict": .string(run.verdict.words[language]),
                    "tone": .string(Show.tone(run.verdict)),
                ])
            } ?? .null,
            "waiting": status.flatMap { $0.waiting > 0 ? .integer($0.waiting) : nil } ?? .null,
            "gaps": .list(status?.missing ?? []) {
                .fields(["sentence": .string($0.reason.sentence(language))])
            },
            "tiles": .array(tiles), "calendar": calendar, "ages": ages,
            "legs": .array(sums), "flow": sankey.script, "daily": daily.script,
        ])
    }

    // MARK: - Figures

    private func tile(
        _ name: String, _ value: String, _ note: String = "", _ path: String, unit: String = "",
        tone: String = ""
    ) -> JSONValue {
        .fields([
            "name": .string(name), "value": .string(value), "unit": .string(unit),
            "note": .string(note),
            "path": .string(path), "tone": .string(tone),
        ])
    }

    private var tiles: [JSONValue] {
        [
            tile(
                say("对平率", "相符率", "Match rate"), matchRate.map { $0 + "%" } ?? "—",
                say("全部流水", "全部明細", "of all entries"), "/runs"),
            tile(
                say("未处理差错", "未處理差異", "Open breaks"), Show.count(breaks.count), exposure.words,
                "/breaks", tone: breaks.isEmpty ? "good" : "bad"),
            tile(
                say("在途", "在途", "In transit"), Show.count(expected.count), "",
                "/breaks?state=expected"),
            tile(
                say("待复核", "待複核", "Waiting for approval"), Show.count(waitingDecisions), "",
                "/approvals", tone: waitingDecisions > 0 ? "warn" : ""),
        ] + grouped(figures?.sums ?? []).flatMap { moneyTiles($0.currency, $0.sums) }
    }

    /// What came in one currency, and what became of it; what is nothing is not said.
    private func moneyTiles(_ currency: Currency, _ sums: [BookFigures.Sum]) -> [JSONValue] {
        func total(_ part: (BookFigures.Sum) -> Money) -> Money {
            sums.reduce(Money.zero(currency)) { $0 + part($1) }
        }
        let received = total(\.received)
        guard !received.isZero else { return [] }
        let payments = sums.reduce(0) { $0 + $1.payments }
        var tiles = [
            tile(
                say("渠道收款", "通路收款", "Received"), Show.decimal(received),
                Show.count(payments) + say(" 笔", " 筆", " payments"), "#legs",
                unit: "\(currency)")
        ]
        let shares = [
            (say("退款率", "退款率", "Refund rate"), total(\.refunded)),
            (say("手续费率", "手續費率", "Fee share"), total(\.fees)),
            (say("提现占收款", "提領占收款", "Paid out"), total(\.paidOut)),
        ]
        for (name, money) in shares where !money.isZero {
            tiles.append(
                tile(name, Show.percent(money, of: received), Show.amount(money), "#legs"))
        }
        return tiles
    }

    /// CNY before others, as the definition's legs come.
    private func grouped(
        _ sums: [BookFigures.Sum]
    ) -> [(currency: Currency, sums: [BookFigures.Sum])] {
        var order: [Currency] = []
        for sum in sums where !order.contains(sum.currency) { order.append(sum.currency) }
        return order.map { currency in (currency, sums.filter { $0.currency == currency }) }
    }

    /// Matched entries of all that are matched or open, whatever their leg, rounded down.
    var matchRate: String? {
        let matched = 2 * runs.reduce(0) { $0 + $1.matchCount }
        guard matched + dueItems > 0 else { return nil }
        let hundredths = matched * 10_000 / (matched + dueItems)
        return Money.decimal(units: Int128(hundredths), scale: 2)
    }

    private func size(_ money: Money) -> Money { money.units < 0 ? -money : money }

    var exposure: CurrencySums {
        var sums = CurrencySums()
        for line in breaks { sums.add(size(line.amount)) }
        return sums
    }

    private var sums: [JSONValue] {
        (figures?.sums ?? []).filter { !$0.received.isZero || !$0.ordered.isZero }.map { sum in
            func money(_ value: Money) -> JSONValue {
                .string(value.isZero ? "" : Show.decimal(value))
            }
            return .fields([
                "leg": leg(sum.leg), "currency": .string("\(sum.currency)"),
                "ordered": money(sum.ordered), "received": money(sum.received),
                "refunded": money(sum.refunded), "fees": money(sum.fees),
                "paid_out": money(sum.paidOut),
                "left": .string(sum.received.isZero ? "" : Show.decimal(sum.left)),
                "path": .string("/breaks?leg=\(FormFields.encode(sum.leg))"),
            ])
        }
    }

    // MARK: - Calendar and ages

    /// How each day of each leg stands.
    var standings: BookCalendar {
        BookCalendar(
            definition, counts: counts, gaps: status?.missing ?? [], days: days,
            runs: status?.lastRun?.through)
    }

    private var calendar: JSONValue {
        let calendar = standings
        return .fields([
            "days": .list(calendar.rows.first?.cells ?? []) { cell in
                .fields([
                    "number": .integer(cell.day.civil.day),
                    "weekend": .bool(cell.day.weekday >= 6),
                    "month": cell.day.civil.day == 1 || cell.day == days.lowerBound
                        ? .string("\(cell.day.civil.month)") : .null,
                ])
            },
            "rows": .list(calendar.rows) { row in
                .fields([
                    "leg": leg(row.leg),
                    "cells": .list(row.cells) { cell in
                        .fields([
                            "standing": .string(cell.standing.rawValue),
                            "label": .string(label(row.leg, cell)),
                            "path": path(row.leg, cell), "count": count(cell),
                        ])
                    },
                ])
            },
            "legend": .list(BookCalendar.Standing.allCases.reversed()) {
                .fields([
                    "standing": .string($0.rawValue), "words": .string(Show.words($0)[language]),
                ])
            },
        ])
    }

    /// Breaks and what waits, of each leg and day that is shown.
    private var counts: [String: [Day: BookCalendar.Count]] {
        var counter = BookCalendar.Counter(
            days, cutOffSeconds: definition.cutOffSeconds, zone: zone, legs: legs)
        for line in breaks { counter.add(leg: line.leg, time: line.time, isPending: false) }
        for line in expected { counter.add(leg: line.leg, time: line.time, isPending: true) }
        return counter.byLeg
    }

    private func count(_ cell: BookCalendar.Cell) -> JSONValue {
        let count = cell.breaks + cell.pending
        return count == 0 ? .null : .string(count > 99 ? "99+" : "\(count)")
    }

    private func label(_ leg: String, _ cell: BookCalendar.Cell) -> String {
        var text = "\(Show.leg(leg, language)) \(cell.day): \(Show.words(cell.standing)[language])"
        if cell.breaks > 0 { text += " · \(cell.breaks)" + say(" 笔差错", " 筆差異", " breaks") }
        if cell.pending > 0 {
            text += " · \(cell.pending)" + say(" 笔在途", " 筆在途", " in transit")
        }
        return text
    }

    private func path(_ leg: String, _ cell: BookCalendar.Cell) -> JSONValue {
        switch cell.standing {
        case .incomplete: .string("/imports#missing")
        case .breaks, .pending:
            .string(
                "/breaks?leg=\(FormFields.encode(leg))&day=\(cell.day)"
                    + (cell.breaks == 0 ? "&state=expected" : ""))
        case .reconciled, .none:
            runs.first { $0.through >= cell.day }.map { .string("/runs/\($0.number)") } ?? .null
        }
    }

    /// Open breaks by age and currency.
    var aged: [(band: AgeBand, sums: CurrencySums)] {
        let through = status?.lastRun?.through
        var sums = Array(repeating: CurrencySums(), count: AgeBand.allCases.count)
        let places = Dictionary(
            uniqueKeysWithValues: AgeBand.allCases.enumerated().map { ($1, $0) })
        for line in breaks {
            let band = AgeBand(days: line.age(through: through) ?? 0)
            sums[places[band] ?? 0].add(size(line.amount))
        }
        return zip(AgeBand.allCases, sums).filter { !$1.all.isEmpty }
    }

    private var ages: JSONValue {
        let aged = aged
        let most = aged.flatMap(\.sums.all).map(\.count).max() ?? 1
        return .list(aged) { band, sums in
            .fields([
                "band": .string(Show.words(band)[language]),
                "path": .string("/breaks?age=\(FormFields.encode(band.rawValue))"),
                "sums": .list(sums.sorted) { sum in
                    .fields([
                        "count": .string(Show.count(sum.count)),
                        "amount": .string(Show.amount(sum.amount)),
                        "share": .integer(max(1, sum.count * 20 / most) * 5),
                    ])
                },
            ])
        }
    }

    // MARK: - Charts

    private func number(_ money: Money) -> JSONValue { .string(money.decimal) }

    /// Orders → channels → what was given back, kept, paid out, and is left. One currency: widths
    /// of different money cannot be compared.
    private var sankey: JSONValue {
        guard
            let (currency, sums) = grouped((figures?.sums ?? []).filter { !$0.received.isZero })
                .first
        else { return .null }
        let shop = status?.settings.merchant ?? ""
        let names = [
            say("退款", "退款", "Refunds"), say("手续费", "手續費", "Fees"),
            say("已提现", "已提領", "Paid out"), say("渠道余额", "通路餘額", "Held by channels"),
        ]
        var links: [JSONValue] = []
        func link(_ from: String, _ to: String, _ money: Money) {
            guard money.units > 0 else { return }
            links.append(
                .fields([
                    "source": .string(from), "target": .string(to), "value": number(money),
                    "text": .string(Show.amount(money)),
                ]))
        }
        for sum in sums {
            let channel = Show.leg(sum.leg, language)
            link(shop, channel, sum.received)
            for (name, money) in zip(names, [sum.refunded, sum.fees, sum.paidOut, sum.left]) {
                link(channel, name, money)
            }
        }
        return .fields([
            "kind": .string("sankey"), "currency": .string("\(currency)"),
            "nodes": .array(
                ([shop] + sums.map { Show.leg($0.leg, language) } + names).map {
                    .fields(["name": .string($0)])
                }),
            "links": .array(links),
        ])
    }

    /// Money received per day and channel, in the first currency.
    private var daily: JSONValue {
        guard let figures, let currency = figures.points.first?.received.currency else {
            return .null
        }
        let legs = figures.sums.filter { $0.currency == currency && !$0.received.isZero }
            .map(\.leg)
        var dates: [Day] = []
        var day = days.lowerBound
        while day <= days.upperBound {
            dates.append(day)
            day = day.advanced(by: 1)
        }
        var amounts: [String: [Day: Money]] = [:]
        for point in figures.points where point.received.currency == currency {
            amounts[point.leg, default: [:]][point.day] = point.received
        }
        return .fields([
            "kind": .string("bars"), "currency": .string("\(currency)"),
            "days": .list(dates) { .string(String("\($0)".dropFirst(5))) },
            "series": .list(legs) { leg in
                .fields([
                    "name": self.leg(leg),
                    "values": .list(dates) { day in
                        .string(amounts[leg]?[day]?.decimal ?? "0")
                    },
                ])
            },
        ])
    }
}
