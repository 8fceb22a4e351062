import Records

/// The state of one leg while its passes run. Every step is a method in a file of its own.
struct LegWork: ~Copyable {
    let definition: LegDefinition
    let inputs: LegInputs
    /// Who does what can be done at once.
    let crew: Crew
    /// Decimals of all `units`: the finest column of the leg.
    let scale: Int
    let feeScale: Int
    private(set) var currencies: [Currency]
    private let linkBox: ColumnBox
    /// Who may not be joined.
    let apart: ApartEntries
    /// Compares pairs; it knows the columns, and what links and fees say once they are read.
    var judge: PairJudge
    var leftOutcome: SideOutcome
    var rightOutcome: SideOutcome
    var linkOutcome: SideOutcome
    /// The links by time, then identity.
    var linksInOrder: [Int32] = []
    var pairs: [Pair] = []
    /// What `Pair.detail` points at.
    var judgements: [Judgement] = []
    var splits: [Split] = []
    /// The candidates of ambiguous right entries, the first of each in stated order, ended by −1;
    /// and per right entry where they begin, −1.
    var rivals: [Int32] = []
    var rivalsOfRight: [Int32] = []
    /// The trade that a left entry names but another order has.
    var sharedTradeOf: [Int32: Int32] = [:]
    var feeRowBreaks: [FeeRowBreak] = []
    /// What subset passes found out.
    var subsets: [SubsetAnswer] = []
    /// What group passes found out of keys that both sides have.
    var groups: [GroupAnswer] = []
    /// Why scored passes took their pairs.
    var scores: [ScoredAnswer] = []
    /// Of their choice what is not clearly the best, where they left somebody ambiguous.
    var unclearScores: [ScoredAnswer] = []

    struct Pair {
        var left: Int32
        var right: Int32
        var link: Int32
        /// Index into `judgements`; −1: matched, one currency, equal amounts, nothing to be said.
        var detail: Int32
        var pass: UInt8
        var entryClass: EntryClass
    }

    struct Split {
        var left: [Int32]
        var right: [Int32]
        var pass: UInt8
        var findings: Findings
        var entryClass = EntryClass.matched
        /// What explains that the totals of both sides differ.
        var reason = LegStatement.Bridge.Reason.tolerance
    }

    struct FeeRowBreak {
        var right: Int32
        var left: Int32
        var difference: Int128
        var stated: Int128
    }

    init(_ definition: LegDefinition, _ inputs: LegInputs, crew: Crew = .alone) {
        self.definition = definition
        self.crew = crew
        self.inputs = inputs
        var scale = 2
        for input in inputs.left + inputs.right + inputs.links {
            scale = max(scale, input.table.gross.scale, input.table.asked.scale)
        }
        self.scale = scale
        feeScale = inputs.right.reduce(scale) { max($0, $1.table.fee.scale) }
        leftOutcome = SideOutcome(inputs: inputs.left)
        rightOutcome = SideOutcome(inputs: inputs.right)
        linkOutcome = SideOutcome(inputs: inputs.links)
        var left = SideColumns(inputs.left)
        var right = SideColumns(inputs.right)
        var currencies: [Currency] = []
        left.addAmounts(
            inputs.left, scale: scale, settled: definition.comparesFeeRows,
            codes: LegWork.codes(inputs.left, &currencies))
        right.addAmounts(
            inputs.right, scale: scale, settled: false,
            codes: LegWork.codes(inputs.right, &currencies))
        right.addFees(inputs.right, definition, scale: scale, feeScale: feeScale)
        self.currencies = currencies
        apart = ApartEntries(inputs.apart, left, right)
        let (ownScale, feeScale) = (scale, feeScale)
        judge = PairJudge(
            definition, ColumnBox(left), ColumnBox(right), scale: scale,
            feePlans: definition.feeSchedules.map {
                FeePlan($0, scale: ownScale, feeScale: feeScale)
            })
        linkBox = ColumnBox(SideColumns(inputs.links))
    }

    var left: SideColumns { _read { yield judge.leftBox.columns } }
    var right: SideColumns { _read { yield judge.rightBox.columns } }
    var links: SideColumns { _read { yield linkBox.columns } }

    /// What no pass has claimed is open to the next.
    @inline(__always)
    func isClaimed(_ index: Int32, _ side: Side) -> Bool {
        (side == .left ? leftOutcome.pass[Int(index)] : rightOutcome.pass[Int(index)])
            != SideOutcome.noPass
    }

    mutating func currencyCode(_ currency: Currency) -> UInt8 {
        LegWork.code(currency, &currencies)
    }

    private static func code(_ currency: Currency, _ currencies: inout [Currency]) -> UInt8 {
        if let index = currencies.firstIndex(of: currency) { return UInt8(index) }
        precondition(currencies.count < 255, "more than 255 currencies in one leg")
        currencies.append(currency)
        return UInt8(currencies.count - 1)
    }

    /// Per input, the leg's code of each of its table's currencies.
    private static func codes(_ inputs: [LegInput], _ currencies: inout [Currency]) -> [[UInt8]] {
        inputs.map { input in
            input.table.currencies.all.map { $0.map { code($0, &currencies) } ?? 0 }
        }
    }
}

extension LegWork {
    /// The table and row of an entry of a side.
    func position(_ index: Int32, _ side: Side) -> (box: TableBox, row: Int) {
        let index = Int(index)
        switch side {
        case .left: return (left.places.box(index), left.places.row(index))
        case .right: return (right.places.box(index), right.places.row(index))
        case .link: return (links.places.box(index), links.places.row(index))
        }
    }

    func group(_ index: Int32, _ side: Side) -> KindGroup {
        side == .left ? left.group[Int(index)] : right.group[Int(index)]
    }

    func reference(_ role: ReferenceRole, _ index: Int32, _ side: Side) -> TextRef {
        switch side {
        case .left: left.reference(role, Int(index))
        case .right: right.reference(role, Int(index))
        case .link: links.reference(role, Int(index))
        }
    }

    /// By time, then identity: an order of entries that does not depend on where they stand in
    /// files.
    func inOrder(_ indices: [Int32], _ side: Side) -> [Int32] {
        switch side {
        case .left: left.order.sorted(indices)
        case .right: right.order.sorted(indices)
        case .link: links.order.sorted(indices)
        }
    }
}
