/// A pure, deterministic function from sets of entries and a definition to matches, breaks, a
/// statement, and an explanation for each.
///
/// - `reconcile(_:_:)`: one leg. Same sets in, same outcome out, whatever the order of inputs.
/// - `compare(_:_:left:right:link:)`: the field-by-field explanation of any pair, when asked for.
///
/// The way through a leg: `SideColumns` puts both sides on one scale → `LinkJoin` tells each order
/// what its link sources say → the keyed passes (`KeyedStage`), then the windows (`WindowPass`)
/// claim pairs, judged by `PairJudge`, groups (`GroupPass`) what shares a key and sums alike,
/// subsets (`SubsetPass`) one entry with many, and scores (`ScoredPass`) what is likely →
/// `Leftovers` classes what nothing claimed → `Recalled` finds what ends as it stood →
/// `BreakBuilder` and `StatementBuilder` write it down.
package enum Matching {
    package static func reconcile(
        _ definition: LegDefinition, _ inputs: LegInputs, crew: Crew = .alone
    ) -> LegOutcome {
        var work = LegWork(definition, inputs, crew: crew)
        work.joinLinks()
        work.findUsualFeeRates()
        for stage in KeyedStage.stages(of: definition) { work.run(stage) }
        for (index, pass) in definition.passes.enumerated() {
            work.run(keyless: pass, UInt8(index))
        }
        work.matchFeeRows()
        work.classifyLeftovers()
        work.markDifferingGroups()
        work.classifyLinks()
        work.findUnchanged()
        return work.outcome()
    }
}

extension LegWork {
    /// What keys join has been joined before.
    mutating func run(keyless pass: Pass, _ index: UInt8) {
        switch pass.method {
        case .exact, .tolerance: return
        case .window(let rule): run(rule, pass: index)
        case .subset(let rule): run(rule, pass: index)
        case .scored(let rule): run(rule, pass: index)
        case .group(let rule): run(rule, pass: index)
        }
    }
}
