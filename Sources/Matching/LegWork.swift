import Records

/// The state of one leg while its passes run. Every step is a method in a file of its own.
struct LegWork {
    let definition: LegDefinition
    let inputs: LegInputs
    /// Decimals of all `units`: the finest column of the leg.
    let scale: Int
    let feeScale: Int
    private let boxes: (left: [TableBox], right: [TableBox], links: [TableBox])
    var currencies: [Currency] = []
    var left = SideColumns()
    var right = SideColumns()
    var leftOutcome: SideOutcome
    var rightOutcome: SideOutcome
    var linkOutcome: SideOutcome
    /// Sparse: only orders that a link source speaks of.
    var linkFacts: [Int32: LinkFacts] = [:]
    var pairs: [Pair] = []
    var splits: [Split] = []
    /// Whether any table of the side has asked amounts at all; most have none.
    let hasAsked: (left: Bool, right: Bool)
    let hasDelivery: Bool
    /// Usual rate in millionths by schedule index, where it replaces a published default.
    var usualRates: [Int: Int64] = [:]
    /// The candidates of an ambiguous right entry, in stated order.
    var rivalsOfRight: [Int32: [Int32]] = [:]
    /// The trade that a left entry names but another order has.
    var sharedTradeOf: [Int32: Int32] = [:]
    var feeRowBreaks: [(right: Int32, left: Int32, difference: Int128, stated: Int128)] = []

    struct Pair {
        var left: Int32
        var right: Int32
        var pass: UInt8
        var link: Int32 = -1
        var verdict: Judgement
    }

    struct Split {
        var left: [Int32]
        var right: [Int32]
        var pass: UInt8
        var findings: Findings
    }

    init(_ definition: LegDefinition, _ inputs: LegInputs) {
        self.definition = definition
        self.inputs = inputs
        var scale = 2
        for input in inputs.left + inputs.right + inputs.links {
            scale = max(scale, input.table.gross.scale, input.table.asked.scale)
        }
        self.scale = scale
        feeScale = inputs.right.reduce(scale) { max($0, $1.table.fee.scale) }
        hasAsked = (
            inputs.left.contains { $0.table.hasAsked }, inputs.right.contains { $0.table.hasAsked }
        )
        hasDelivery = inputs.left.contains { !$0.table.delivery.isEmpty }
        boxes = (inputs.left.map(\.box), inputs.right.map(\.box), inputs.links.map(\.box))
        leftOutcome = SideOutcome(inputs: inputs.left)
        rightOutcome = SideOutcome(inputs: inputs.right)
        linkOutcome = SideOutcome(inputs: inputs.links)
        left = columns(of: inputs.left, settled: definition.comparesFeeRows)
        right = columns(of: inputs.right, settled: false)
        addFees()
    }

    private mutating func addFees() {
        right.fee.reserveCapacity(right.count)
        right.feeBase.reserveCapacity(right.count)
        for input in inputs.right {
            let table = input.table
            let raise = Money.raise(1, by: feeScale - table.fee.scale)
            let raiseBase = Money.raise(1, by: scale - table.gross.scale)
            for position in 0..<input.count {
                let row = input.rows.map { Int($0[position]) } ?? position
                let fee = table.fee[row]
                right.fee.append(fee == AmountColumn.absent ? fee : fee * raise)
                let discount = table.discount[row]
                let base = table.gross[row] - (discount == AmountColumn.absent ? 0 : discount)
                right.feeBase.append(table.gross[row] == AmountColumn.absent ? 0 : base * raiseBase)
                right.statedRate.append(table.statedFeeRate[row])
            }
        }
    }

    mutating func currencyCode(_ currency: Currency) -> UInt8 {
        if let index = currencies.firstIndex(of: currency) { return UInt8(index) }
        precondition(currencies.count < 255, "more than 255 currencies in one leg")
        currencies.append(currency)
        return UInt8(currencies.count - 1)
    }

    /// `settled`: a fund-flow bill books what is settled, the price less the merchant's own
    /// discount.
    private mutating func columns(of inputs: [LegInput], settled: Bool) -> SideColumns {
        var side = SideColumns()
        let count = inputs.reduce(0) { $0 + $1.count }
        side.units.reserveCapacity(count)
        side.currency.reserveCapacity(count)
        side.group.reserveCapacity(count)
        side.moved.reserveCapacity(count)
        side.time.reserveCapacity(count)
        for input in inputs {
            let table = input.table
            let codes = table.currencies.all.map { $0.map { currencyCode($0) } ?? 0 }
            let raise = Money.raise(1, by: scale - table.gross.scale)
            for position in 0..<input.count {
                let row = input.rows.map { Int($0[position]) } ?? position
                var units = table.gross[row]
                if settled, units != AmountColumn.absent, table.discount.isPresent(row) {
                    units -= table.discount[row]
                }
                side.units.append(units == AmountColumn.absent ? 0 : units * raise)
                side.currency.append(codes[Int(table.currency[row])])
                side.group.append(KindGroup(table.kind[row]))
                side.moved.append(table.status[row].movedMoney)
                side.time.append(table.occurredAt[row])
            }
        }
        side.count = count
        side.claimed = Array(repeating: false, count: count)
        return side
    }
}

extension LegWork {
    /// The table and row of an entry of a side.
    func position(_ index: Int32, _ side: Side) -> (box: TableBox, row: Int) {
        switch side {
        case .left:
            let position = leftOutcome.position(Int(index), in: inputs.left)
            return (boxes.left[position.input], position.row)
        case .right:
            let position = rightOutcome.position(Int(index), in: inputs.right)
            return (boxes.right[position.input], position.row)
        case .link:
            let position = linkOutcome.position(Int(index), in: inputs.links)
            return (boxes.links[position.input], position.row)
        }
    }

    func count(of side: Side) -> Int {
        switch side {
        case .left: left.count
        case .right: right.count
        case .link: linkOutcome.count
        }
    }

    func group(_ index: Int32, _ side: Side) -> KindGroup {
        side == .left ? left.group[Int(index)] : right.group[Int(index)]
    }

    /// Units of the leg's scale as money.
    func money(_ units: Int128, _ code: UInt8) -> Money {
        Money(units: units, scale: scale, currency: currencies[Int(code)])
    }

    func identity(_ index: Int32, _ side: Side) -> Hash128 {
        let (box, row) = position(index, side)
        return box.table.identity[row]
    }

    /// By time, then identity: an order of entries that does not depend on where they stand in
    /// files.
    func inOrder(_ indices: [Int32], _ side: Side) -> [Int32] {
        guard indices.count > 1 else { return indices }
        let keyed = indices.map { index in
            let (box, row) = position(index, side)
            return (index, box.table.occurredAt[row], box.table.identity[row])
        }
        return keyed.sorted { a, b in
            (a.1, a.2, a.0) < (b.1, b.2, b.0)
        }.map(\.0)
    }
}
