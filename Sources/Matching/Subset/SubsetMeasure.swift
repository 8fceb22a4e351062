import Records

/// The amounts of targets and parts as machine words at one scale, the coarsest that holds them.
struct SubsetMeasure {
    private let entries: [Int32]
    private let units: [Int]
    /// In the order of the targets that were handed in.
    let targets: [Int]
    /// Whether all amounts fit; else nothing is asked.
    let fits: Bool
    /// Decimals of all these units.
    private let scale: Int

    init(
        _ rule: SubsetRule, _ leg: borrowing LegWork, _ targetEntries: [Int32],
        _ partEntries: [Int32]
    ) {
        let partSide: Side = rule.target == .left ? .right : .left
        let inputs = partSide == .left ? leg.inputs.left : leg.inputs.right
        var finest = leg.scale
        if rule.measure == .net {
            for input in inputs { finest = max(finest, input.table.net.scale) }
        }
        let lift = Money.raise(1, by: finest - leg.scale)
        let ordered = leg.inOrder(targetEntries, rule.target)
        let wholes = ordered.map { leg.subsetUnits(rule.target, $0) * lift }
        let shares = partEntries.map { entry -> Int128 in
            guard rule.measure == .net else { return leg.subsetUnits(partSide, entry) * lift }
            let (box, row) = leg.position(entry, partSide)
            let net = box.table.net[row]
            return net == AmountColumn.absent
                ? leg.subsetUnits(partSide, entry) * lift
                : net * Money.raise(1, by: finest - box.table.net.scale)
        }
        // Decimals that nobody uses are dropped: the sums of 18 decimals fit no machine word.
        var scale = finest
        var divisor: Int128 = 1
        while scale > 0, (wholes + shares).allSatisfy({ $0 % (divisor * 10) == 0 }) {
            divisor *= 10
            scale -= 1
        }
        self.scale = scale
        fits = (wholes + shares).allSatisfy {
            $0.magnitude / divisor.magnitude <= SubsetParts.unitsLimit.magnitude
        }
        entries = fits ? partEntries : []
        units = fits ? shares.map { Int($0 / divisor) } : []
        targets = fits ? wholes.map { Int($0 / divisor) } : wholes.map { $0 == 0 ? 0 : 1 }
    }

    /// What the parts may sum to, for a target turned positive.
    func sums(for target: Int, _ rule: SubsetRule) -> ClosedRange<Int> {
        let tolerance = rule.tolerance
        let size = abs(target)
        let unit =
            scale >= tolerance.absoluteScale
            ? Int(Money.raise(1, by: scale - tolerance.absoluteScale)) : 0
        let coarse = Int(Money.raise(1, by: max(0, tolerance.absoluteScale - scale)))
        func own(_ units: Int64) -> Int { unit > 0 ? Int(units) * unit : Int(units) / coarse }
        var share = Int(Int128(size) * Int128(tolerance.millionths) / 1_000_000)
        if let cap = tolerance.capUnits { share = min(share, own(cap)) }
        let reach = max(own(tolerance.absoluteUnits), share)
        // Right over left: where the right is the target, the parts are less.
        let isOver = tolerance.direction == .over
        let partsMayBeMore =
            tolerance.direction == .either || isOver == (rule.target == .left)
        let partsMayBeLess =
            tolerance.direction == .either || isOver == (rule.target == .right)
        return max(1, size - (partsMayBeLess ? reach : 0))...size + (partsMayBeMore ? reach : 0)
    }

    func parts(_ rule: SubsetRule, _ leg: borrowing LegWork) -> SubsetParts {
        let side: Side = rule.target == .left ? .right : .left
        let days = entries.map { leg.businessDay($0, side) }
        var parts =
            side == .left
            ? SubsetParts(entries, units: units, leg.left, day: days)
            : SubsetParts(entries, units: units, leg.right, day: days)
        if side == .left {
            parts.number(rule.structures, leg.left)
        } else {
            parts.number(rule.structures, leg.right)
        }
        return parts
    }
}

extension LegWork {
    /// Open entries with money and a time. Of the right only those without an order number: a key
    /// never gives way to a guess.
    func subsetEntries(_ side: Side, isTarget: Bool) -> [Int32] {
        side == .left
            ? subsetEntries(left, side, isTarget: isTarget)
            : subsetEntries(right, side, isTarget: isTarget)
    }

    private func subsetEntries(
        _ columns: borrowing SideColumns, _ side: Side, isTarget: Bool
    ) -> [Int32] {
        var open: [Int32] = []
        for index in 0..<columns.count {
            guard !isClaimed(Int32(index), side), columns.moved[index],
                columns.time[index] != EntryTable.noTime, columns.units[index] != 0
            else { continue }
            if side == .right, !columns.reference(.order, index).isEmpty { continue }
            // A payout is what parts add up to, never a part.
            if !isTarget, [.payout, .topUp].contains(columns.kind[index]) { continue }
            open.append(Int32(index))
        }
        return open
    }

    func subsetColumn(_ side: Side, _ entry: Int32) -> (time: Int64, currency: UInt8) {
        let index = Int(entry)
        return side == .left
            ? (left.time[index], left.currency[index])
            : (right.time[index], right.currency[index])
    }

    func subsetUnits(_ side: Side, _ entry: Int32) -> Int128 {
        side == .left ? left.units[Int(entry)] : right.units[Int(entry)]
    }

    /// The day an entry was booked, else the business day of its time: a day begins when the
    /// period does.
    func businessDay(_ entry: Int32, _ side: Side) -> Int32 {
        let (box, row) = position(entry, side)
        let booked = box.table.bookedOn[row]
        if booked != EntryTable.noDay { return booked }
        let time = box.table.occurredAt[row]
        guard time != EntryTable.noTime else { return EntryTable.noDay }
        var cutOff: Int64 = 0
        if let start = definition.period?.start {
            let local = start.seconds + Int64(definition.zone.offsetSeconds(at: start))
            cutOff = local - local / Instant.secondsPerDay * Instant.secondsPerDay
        }
        return Instant(microseconds: time).advanced(bySeconds: -cutOff)
            .day(in: definition.zone).number
    }
}
