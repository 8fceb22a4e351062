import Matching
import Records
import Reports

/// A leg of a run of the book: what takes part, and where each entry stands.
struct BookLeg: Sendable {
    let leg: Definition.Leg
    private let run: BookRun
    var plan: LegPlan
    /// Parallel to the plan's inputs.
    private(set) var left: [SourceTable.Origin]
    private(set) var right: [SourceTable.Origin]
    /// Matches of earlier runs that were looked up again, by the number that `stood` gives them.
    private(set) var recalled: [MatchPlace] = []

    init(_ leg: Definition.Leg, of run: BookRun, sources: RunSources) {
        self.leg = leg
        self.run = run
        plan = LegPlan(
            leg, of: run.rules, sources: sources, zone: run.zone, aliases: run.aliases)
        plan.definition.period = Period(start: .beginning, end: run.end)
        left = sources.tables(leg.left, run.aliases).map { $0.origin! }
        right = sources.tables(leg.right, run.aliases).map { $0.origin! }
    }

    /// Items that earlier runs carried on; those that left since open the statement and are
    /// resolved.
    mutating func addOpening(
        _ items: [OpenItem], superseded: Set<EntryID>
    ) throws(EngineError) {
        var rows: [Side: [Int: [Int]]] = [:]
        for item in items.sorted(by: { $0.place < $1.place }) {
            if item.leaving != nil || superseded.contains(item.entry) {
                plan.inputs.resolved.append(
                    ResolvedItem(side: item.side, money: item.amount))
            } else {
                rows[item.side, default: [:]][item.entry.segment, default: []].append(
                    item.entry.row)
            }
        }
        for side in [Side.left, .right] {
            for (segment, own) in (rows[side] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let table = try run.table(segment, rows: own)
                add(table, to: side, standing: .opening, stood: [])
            }
        }
        try addLinks(of: plan.inputs.left.filter { $0.standing == .opening })
    }

    mutating func add(_ found: BookRecall.Found) {
        for part in found.parts {
            add(part.table, to: part.side, standing: .recalled, stood: part.stood)
        }
        recalled = found.matches
    }

    private mutating func add(
        _ table: SourceTable, to side: Side, standing: Standing, stood: [Int32]
    ) {
        var inputs = [
            LegInput(
                source: table.source, table: table.table, rows: table.rows, standing: standing,
                stood: stood)
        ]
        ReferenceCapture.apply(leg.captures, side: side, to: &inputs)
        switch side {
        case .left:
            plan.inputs.left += inputs
            plan.leftFiles.append(table.file)
            left.append(table.origin!)
        case .right:
            plan.inputs.right += inputs
            plan.rightFiles.append(table.file)
            right.append(table.origin!)
        case .link:
            plan.inputs.links += inputs
            plan.linkFiles.append(table.file)
        }
    }

    /// What gateways and callbacks said of the orders that are open: it joins them to their money.
    private mutating func addLinks(of inputs: [LegInput]) throws(EngineError) {
        guard !leg.links.isEmpty, !inputs.isEmpty else { return }
        var references: [[UInt8]] = []
        for input in inputs {
            for row in 0..<input.table.count {
                let reference = input.table.referenceBytes(input.table.orderReference[row])
                if !reference.isEmpty { references.append(reference) }
            }
        }
        let found = try run.book.store.entries(bearing: references).map(\.entry)
        var rows: [Int: Set<Int>] = [:]
        for entry in found {
            guard let fact = run.catalogue[entry.segment], leg.links.contains(fact.source) else {
                continue
            }
            rows[entry.segment, default: []].insert(entry.row)
        }
        for (segment, own) in rows.sorted(by: { $0.key < $1.key }) {
            add(
                try run.table(segment, rows: own.sorted()), to: .link, standing: .new, stood: [])
        }
    }

    /// The entry behind an index of a side.
    func entry(_ side: Side, _ index: Int, _ outcome: LegOutcome) -> EntryID {
        let isLeft = side == .left
        let place = (isLeft ? outcome.left : outcome.right).position(
            index, in: isLeft ? plan.inputs.left : plan.inputs.right)
        return (isLeft ? left : right)[place.input].entry(ofRow: place.row)
    }

    /// All entries that take part on a side.
    func entries(_ side: Side) -> Set<EntryID> {
        let inputs = side == .left ? plan.inputs.left : plan.inputs.right
        var all: Set<EntryID> = []
        for (input, origin) in zip(inputs, side == .left ? left : right) {
            for position in 0..<input.count {
                all.insert(
                    origin.entry(ofRow: input.rows.map { Int($0[position]) } ?? position))
            }
        }
        return all
    }
}

extension EntryTable {
    /// The bytes of a reference (UTF-8).
    func referenceBytes(_ ref: TextRef) -> [UInt8] {
        guard !ref.isEmpty else { return [] }
        return withBytes(of: ref) { span in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(span.count)
            for index in span.indices { bytes.append(span[index]) }
            return bytes
        }
    }
}
