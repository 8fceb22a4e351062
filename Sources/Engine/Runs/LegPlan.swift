import Matching
import Records
import Statements

/// One leg of a definition with the tables that take part in it.
struct LegPlan: Sendable {
    var definition: LegDefinition
    var inputs: LegInputs
    var leftFiles: [String]
    var rightFiles: [String]
    var linkFiles: [String]

    init(
        _ leg: Definition.Leg, of rules: Definition, sources: RunSources, zone: ZoneRules,
        aliases: ChannelAliases
    ) {
        let left = sources.tables(leg.left, aliases)
        let right = sources.tables(leg.right, aliases)
        let links = sources.tables(.init(sources: leg.links), aliases)
        definition = LegPlan.leg(leg, of: rules, zone: zone)
        definition.period = CoveredPeriods(definition: rules, zone: zone).period(of: right)
        inputs = LegInputs(
            left: left.map(\.input), right: right.map(\.input), links: links.map(\.input))
        ReferenceCapture.apply(leg.captures, side: .left, to: &inputs.left)
        ReferenceCapture.apply(leg.captures, side: .right, to: &inputs.right)
        leftFiles = left.map(\.file)
        rightFiles = right.map(\.file)
        linkFiles = links.map(\.file)
    }

    /// What Matching is told of a leg, but for the period that its files cover.
    static func leg(
        _ leg: Definition.Leg, of rules: Definition, zone: ZoneRules
    ) -> LegDefinition {
        var definition = LegDefinition(name: leg.name, definition: rules.name)
        definition.leftName = leg.left.sources.joined(separator: "+")
        definition.rightName = leg.right.sources.joined(separator: "+")
        definition.passes = leg.passes
        definition.graceSeconds = rules.graceSeconds
        definition.expectedWithin = leg.expectedWithin ?? rules.settlementLag(of: leg.right)
        definition.leftExpectedWithin = rules.settlementLag(of: leg.left)
        definition.calendar = rules.calendar ?? .everyDay
        definition.lateAfterSeconds = leg.lateAfterSeconds
        definition.zone = zone
        definition.feeSchedules = rules.feeSchedules
        definition.statusEquivalences = rules.statusEquivalences
        definition.severityLimits = leg.severity ?? rules.severity
        definition.comparesFeeRows = leg.comparesFeeRows
        if leg.passes.contains(where: \.isScored) { definition.texts = TextRulesFile.builtin }
        return definition
    }
}
