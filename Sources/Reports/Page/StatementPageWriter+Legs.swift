import Matching
import Records

extension StatementPageWriter {
    /// Every leg's totals side by side: the page's first answer.
    mutating func pictures(_ views: [LegView]) {
        guard !views.isEmpty else { return }
        out.element("h2", word(.bridge))
        out.start("div", class: "grid")
        for view in views {
            let statement = view.outcome.statement
            out.raw("<section class=\"card\">")
            for bridge in statement.bridges { waterfall(bridge, statement, view) }
            out.raw("</section>\n")
        }
        out.finish("div")
    }

    /// A leg's classes and the identities that close it.
    mutating func leg(_ view: LegView) {
        let statement = view.outcome.statement
        out.element(
            "h2",
            word(.statementTitle) + " · " + view.leftTitle(language) + " ↔ "
                + view.rightTitle(language))
        out.raw("<section class=\"card\">")
        for side in [Side.left, .right] { classes(side, statement, view) }
        identities(statement, view)
        out.raw("</section>\n")
    }

    /// The bridge as a table whose middle column is the picture.
    private mutating func waterfall(
        _ bridge: LegStatement.Bridge, _ statement: LegStatement, _ view: LegView
    ) {
        let money = { (units: Int128) in statement.money(units, bridge.currency).decimal }
        let bars = Waterfall(
            leftTotal: bridge.leftTotal, steps: bridge.lines.map(\.units),
            rightTotal: bridge.rightTotal
        ).bars
        out.element(
            "h3",
            view.leftTitle(language) + " ↔ " + view.rightTitle(language) + " · "
                + bridge.currency.description)
        out.raw("<table class=\"fall\"><thead><tr>")
        out.element("th", "")
        out.element("th", word(.picture))
        out.element("th", word(.count), class: "n")
        out.element("th", word(.amount), class: "n")
        out.raw("</tr></thead><tbody>\n")
        row(view.leftTitle(language), bars[0], "", Figures.shown(money(bridge.leftTotal)), "sum")
        for (index, line) in bridge.lines.enumerated() {
            row(
                line.reason.words[language], bars[index + 1], "\(line.count)",
                Figures.signed(money(line.units)), "")
        }
        row(
            view.rightTitle(language), bars[bars.count - 1], "",
            Figures.shown(money(bridge.rightTotal)), "sum")
        out.raw("<tr>")
        out.cell(word(.residual))
        out.raw("<td></td><td></td>")
        out.cell(
            bridge.residual == 0 ? "✓ 0" : "✗ " + Figures.signed(money(bridge.residual)),
            class: bridge.residual == 0 ? "n ok" : "n no")
        out.raw("</tr></tbody></table>\n")
    }

    private mutating func row(
        _ title: String, _ bar: Waterfall.Bar, _ count: String, _ amount: String,
        _ style: StaticString
    ) {
        out.start("tr", class: style)
        out.cell(title)
        out.start("td", class: "bar")
        Waterfall.draw(bar, into: &out)
        out.finish("td")
        out.figure(count)
        switch bar.kind {
        case .total: out.cell(amount, class: "n")
        case .rise: out.cell(amount, class: "n up")
        case .drop: out.cell(amount, class: "n down")
        }
        out.raw("</tr>\n")
    }

    /// One bar of the entries' classes, by count, with a legend that says the same in words.
    private mutating func classes(_ side: Side, _ statement: LegStatement, _ view: LegView) {
        let totals = statement.classes.filter { $0.side == side && $0.term.count > 0 }
        let all = totals.reduce(0) { $0 + $1.term.count }
        guard all > 0 else { return }
        let title = side == .left ? view.leftTitle(language) : view.rightTitle(language)
        out.element("h3", word(.classes) + " · " + title)
        out.start(
            "svg", class: "stack",
            [
                "viewBox": "0 0 \(Waterfall.width) \(Waterfall.height)",
                "preserveAspectRatio": "none", "role": "img",
                "aria-label": word(.classes) + " " + title,
            ])
        var before = 0
        for total in totals {
            let start = before * Waterfall.width / all
            before += total.term.count
            let end = before * Waterfall.width / all
            out.start(
                "rect", class: total.entryClass.styleClass,
                [
                    "x": "\(start)", "y": "0", "width": "\(max(end - start, 1))",
                    "height": "\(Waterfall.height)",
                ])
            out.finish("rect")
        }
        out.raw("</svg>\n<ul class=\"legend\">")
        for total in totals {
            out.raw("<li>")
            out.start("i", class: total.entryClass.styleClass)
            out.finish("i")
            out.text(total.entryClass.words[language] + " \(total.term.count) · ")
            let money = statement.money(total.term.units, total.currency)
            out.text(Figures.shown(money.decimal) + " " + money.currency.description)
            out.raw("</li>")
        }
        out.raw("</ul>\n")
    }

    /// opening + new + reopened = matched + carried + resolved + ignored, per side and currency.
    /// What was reopened is told only where something was.
    private mutating func identities(_ statement: LegStatement, _ view: LegView) {
        let reopens = statement.sides.contains { $0.reopened.count > 0 }
        out.raw("<div class=\"scroll\"><table class=\"keep\">")
        var head = [
            (word(.side), false), ("", false), (word(.openingItems), true),
            ("+ " + word(.newEntries), true),
        ]
        if reopens { head.append(("+ " + word(.reopened), true)) }
        head += [
            ("= " + word(.matched), true), ("+ " + word(.carried), true),
            ("+ " + word(.resolved), true), ("+ " + word(.ignored), true), ("", false),
        ]
        out.headRow(head)
        out.raw("<tbody>")
        for terms in statement.sides {
            let title = terms.side == .left ? view.leftTitle(language) : view.rightTitle(language)
            var all = [terms.openingItems, terms.newEntries]
            if reopens { all.append(terms.reopened) }
            all += [terms.matched, terms.carried, terms.resolved, terms.ignored]
            out.raw("<tr>")
            out.cell(title)
            out.cell(word(.count), class: "soft")
            for term in all { out.figure("\(term.count)") }
            out.cell(
                terms.closes ? "✓" : "✗ " + word(.open), class: terms.closes ? "ok" : "no")
            out.raw("</tr>\n<tr>")
            out.cell("")
            out.cell(terms.currency.description, class: "soft")
            for term in all { out.figure(statement.money(term.units, terms.currency).decimal) }
            out.cell("")
            out.raw("</tr>\n")
        }
        out.raw("</tbody></table></div>\n")
    }
}
