import Records

/// The scored passes of a leg, tried on pairs of which it is known whether they belong together:
/// those that people confirmed or took apart, as the pass sees them, and those that a key joined,
/// with their keys hidden. Nothing is matched by it.
package struct ScoredRehearsal: Sendable {
    /// By pass of the definition; of others none.
    package private(set) var cases: [[ScoredCase]]

    /// `confirmed`: couples that people joined, by identity. Who took what apart, `inputs` say.
    package init(
        _ definition: LegDefinition, _ inputs: LegInputs, confirmed: [ApartCouple]
    ) {
        var work = LegWork(definition, inputs)
        work.joinLinks()
        work.findUsualFeeRates()
        for stage in KeyedStage.stages(of: definition) { work.run(stage) }
        let known = KnownPartners(work, confirmed)
        cases = Array(repeating: [], count: definition.passes.count)
        for (index, pass) in definition.passes.enumerated() {
            if case .scored(let rule) = pass.method {
                cases[index] = work.rehearse(rule, known)
            }
            work.run(keyless: pass, UInt8(index))
        }
    }
}

extension LegWork {
    /// Pairs whose keys are hidden: a day of a large shop, which is solved in seconds.
    private static var hiddenLimit: Int { 50_000 }
    /// Groups of them, each solved by itself.
    private static var groupLimit: Int { 16 }

    fileprivate borrowing func rehearse(
        _ rule: ScoredRule, _ known: KnownPartners
    ) -> [ScoredCase] {
        var cases: [ScoredCase] = []
        for code in currencies.indices {
            let open = (
                left: scoredEntries(.left, UInt8(code)), right: scoredEntries(.right, UInt8(code))
            )
            // Else nothing of it is known.
            if known.hasAny(of: open.left) || !apart.isEmpty {
                cases += rehearse(rule, open, known, isHidden: false)
            }
            // Remarks may name the number that is hidden.
            for hidden in hidden(known, UInt8(code), like: open) {
                cases += rehearse(rule, hidden, known, isHidden: true)
            }
        }
        return cases
    }

    private borrowing func rehearse(
        _ rule: ScoredRule, _ entries: (left: [Int32], right: [Int32]), _ known: KnownPartners,
        isHidden: Bool
    ) -> [ScoredCase] {
        let (lefts, rights) = entries
        guard min(lefts.count, rights.count) >= ScoredRule.learningLimit,
            max(lefts.count, rights.count) <= ScoredRule.entryLimit,
            let solver = scoredSolver(
                rule, lefts, rights, readsRemarks: !isHidden, apart: [])
        else { return [] }
        let rivals = PairRivals(
            solver.pairs, solver.weights, solver.odds, lefts: lefts.count, rights: rights.count)
        var cases: [ScoredCase] = []
        for pair in 0..<solver.pairs.count {
            let l = lefts[Int(solver.pairs.left[pair])]
            let r = rights[Int(solver.pairs.right[pair])]
            // What people said is known from the pass itself, and counts once.
            let isApart = !isHidden && apart.contains(l, r)
            guard let isRight = isApart ? false : known.says(l, r, byKey: isHidden),
                let features = rivals.features(pair)
            else { continue }
            let rank = UInt32(truncatingIfNeeded: right.identity[Int(r)].low >> 32)
            cases.append(ScoredCase(features, isRight: isRight, rank: rank))
        }
        return cases
    }

    /// Entries that a key joined and that the pass could have had, in groups about as large as what
    /// is open: as many rivals are in each. Of both sides some are left out, of the one that is
    /// shorter among the open ones so many more. Of more pairs than the limit those of the lowest
    /// identities are taken.
    private borrowing func hidden(
        _ known: KnownPartners, _ code: UInt8, like open: (left: [Int32], right: [Int32])
    ) -> [(left: [Int32], right: [Int32])] {
        var pairs: [(identity: Hash128, left: Int32, right: Int32)] = []
        for pair in known.keyed where isScorable(pair.left, .left, code) {
            guard isScorable(pair.right, .right, code) else { continue }
            pairs.append((left.identity[Int(pair.left)], pair.left, pair.right))
        }
        pairs.sort { ($0.identity, $0.left) < ($1.identity, $1.left) }
        pairs.removeLast(max(0, pairs.count - LegWork.hiddenLimit))
        let size = max(
            4 * ScoredRule.learningLimit, open.left.count, open.right.count)
        let groups = UInt64(max(1, min(LegWork.groupLimit, pairs.count / size)))
        let kept = LegWork.kept(lefts: open.left.count, rights: open.right.count)
        return (0..<groups).map { group in
            let own = pairs.filter { $0.identity.low / 1_000 % groups == group }
            let lefts = own.filter { $0.identity.low % 1_000 < kept.left }.map(\.left)
            let rights = own.map(\.right).filter {
                right.identity[Int($0)].low % 1_000 < kept.right
            }
            return (inOrder(lefts, .left), inOrder(rights, .right))
        }
    }

    /// Of a thousand: nine tenths, and of the shorter side as much less as it is shorter, but three
    /// tenths at least, so that somebody is left to learn from.
    private static func kept(lefts: Int, rights: Int) -> (left: UInt64, right: UInt64) {
        guard lefts > 0, rights > 0 else { return (900, 900) }
        return (
            max(300, UInt64(900 * min(lefts, rights) / rights)),
            max(300, UInt64(900 * min(lefts, rights) / lefts))
        )
    }

    private borrowing func isScorable(_ entry: Int32, _ side: Side, _ code: UInt8) -> Bool {
        let (time, currency) = subsetColumn(side, entry)
        let moved = side == .left ? left.moved[Int(entry)] : right.moved[Int(entry)]
        return moved && currency == code && time != EntryTable.noTime
            && group(entry, side) == .sale && subsetUnits(side, entry) > 0
    }
}
