import Records

extension LegWork {
    /// A fund-flow bill books fees as rows of their own; the trade bill states them beside the
    /// trade. Per channel reference (of a refund: the channel's own refund number, kept as its
    /// batch) the fee rows must sum to the trades' fees.
    mutating func matchFeeRows() {
        guard definition.comparesFeeRows else { return }
        var groups: [Hash128: (lefts: [Int32], rights: [Int32])] = [:]
        var order: [Hash128] = []
        for r in 0..<right.count where !isClaimed(Int32(r), .right) && right.group[r] == .fee {
            let reference = right.reference(.channel, r)
            if reference.isEmpty { continue }
            let key = ReferenceIndex.hash(reference, right.places.box(r))
            if groups[key] == nil { order.append(key) }
            groups[key, default: ([], [])].rights.append(Int32(r))
        }
        guard !order.isEmpty else { return }
        for l in 0..<left.count {
            var key: Hash128?
            for role in [ReferenceRole.batch, .channel] where key == nil {
                let reference = left.reference(role, l)
                if reference.isEmpty { continue }
                let hash = ReferenceIndex.hash(reference, left.places.box(l))
                if groups[hash] != nil { key = hash }
            }
            if let key { groups[key]!.lefts.append(Int32(l)) }
        }
        for key in order { settleFees(groups[key]!) }
    }

    private mutating func settleFees(_ group: (lefts: [Int32], rights: [Int32])) {
        guard let first = inOrder(group.lefts, .left).first else { return }
        var stated: Int128 = 0
        var hasFee = false
        for l in group.lefts {
            let (box, row) = position(l, .left)
            guard let fee = box.table.fee(ofRow: row) else { continue }
            hasFee = true
            stated +=
                fee.scale <= feeScale
                ? fee.rescaled(to: feeScale).units
                : Rounding.halfUp.divide(fee.units, by: Money.raise(1, by: fee.scale - feeScale))
        }
        guard hasFee else { return }
        let raise = Money.raise(1, by: feeScale - scale)
        let booked = group.rights.reduce(Int128(0)) { $0 + right.units[Int($1)] * raise }
        let difference = booked - stated
        for (position, r) in inOrder(group.rights, .right).enumerated() {
            claimSide(r, .right, difference == 0 ? .matched : .feeMismatch, 0, first)
            if difference == 0 { continue }
            rightOutcome.findings[Int(r)] = Findings(.feeDiffers)
            // The rows of one trade are one difference, told by the first of them.
            if position == 0 {
                feeRowBreaks.append(
                    FeeRowBreak(right: r, left: first, difference: difference, stated: stated))
            }
        }
    }
}
