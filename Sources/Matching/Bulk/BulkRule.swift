import Records

/// When a pair of one key is plainly matched: what the passes would say of it without a look at
/// anything else.
package struct BulkRule: Sendable {
    /// Kinds are part of the key.
    package let comparesKinds: Bool
    /// Index of the pass that claims it.
    package let pass: UInt8
    /// nil: time is not compared.
    package let lateAfterMicroseconds: Int64?

    /// Nil for a leg where a plain pair cannot be told by itself: keys other than the order number,
    /// link sources, fees.
    package init?(_ leg: LegDefinition) {
        guard !leg.comparesFeeRows, leg.feeSchedules.isEmpty,
            let stage = KeyedStage.stages(of: leg).first, case .exact? = leg.passes.first?.method
        else { return nil }
        let rule = stage.rule
        guard !rule.throughLinks, rule.parts.count == 1, let part = rule.parts.first,
            part.left == .order, part.right == .order, part.leftNormaliser.isIdentity,
            part.rightNormaliser.isIdentity, let exact = stage.exactPass
        else { return nil }
        comparesKinds = rule.kind
        pass = exact
        let late = leg.lateAfterSeconds.map {
            $0.multipliedReportingOverflow(by: Instant.microsecondsPerSecond)
        }
        if let late, late.overflow { return nil }
        lateAfterMicroseconds = late?.partialValue
    }

    /// By the kind's code: which kinds may be each other's counterpart.
    package static let groups: [UInt8] = {
        var groups = [UInt8](repeating: 0, count: 256)
        for kind in EntryKind.allCases { groups[Int(kind.rawValue)] = KindGroup(kind).rawValue }
        return groups
    }()
}
