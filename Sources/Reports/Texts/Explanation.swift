package import Matching
import Records

/// Why a pair matched, and why something did not: in words, from the fields of both sides.
package enum Explanation {
    /// One paragraph for a break, without line ends.
    package static func text(
        of entryBreak: Break, in view: LegView, _ language: Language
    ) -> String {
        let facts = BreakFacts(view, entryBreak, language)
        var sentences = [mainSentence(facts)]
        if entryBreak.expectedFee != nil { sentences.append(FeeSentence.text(facts)) }
        if let viewpoint = viewpoint(facts) { sentences.append(viewpoint) }
        if let further = further(entryBreak, language) { sentences.append(further) }
        if let miss = nearestMiss(facts) { sentences.append(miss) }
        if let rivals = candidates(facts) { sentences.append(rivals) }
        if !view.outcome.subsets.isEmpty,
            let sets = SubsetSentences(view, language).text(of: entryBreak)
        {
            sentences.append(sets)
        }
        if !view.outcome.groups.isEmpty,
            let group = GroupSentences(view, language).text(of: entryBreak)
        {
            sentences.append(group)
        }
        if !view.outcome.scores.isEmpty || !view.outcome.unclearByLeft.isEmpty,
            let score = ScoreSentences(view, language).text(of: entryBreak)
        {
            sentences.append(score + (language == .english ? "." : "。"))
        }
        return sentences.joined(separator: Punctuation.sentenceGap[language])
    }

    /// The pass, the rule, each field with both values.
    package static func text(
        ofMatch index: Int, in view: LegView, _ language: Language
    ) -> String {
        let matches = view.outcome.matches
        var text = view.pass(matches.pass[index])?.name ?? ""
        if let finding = matches.findings[index].primary {
            text += Punctuation.bracketed(finding.words[language], language)
        }
        if matches.findings[index].primary == .subsetUnique,
            let sum = SubsetSentences(view, language)
                .text(ofMatch: matches.left[index], matches.right[index])
        {
            return text + Punctuation.colon[language] + sum
        }
        if matches.findings[index].primary == .groupSum,
            let sums = GroupSentences(view, language).text(ofMatch: matches.left[index])
        {
            return text + Punctuation.colon[language] + sums
        }
        let fields = view.compare(
            left: matches.left[index], right: matches.right[index], link: matches.link[index])
        var told = fields.filter { $0.agreement != .absent }.map { line($0, language) }
        if !view.outcome.scores.isEmpty,
            let score = ScoreSentences(view, language).text(ofLeft: matches.left[index])
        {
            told.append(score)
        }
        if told.isEmpty { return text }
        return text + Punctuation.colon[language]
            + told.joined(separator: Punctuation.semicolon[language])
    }

    /// "金额 45.50 CNY ≠ 0.01 CNY".
    package static func line(_ field: FieldComparison, _ language: Language) -> String {
        let title = field.field.words[language]
        let left = value(field.left, field.field, language)
        let right = value(field.right, field.field, language)
        return "\(title) \(left) \(field.agreement.sign) \(right)"
    }

    /// Wire words of statuses and kinds become the reader's; other values are language-neutral.
    package static func value(
        _ text: String, _ field: FieldComparison.Field, _ language: Language
    ) -> String {
        if text.isEmpty { return "—" }
        switch field {
        case .status:
            return EntryStatus.allCases.first { $0.name == text }?.words[language] ?? text
        case .kind:
            return EntryKind.allCases.first { $0.name == text }?.words[language] ?? text
        default: return text
        }
    }

    private static func mainSentence(_ facts: BreakFacts) -> String {
        if let finding = facts.entryBreak.findings.primary {
            return finding.sentence.filled(facts.language, facts.values).capitalisedFirst
        }
        return classSentence(facts.entryBreak.entryClass)
            .filled(facts.language, facts.values).capitalisedFirst
    }

    static func classSentence(_ entryClass: EntryClass) -> Words {
        switch entryClass {
        case .missingLeft: Finding.orderMissing.sentence
        case .missingRight: Finding.paidNotInChannel.sentence
        case .amountMismatch: Finding.amountDiffers.sentence
        case .feeMismatch: Finding.feeDiffers.sentence
        case .currencyMismatch: Finding.currencyDiffers.sentence
        case .statusMismatch: Finding.statusDiffers.sentence
        case .dateMismatch: Finding.late.sentence
        case .duplicate: Finding.duplicatePayment.sentence
        case .ambiguous, .suggested: Finding.severalCandidates.sentence
        case .expected: Finding.nearCutOff.sentence
        case .matched, .matchedWithinTolerance, .ignored, .writtenOff, .disputed, .problem,
            .unclassified:
            Words("{left}、{right}。", "{left}、{right}。", "{left}, {right}.")
        }
    }

    /// 长款/短款 are derived words: the viewpoint stands beside them.
    private static func viewpoint(_ facts: BreakFacts) -> String? {
        let found = facts.entryBreak
        guard found.amount.units != 0, found.entryClass != .feeMismatch,
            found.entryClass != .expected
        else { return nil }
        let language = facts.language
        let word = found.amount.units > 0 ? Label.longSide : Label.shortSide
        let viewpoint = Label.viewpoint.words.filled(
            language,
            ["left": ChannelTitle.inSentence(facts.view.definition.leftName, language)])
        let stop = language == .english ? "." : "。"
        return language == .english
            ? "\(word.words[language].capitalisedFirst) \(facts.size) \(viewpoint)" + stop
            : "\(viewpoint)：\(word.words[language]) \(facts.size)" + stop
    }

    private static func further(_ found: Break, _ language: Language) -> String? {
        let others = found.findings.all.filter { $0.rawValue != found.findings.primaryRaw }
        guard !others.isEmpty else { return nil }
        let list = Punctuation.list(others.map { $0.words[language] }, language)
        return Label.further.words[language] + Punctuation.colon[language] + list
            + (language == .english ? "." : "。")
    }

    /// The entry that came closest, with every differing field and both values.
    private static func nearestMiss(_ facts: BreakFacts) -> String? {
        let found = facts.entryBreak
        let nearest = facts.view.nearest(found)
        guard nearest >= 0, found.entryClass != .duplicate,
            !found.findings.contains(.tradeSharedByOrders), found.left < 0 || found.right < 0
        else { return nil }
        let side: Side = found.left >= 0 ? .right : .left
        guard let near = facts.view.entry(side, nearest) else { return nil }
        let fields = facts.view.compare(
            left: found.left >= 0 ? found.left : nearest,
            right: found.right >= 0 ? found.right : nearest, link: found.link)
        let told = fields.filter { $0.agreement == .differs || $0.agreement == .equivalent }
        let language = facts.language
        let reference = side == .left ? near.ownReference : near.outsideReference
        var text = Label.nearestMiss.words[language] + " " + reference
        if !told.isEmpty {
            text +=
                Punctuation.colon[language]
                + told.map { line($0, language) }.joined(separator: Punctuation.semicolon[language])
        }
        return text + (language == .english ? "." : "。")
    }

    /// The rivals of an ambiguous entry, at most three by name.
    private static func candidates(_ facts: BreakFacts) -> String? {
        let found = facts.entryBreak
        guard !found.candidates.isEmpty else { return nil }
        let side: Side = found.left >= 0 ? .right : .left
        let names = found.candidates.prefix(3).compactMap {
            facts.view.entry(side, $0)?.ownReference
        }
        let more = found.candidates.count > 3 ? "…" : ""
        return Punctuation.list(names, facts.language) + more
            + (facts.language == .english ? "." : "。")
    }
}

extension String {
    /// For the start of an English sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
