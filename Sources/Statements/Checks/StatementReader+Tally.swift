import Records

extension StatementReader {
    mutating func accumulate() {
        for slot in numbers.indices where numbers[slot].isValue {
            tally.sums[slot].add(numbers[slot].units, scale: numbers[slot].scale)
        }
        for index in plan.totals.indices {
            let total = plan.totals[index]
            guard holds(total.conditions) else { continue }
            if total.isCount {
                tally.totals[index].add(1, scale: 0)
                continue
            }
            for slot in total.slots where numbers[slot].isValue {
                let units = numbers[slot].units
                tally.totals[index].add(
                    total.takesMagnitudes ? Int128(units.magnitude) : units,
                    scale: numbers[slot].scale)
            }
        }
        if plan.balance != nil { keepBalance() }
    }

    private mutating func keepBalance() {
        guard let planned = plan.balance else { return }
        guard case .value(let movement) = amount(planned.movement, needed: true) else { return }
        let stated = numbers[planned.slot]
        var key = Hash128.zero
        if planned.partition >= 0 {
            var hasher = Hasher128()
            withBytes(cells[planned.partition]) { hasher.combine($0) }
            key = hasher.finalize()
        }
        if tally.balances[key] == nil { tally.partitions.append(key) }
        tally.balances[key, default: []].append(
            BalanceStep(
                balance: stated.isValue ? stated.units : AmountColumn.absent,
                balanceScale: stated.scale, movement: movement.units,
                movementScale: movement.scale, time: sortTime(), line: Int(row.line)))
    }

    /// Rows of one time may stand in any order; the field's text is enough to know one time.
    private mutating func sortTime() -> Hash128 {
        var hasher = Hasher128()
        for rule in plan.rules {
            guard let time = rule.occurredAt.first ?? rule.bookedOn.first else { continue }
            withBytes(cells[time.column]) { hasher.combine($0) }
            if time.timeColumn >= 0 { withBytes(cells[time.timeColumn]) { hasher.combine($0) } }
            break
        }
        return hasher.finalize()
    }

    /// Sums within one row that must be zero. The row's entries stay: the difference is reported.
    mutating func checkRow() {
        for check in plan.rowChecks {
            var sum = ExactSum()
            var isComplete = true
            for term in check.terms {
                switch amount(term.amount, needed: false) {
                case .value(let value):
                    sum.add(term.isNegative ? -value.units : value.units, scale: value.scale)
                case .absent: break
                case .fault: isComplete = false
                }
            }
            if isComplete, sum.overflowed || sum.units != 0 {
                report(.rowIdentity, found: sum.decimal, expected: "\(check.name) = 0")
            }
        }
    }
}
