package import Matching

/// A leg of a report with the entries behind its indices.
package struct LegView: Sendable {
    package let report: RunReport
    package let leg: RunReport.Leg
    /// Nil where nothing is open, or where nobody asks why.
    let misses: NearestMiss?

    package init(_ report: RunReport, _ leg: RunReport.Leg, explains: Bool = true) {
        self.report = report
        self.leg = leg
        let isOpen = !leg.outcome.breaks.isEmpty || !leg.outcome.expected.isEmpty
        misses =
            explains && isOpen
            ? leg.misses ?? NearestMiss(inputs: leg.inputs, outcome: leg.outcome) : nil
    }

    /// The entry of the other side that came closest to a break's lonely one, −1 where none did.
    package func nearest(_ found: Break) -> Int32 {
        misses?.find(found) ?? found.nearest
    }

    package var name: String { leg.name }
    package var definition: LegDefinition { _read { yield leg.outcome.definition } }
    package var outcome: LegOutcome { _read { yield leg.outcome } }

    package func leftTitle(_ language: Language) -> String {
        ChannelTitle.title(definition.leftName, language)
    }

    package func rightTitle(_ language: Language) -> String {
        ChannelTitle.title(definition.rightName, language)
    }

    package func outcome(_ side: Side) -> SideOutcome {
        switch side {
        case .left: outcome.left
        case .right: outcome.right
        case .link: outcome.links
        }
    }

    /// The entry at a side's index; nil for −1.
    package func entry(_ side: Side, _ index: Int) -> EntryView? {
        guard index >= 0 else { return nil }
        let (inputs, files, sideOutcome) =
            switch side {
            case .left: (leg.inputs.left, leg.leftFiles, outcome.left)
            case .right: (leg.inputs.right, leg.rightFiles, outcome.right)
            case .link: (leg.inputs.links, leg.linkFiles, outcome.links)
            }
        let position = sideOutcome.position(index, in: inputs)
        let input = inputs[position.input]
        return EntryView(
            source: input.source,
            file: position.input < files.count ? files[position.input] : "",
            box: input.box, row: position.row, decode: report.text)
    }

    package func entry(_ side: Side, _ index: Int32) -> EntryView? { entry(side, Int(index)) }

    /// The pass that claimed an index of a side, nil where none did.
    package func pass(_ raw: UInt8) -> Pass? {
        Int(raw) < definition.passes.count ? definition.passes[Int(raw)] : nil
    }

    package func compare(left: Int32, right: Int32, link: Int32) -> [FieldComparison] {
        Matching.compare(
            definition, leg.inputs, outcome, left: left >= 0 ? Int(left) : nil,
            right: right >= 0 ? Int(right) : nil, link: link >= 0 ? Int(link) : nil)
    }

    /// What a duplicate repeats: the entry of its own side that kept the counterpart.
    package func kept(by entryBreak: Break) -> EntryView? {
        guard entryBreak.nearest >= 0 else { return nil }
        let own: Side = entryBreak.right >= 0 ? .right : .left
        let other: Side = own == .right ? .left : .right
        let index = own == .right ? entryBreak.right : entryBreak.left
        let partner = outcome(other).partner[Int(entryBreak.nearest)]
        if partner >= 0, partner != index { return entry(own, partner) }
        return entry(other, entryBreak.nearest)
    }
}

extension RunReport {
    package var legViews: [LegView] { legs.map { LegView(self, $0) } }
    /// For tables of matches, which ask for no nearest miss.
    package var matchViews: [LegView] { legs.map { LegView(self, $0, explains: false) } }
    package var breakCount: Int { legs.reduce(0) { $0 + $1.outcome.breaks.count } }
    package var matchCount: Int { legs.reduce(0) { $0 + $1.outcome.matchCount } }
    package var expectedCount: Int { legs.reduce(0) { $0 + $1.outcome.expected.count } }
}

extension LegOutcome {
    package var settledCount: Int { settled?.count ?? 0 }
    package var matchCount: Int { matches.count + settledCount }
}
