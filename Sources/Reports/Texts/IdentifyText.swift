package import Records
package import Statements

/// `matchbook identify`: what a file is, and why every other reader refuses it.
package enum IdentifyText {
    /// `summary` is nil where the file was only identified and not read.
    package static func text(
        _ identification: Identification, _ summary: FileSummary?, zone: ZoneRules,
        _ language: Language, showsRefusals: Bool = false, colours: Bool = false
    ) -> String {
        let ink = Ink(isOn: colours)
        let word = { (label: Label) in label.words[language] }
        var lines = [ink.bold(TerminalText.safe(Mask.fileName(identification.file)))]
        var table = TextTable([.left, .left])
        table.row([word(.claimedBy), claim(identification, summary, language, ink)])
        if let summary { facts(summary, zone, language, ink, &table) }
        lines += table.lines(indent: 2)
        if let quarantine = summary?.quarantine {
            lines.append(
                "  " + ink.red("✗ " + word(.quarantined)) + Punctuation.colon[language]
                    + TerminalText.safe(quarantine.sentence(language)))
        }
        if showsRefusals || identification.claimedBy.isEmpty {
            lines += refusals(identification, language)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func claim(
        _ identification: Identification, _ summary: FileSummary?, _ language: Language,
        _ ink: Ink
    ) -> String {
        switch identification.claimedBy.count {
        case 0: return ink.red(Label.none.words[language])
        case 1:
            let name = identification.claimedBy[0]
            guard let summary, !summary.dialect.isEmpty else { return name }
            let role = summary.role.map { " · " + $0.words[language] } ?? ""
            return "\(summary.formatTitle(language)) [\(name) v\(summary.dialectVersion)]" + role
        default: return ink.red(Punctuation.list(identification.claimedBy, language))
        }
    }

    private static func facts(
        _ file: FileSummary, _ zone: ZoneRules, _ language: Language, _ ink: Ink,
        _ table: inout TextTable
    ) {
        let word = { (label: Label) in label.words[language] }
        if !file.account.isEmpty { table.row([word(.account), TerminalText.safe(file.account)]) }
        if let period = file.period {
            table.row([word(.period), PeriodText.text(period, zone, language)])
        }
        if let encoding = file.encoding { table.row([word(.encoding), encoding.rawValue]) }
        table.row([word(.rows), "\(file.rows)"])
        table.row([word(.entries), "\(file.entries)"])
        if file.problems > 0 { table.row([word(.problems), ink.red("\(file.problems)")]) }
        let others = file.nonEntries.sorted { $0.key < $1.key }.map {
            NonEntryReason.title($0.key, language) + " \($0.value)"
        }
        if !others.isEmpty { table.row([word(.nonEntries), Punctuation.list(others, language)]) }
        for (index, total) in file.controlTotals.enumerated() {
            let name = TerminalText.safe(total.name)
            let text =
                total.holds
                ? ink.green("✓") + " \(name) \(total.stated)"
                : ink.red("✗") + " \(name) \(word(.stated)) \(total.stated), "
                    + "\(word(.computed)) \(total.computed)"
            table.row([index == 0 ? word(.controlTotals) : "", text])
        }
        if let opening = file.openingBalance {
            table.row([word(.opening), opening.description])
        }
        if let closing = file.closingBalance {
            table.row([word(.closing), closing.description])
        }
        if !file.unknownColumns.isEmpty {
            let names = file.unknownColumns.map(TerminalText.safe)
            table.row([word(.unknownColumns), Punctuation.list(names, language)])
        }
    }

    private static func refusals(
        _ identification: Identification, _ language: Language
    ) -> [String] {
        guard !identification.refusals.isEmpty else { return [] }
        var table = TextTable([.left, .left])
        for refusal in identification.refusals.sorted(by: { $0.dialect < $1.dialect }) {
            table.row([
                refusal.dialect, TerminalText.safe(refusal.reason.sentence(language)),
            ])
        }
        return ["  " + Label.refusedBy.words[language]] + table.lines(indent: 4)
    }

    /// `matchbook identify --json`: one file.
    package static func json(
        _ identification: Identification, _ summary: FileSummary?, zone: ZoneRules
    ) -> JSONValue {
        .fields([
            "file": .string(identification.file),
            "claimed_by": .array(identification.claimedBy.map(JSONValue.string)),
            "summary": summary.map { StatementJSON.input($0, zone) } ?? .null,
            "refusals": .array(
                identification.refusals.sorted { $0.dialect < $1.dialect }.map { refusal in
                    .fields([
                        "dialect": .string(refusal.dialect),
                        "reason": .string(refusal.reason.sentence(.english)),
                    ])
                }),
        ])
    }
}
