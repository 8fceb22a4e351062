import Records

/// What the passes compare of one side, on the leg's one scale: a column each, index = side index.
/// Hot loops read these and no table. A column that no row has anything in is empty.
struct SideColumns: ~Copyable {
    let count: Int
    let places: SidePlaces
    var units = UnitsColumn()
    /// Code in `LegWork.currencies`.
    var currency: [UInt8] = []
    var kind: [EntryKind] = []
    var group: [KindGroup] = []
    var status: [EntryStatus] = []
    var moved: [Bool] = []
    var time: [Int64] = []
    var identity: [Hash128] = []
    var delivery: [DeliveryStatus] = []
    /// What the row says was asked, `absent` for none, and its currency's code.
    var asked = UnitsColumn()
    var askedCurrency: [UInt8] = []
    /// By `ReferenceRole.column`.
    private(set) var references: [[TextRef]]
    /// Right side: the fee at `LegWork.feeScale` (`absent` where the row has none), the base it is
    /// charged on at `scale`, the rate the row itself states, and the schedule it falls under.
    var fee = UnitsColumn()
    var feeBase = UnitsColumn()
    var statedRate: [Int32] = []
    var schedule: [Int16] = []

    /// Without amounts: what a link source has.
    init(_ inputs: [LegInput]) {
        places = SidePlaces(inputs)
        count = inputs.reduce(0) { $0 + $1.count }
        references = Array(repeating: [], count: ReferenceRole.allCases.count)
        for input in inputs {
            input.gather(input.table.status, into: &status)
            input.gather(input.table.occurredAt, into: &time)
            input.gather(input.table.identity, into: &identity)
        }
        for role in ReferenceRole.allCases {
            guard inputs.contains(where: { !$0.table.references(role).isEmpty }) else { continue }
            for input in inputs {
                input.gather(input.table.references(role), into: &references[role.column])
            }
        }
    }

    /// Kinds, amounts and asked amounts. `settled`: a fund-flow bill books what is settled, the
    /// price less the merchant's own discount. `codes`: per input, the leg's code by the table's.
    mutating func addAmounts(_ inputs: [LegInput], scale: Int, settled: Bool, codes: [[UInt8]]) {
        let hasAsked = inputs.contains { $0.table.hasAsked }
        let hasDelivery = inputs.contains { !$0.table.delivery.isEmpty }
        for (input, codes) in zip(inputs, codes) {
            let table = input.table
            input.gather(table.kind, into: &kind)
            input.gather(table.currency, into: &currency) { codes[Int($0)] }
            if hasDelivery { input.gather(table.delivery, into: &delivery) }
            addUnits(input, scale: scale, settled: settled)
            if hasAsked { addAsked(input, scale: scale, codes: codes) }
        }
        group = kind.map { KindGroup($0) }
        moved = status.map(\.movedMoney)
    }

    private mutating func addUnits(_ input: LegInput, scale: Int, settled: Bool) {
        let table = input.table
        let digits = scale - table.gross.scale
        if !settled || table.discount.isEmpty {
            units.append(
                table.gross, rows: input.rows, count: input.count, digits: digits, absent: 0)
            return
        }
        let raise = Money.raise(1, by: digits)
        for position in 0..<input.count {
            let row = input.row(position)
            let (gross, discount) = (table.gross[row], table.discount[row])
            if gross == AmountColumn.absent {
                units.append(0)
            } else {
                units.append((discount == AmountColumn.absent ? gross : gross - discount) * raise)
            }
        }
    }

    private mutating func addAsked(_ input: LegInput, scale: Int, codes: [UInt8]) {
        let table = input.table
        asked.append(
            table.asked, rows: input.rows, count: input.count, digits: scale - table.asked.scale,
            absent: AmountColumn.absent)
        for position in 0..<input.count {
            let row = input.row(position)
            let own = table.askedCurrency[row]
            askedCurrency.append(codes[Int(own == 0 ? table.currency[row] : own)])
        }
    }

    /// Fees and what they are charged on.
    mutating func addFees(
        _ inputs: [LegInput], _ definition: LegDefinition, scale: Int, feeScale: Int
    ) {
        addSchedules(inputs, definition)
        let hasRates = inputs.contains { !$0.table.statedFeeRate.isEmpty }
        for input in inputs {
            let table = input.table
            fee.append(
                table.fee, rows: input.rows, count: input.count,
                digits: feeScale - table.fee.scale, absent: AmountColumn.absent)
            if hasRates { input.gather(table.statedFeeRate, into: &statedRate) }
        }
        guard inputs.contains(where: { !$0.table.discount.isEmpty }) else {
            feeBase = units
            return
        }
        for input in inputs {
            let table = input.table
            let raise = Money.raise(1, by: scale - table.gross.scale)
            for position in 0..<input.count {
                let row = input.row(position)
                let (gross, discount) = (table.gross[row], table.discount[row])
                if gross == AmountColumn.absent {
                    feeBase.append(0)
                } else {
                    feeBase.append(
                        (discount == AmountColumn.absent ? gross : gross - discount) * raise)
                }
            }
        }
    }

    var order: SideOrder { SideOrder(time: time, identity: identity) }

    /// One schedule for every entry with a fee; none at all where nothing would be checked.
    private mutating func addSchedules(_ inputs: [LegInput], _ definition: LegDefinition) {
        let hasFees = inputs.contains { !$0.table.fee.isEmpty }
        guard !definition.feeSchedules.isEmpty, hasFees else { return }
        var choice = ScheduleChoice(definition.feeSchedules)
        for input in inputs { choice.append(input, zone: definition.zone, to: &schedule) }
    }

    @inline(__always)
    func reference(_ role: ReferenceRole, _ index: Int) -> TextRef {
        let column = references[role.column]
        return column.isEmpty ? .none : column[index]
    }

    func hasAny(_ role: ReferenceRole) -> Bool { !references[role.column].isEmpty }

    /// Whether both texts, each of this side or the other, are the same bytes.
    func equal(
        _ ref: TextRef, of index: Int, _ other: borrowing SideColumns, _ otherRef: TextRef,
        of otherIndex: Int
    ) -> Bool {
        TableBox.same(ref, places.box(index), otherRef, other.places.box(otherIndex))
    }
}

extension ReferenceRole {
    /// Its column in `SideColumns.references`.
    var column: Int {
        switch self {
        case .order: 0
        case .channel: 1
        case .refund: 2
        case .batch: 3
        case .bank: 4
        case .chain: 5
        }
    }
}

extension EntryTable {
    var hasAsked: Bool { !asked.isEmpty }

    /// The references a role names. Order references of refunds stay the order's.
    func references(_ role: ReferenceRole) -> SparseColumn<TextRef> {
        switch role {
        case .order: orderReference
        case .channel: channelReference
        case .refund: refundReference
        case .batch: batchReference
        case .bank: bankReference
        case .chain: chainReference
        }
    }

    func reference(_ role: ReferenceRole, _ row: Int) -> TextRef { references(role)[row] }
}

extension AmountColumn {
    var isEmpty: Bool { narrow.isEmpty && wide.isEmpty }
}

extension LegInput {
    func row(_ position: Int) -> Int { rows.map { Int($0[position]) } ?? position }

    /// The rows that take part, of one column of the table.
    @inline(__always)
    func gather<Value>(_ column: [Value], into all: inout [Value]) {
        if let rows {
            all.reserveCapacity(all.count + rows.count)
            for row in rows { all.append(column[Int(row)]) }
        } else if all.isEmpty {
            all = column
        } else {
            all += column
        }
    }

    @inline(__always)
    func gather<Value, Result>(
        _ column: [Value], into all: inout [Result], _ transform: (Value) -> Result
    ) {
        if rows == nil, all.isEmpty {
            all = column.map(transform)
            return
        }
        all.reserveCapacity(all.count + count)
        for position in 0..<count { all.append(transform(column[row(position)])) }
    }

    @inline(__always)
    func gather<Value>(_ column: SparseColumn<Value>, into all: inout [Value]) {
        if rows == nil, all.isEmpty {
            all = (0..<count).map { column[$0] }
            return
        }
        all.reserveCapacity(all.count + count)
        for position in 0..<count { all.append(column[row(position)]) }
    }
}
