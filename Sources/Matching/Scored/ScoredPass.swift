import Records

extension LegWork {
    /// The likeliest pairs of what bears no key. Sure ones are matched, likely ones proposed; where
    /// somebody has a partner, but not surely which, he is ambiguous.
    mutating func run(_ rule: ScoredRule, pass: UInt8) {
        for code in currencies.indices {
            let lefts = scoredEntries(.left, UInt8(code))
            let rights = scoredEntries(.right, UInt8(code))
            guard !lefts.isEmpty, !rights.isEmpty, lefts.count <= ScoredRule.entryLimit,
                rights.count <= ScoredRule.entryLimit
            else { continue }
            guard
                var solver = scoredSolver(
                    rule, lefts, rights, readsRemarks: true, apart: scoredApart(lefts, rights))
            else { continue }
            if let calibration = rule.calibration {
                solver.calibrate(calibration, lefts: lefts.count, rights: rights.count)
            }
            decide(rule, pass, solver, lefts, rights)
        }
    }

    /// nil where amounts are beyond a machine word.
    func scoredSolver(
        _ rule: ScoredRule, _ lefts: [Int32], _ rights: [Int32], readsRemarks: Bool,
        apart: Set<ScoredPairs.Couple>
    ) -> ScoredSolver? {
        var pool = TextPool()
        var words: [String: Int32] = [:]
        var tokens = readsRemarks ? definition.texts.map { RemarkTokens($0.reader) } : nil
        guard let a = scoredSide(lefts, .left, rule, &pool, &words, &tokens),
            let b = scoredSide(rights, .right, rule, &pool, &words, &tokens)
        else { return nil }
        if let texts = definition.texts { pool.fold(texts.folding) }
        return ScoredSolver(
            a, b, pool, reach: (rule.afterSeconds, rule.beforeSeconds),
            learns: min(lefts.count, rights.count) >= ScoredRule.learningLimit, apart: apart)
    }

    private func scoredApart(_ lefts: [Int32], _ rights: [Int32]) -> Set<ScoredPairs.Couple> {
        if apart.isEmpty { return [] }
        var placeOfLeft: [Int32: Int] = [:]
        for (place, l) in lefts.enumerated() { placeOfLeft[l] = place }
        var couples: Set<ScoredPairs.Couple> = []
        for (place, r) in rights.enumerated() {
            for l in apart.partners(of: r, .right) ?? [] {
                guard let own = placeOfLeft[l] else { continue }
                couples.insert(.init(left: Int32(own), right: Int32(place)))
            }
        }
        return couples
    }

    /// Sales of a currency that no pass before has claimed, in order of time.
    func scoredEntries(_ side: Side, _ code: UInt8) -> [Int32] {
        let all = subsetEntries(side, isTarget: false).filter {
            group($0, side) == .sale && subsetColumn(side, $0).currency == code
                && subsetUnits(side, $0) > 0
        }
        return inOrder(all, side)
    }

    /// nil where amounts are beyond a machine word.
    private func scoredSide(
        _ entries: [Int32], _ side: Side, _ rule: ScoredRule, _ pool: inout TextPool,
        _ words: inout [String: Int32], _ tokens: inout RemarkTokens?
    ) -> ScoredSide? {
        var result = ScoredSide()
        let isRead = tokens != nil && hasRemarks
        var codes: [UInt64: Int32] = [:]
        for entry in entries {
            guard let units = Int64(exactly: subsetUnits(side, entry)),
                units < Int64.max / 1_000_000
            else { return nil }
            let (box, row) = position(entry, side)
            let place = (side == .left ? left.places : right.places).input(Int(entry))
            let key = UInt64(place) << 32 | UInt64(box.table.channel.codes[row])
            let channel = codes[key] ?? LegWork.number(of: box.table.channel[row], &words)
            codes[key] = channel
            let account = box.withBytes(of: reference(rule.account, entry, side)) {
                pool.number(of: $0)
            }
            let name = withText(box, box.table.counterparty[row]) { pool.number(of: $0) }
            result.append(
                amount: units, time: Instant(microseconds: box.table.occurredAt[row]).seconds,
                channel: channel, account: account, name: name, pool)
            if isRead { add(entry, side, &tokens!, to: &result.remarks) }
        }
        return result
    }

    /// Whether a right says anything in a remark: else nobody's tokens are of use.
    private var hasRemarks: Bool { inputs.right.contains { !$0.table.memo.isEmpty } }

    private func add(
        _ entry: Int32, _ side: Side, _ tokens: inout RemarkTokens, to column: inout RemarkColumn
    ) {
        let (box, row) = position(entry, side)
        withText(box, box.table.memo[row]) { memo in
            guard side == .left else { return tokens.append(memo: memo, to: &column) }
            let references = [ReferenceRole.order, .channel, .batch].map {
                box.withBytes(of: reference($0, entry, side), RemarkText.units)
            }
            let payer = withText(box, box.table.counterparty[row], RemarkText.units)
            tokens.append(references: references, counterparty: payer, memo: memo, to: &column)
        }
    }

    /// UTF-8 where somebody can decode; else as the file has it.
    private func withText<Result>(
        _ box: TableBox, _ ref: TextRef, _ body: (Span<UInt8>) -> Result
    ) -> Result {
        guard let texts = definition.texts else { return box.withBytes(of: ref, body) }
        return texts.withUTF8(ref, of: box, body)
    }

    /// −1 for no word.
    private static func number(of word: String, _ words: inout [String: Int32]) -> Int32 {
        if word.isEmpty { return -1 }
        let number = words[word] ?? Int32(words.count)
        words[word] = number
        return number
    }

    private mutating func decide(
        _ rule: ScoredRule, _ pass: UInt8, _ solver: ScoredSolver, _ lefts: [Int32],
        _ rights: [Int32]
    ) {
        let clear = (
            confirmed: Binary.odds(millionths: rule.confirmMillionths),
            suggested: Binary.odds(millionths: rule.suggestMillionths)
        )
        var unclear: [ScoredAnswer] = []
        for choice in solver.choices {
            let probability = solver.millionths(choice.pair)
            let l = lefts[Int(solver.pairs.left[choice.pair])]
            let r = rights[Int(solver.pairs.right[choice.pair])]
            var answer = solver.answer(choice, l, r, pass)
            if answer.instead.left >= 0 { answer.instead.left = lefts[Int(answer.instead.left)] }
            if answer.instead.right >= 0 {
                answer.instead.right = rights[Int(answer.instead.right)]
            }
            guard probability >= rule.suggestMillionths, answer.margin >= clear.suggested else {
                unclear.append(answer)
                continue
            }
            scores.append(answer)
            var judgement = judge.judge(Int(l), Int(r), tolerance: nil)
            if probability >= rule.confirmMillionths, answer.margin >= clear.confirmed,
                solver.hasLearnt
            {
                judgement.findings.insert(.scoredMatch)
            } else {
                judgement.entryClass = .suggested
                judgement.findings = Findings(.scoredSuggested)
            }
            record(judgement, l, r, pass, link: judge.linkOf(l))
        }
        leaveAmbiguous(pass, solver, lefts, rights)
        unclearScores += unclear.filter { isClaimed($0.left, .left) || isClaimed($0.right, .right) }
    }

    /// Who has a partner among several, none of which is likely by itself.
    private mutating func leaveAmbiguous(
        _ pass: UInt8, _ solver: ScoredSolver, _ lefts: [Int32],
        _ rights: [Int32]
    ) {
        let mass = solver.mass(lefts: lefts.count, rights: rights.count)
        if rivalsOfRight.isEmpty { rivalsOfRight = Array(repeating: -1, count: right.count) }
        for (place, r) in rights.enumerated()
        where mass.right[place] >= ScoredRule.partnerMillionths && !isClaimed(r, .right) {
            let candidates = solver.candidates(ofRight: place).map { lefts[Int($0)] }
            rivalsOfRight[Int(r)] = Int32(rivals.count)
            rivals += candidates + [-1]
            claimSide(r, .right, .ambiguous, pass, candidates.first ?? -1)
            rightOutcome.findings[Int(r)] = Findings(.severalCandidates)
        }
        for (place, l) in lefts.enumerated()
        where mass.left[place] >= ScoredRule.partnerMillionths && !isClaimed(l, .left) {
            claimSide(l, .left, .ambiguous, pass, -1)
            leftOutcome.findings[Int(l)] = Findings(.severalCandidates)
        }
    }
}
