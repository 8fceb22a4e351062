import Matching
import Records

/// `matches.csv`: the rows of `MatchRow`, written straight from the columns.
package struct MatchRows: CSVTable {
    package static let columns = MatchRow.columns
    package let count: Int
    private let legs: [Leg]
    private let zone: ZoneRules
    private let classes = EntryClass.allCases.map { FieldWord($0.name) }

    package init(_ report: RunReport, _ language: Language) {
        var legs: [Leg] = []
        var start = 0
        for view in report.matchViews {
            legs.append(Leg(view, language, start: start))
            start += view.outcome.matches.count
        }
        self.legs = legs
        count = start
        zone = report.zone
    }

    /// What stands still within a leg.
    private struct Leg: Sendable {
        let start: Int
        let matches: Matches
        let zone: ZoneRules
        let text: @Sendable (EntryTable, TextRef) -> String
        let name: FieldWord
        let hasher: Hasher128
        let left: SideRows
        let right: SideRows
        let links: SideRows
        let fields: FieldLines
        let subsets: SubsetSentences
        let groups: GroupSentences
        let scores: ScoreSentences
        let colon: String
        let semicolon: String
        /// By pass, and behind them for none: "exact,v1 key(order=order)," and the explanation's
        /// first word.
        let passes: [[UInt8]]
        let passNames: [[UInt8]]
        /// By finding, in brackets.
        let findings: [[UInt8]]

        init(_ view: LegView, _ language: Language, start: Int) {
            self.start = start
            matches = view.outcome.matches
            zone = view.definition.zone
            text = view.report.text
            name = FieldWord(view.name)
            hasher = MatchRow.hasher(view)
            left = SideRows(view.leg.inputs.left, view.outcome.left)
            right = SideRows(view.leg.inputs.right, view.outcome.right)
            links = SideRows(view.leg.inputs.links, view.outcome.links)
            fields = FieldLines(view, language)
            subsets = SubsetSentences(view, language)
            groups = GroupSentences(view, language)
            scores = ScoreSentences(view, language)
            semicolon = Punctuation.semicolon[language]
            colon = Punctuation.colon[language]
            let version = view.report.definition.version
            let all = view.definition.passes
            passes =
                all.map { pass in
                    FieldWord(pass.name).bytes + [0x2C]
                        + FieldWord(pass.rule(version: version)).bytes
                } + [[0x2C]]
            passNames = all.map { Array($0.name.utf8) } + [[]]
            findings = Finding.allCases.map {
                Array(Punctuation.bracketed($0.words[language], language).utf8)
            }
        }
    }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        var clock = ZoneClock(zone)
        for leg in legs {
            let end = leg.start + leg.matches.count
            let own = rows.clamped(to: leg.start..<end)
            var pairClock = ZoneClock(leg.zone)
            for row in own { write(row - leg.start, leg, &clock, &pairClock, &buffer) }
        }
    }

    private func write(
        _ index: Int, _ leg: Leg, _ clock: inout ZoneClock,
        _ pairClock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        let left = leg.left[leg.matches.left[index]]
        let right = leg.right[leg.matches.right[index]]
        let link = leg.links[leg.matches.link[index]]
        let pass = min(Int(leg.matches.pass[index]), leg.passNames.count - 1)
        var hasher = leg.hasher
        MatchRows.combine(left, &hasher)
        MatchRows.combine(right, &hasher)
        buffer.hex(hasher.finalize())
        buffer.comma()
        buffer.word(leg.name)
        buffer.comma()
        buffer.word(classes[Int(leg.matches.entryClass[index].rawValue)])
        buffer.comma()
        buffer.append(leg.passes[pass])
        // Only scored passes give one.
        buffer.comma()
        if !leg.scores.isEmpty, let answer = leg.scores.answer(ofLeft: leg.matches.left[index]) {
            buffer.append(raw: ScoreSentences.score(answer))
        }
        amounts(index, leg, left, right, link, &buffer)
        buffer.comma()
        if let left { buffer.word(leg.left.sources[left.input]) }
        buffer.comma()
        if let right { buffer.word(leg.right.sources[right.input]) }
        buffer.comma()
        if let left { buffer.field(left.ownReference, of: left.box, leg.text) }
        buffer.comma()
        if let right {
            buffer.field(right.outsideReference, of: right.box, leg.text)
        }
        buffer.comma()
        time(left, &clock, &buffer)
        buffer.comma()
        time(right, &clock, &buffer)
        buffer.comma()
        explanation(index, leg, pass, &pairClock, &buffer)
        buffer.endRow()
    }

    private static func combine(_ place: SideRows.Place?, _ hasher: inout Hasher128) {
        hasher.combine(word: place?.identity.high ?? 0)
        hasher.combine(word: place?.identity.low ?? 0)
    }

    private func amounts(
        _ index: Int, _ leg: Leg, _ left: SideRows.Place?, _ right: SideRows.Place?,
        _ link: SideRows.Place?, _ buffer: inout RowBuffer
    ) {
        var leftAmount = left?.gross
        var rightAmount = right?.gross
        if !leg.matches.members.isEmpty,
            let members = leg.matches.members[index]
        {
            leftAmount = MatchRow.sum(members, .left)
            rightAmount = MatchRow.sum(members, .right)
        }
        let difference = MatchRow.difference(
            leftAmount, asked: link?.asked ?? left?.asked, rightAmount)
        buffer.codeField(leftAmount)
        buffer.codeField(rightAmount)
        buffer.codeField(difference)
        buffer.amountField(leftAmount)
        buffer.amountField(rightAmount)
        buffer.amountField(difference)
        buffer.amountField(right.flatMap { $0.box.table.fee(ofRow: $0.row) })
    }

    private func time(
        _ place: SideRows.Place?, _ clock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        guard let time = place?.occurredAt, time != EntryTable.noTime else { return }
        clock.write(time, to: &buffer)
    }

    /// As `Explanation.text(ofMatch:in:)`.
    private func explanation(
        _ index: Int, _ leg: Leg, _ pass: Int, _ clock: inout ZoneClock,
        _ buffer: inout RowBuffer
    ) {
        let start = buffer.count
        buffer.append(leg.passNames[pass])
        let finding = Int(leg.matches.findings[index].primaryRaw)
        if finding < leg.findings.count { buffer.append(leg.findings[finding]) }
        let (left, right) = (leg.matches.left[index], leg.matches.right[index])
        if finding == Int(Finding.subsetUnique.rawValue),
            let sum = leg.subsets.text(ofMatch: left, right)
        {
            buffer.append(raw: leg.colon + sum)
        } else if finding == Int(Finding.groupSum.rawValue),
            let sums = leg.groups.text(ofMatch: left)
        {
            buffer.append(raw: leg.colon + sums)
        } else {
            leg.fields.write(
                left: left, right: right, link: leg.matches.link[index], .agreedOrNot, &clock,
                to: &buffer)
        }
        if !leg.scores.isEmpty, let score = leg.scores.text(ofLeft: leg.matches.left[index]) {
            buffer.append(raw: leg.semicolon + score)
        }
        buffer.protect(from: start)
    }
}
