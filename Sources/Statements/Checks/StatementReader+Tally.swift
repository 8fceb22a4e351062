import Records

extension StatementReader {
    mutating func accumulate() {
        tally.add(numbers)
        let terms = plan.totalTerms
        for term in terms {
            guard holds(list: term.list) else { continue }
            if term.slot < 0 {
                tally.totals[term.total].add(1, scale: 0)
            } else if numbers[term.slot].isValue {
                let units = numbers[term.slot].units
                tally.totals[term.total].add(
                    term.takesMagnitude ? Int128(units.magnitude) : units,
                    scale: numbers[term.slot].scale)
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

    /// The usual case: numbers of one scale whose sum is zero. False where it may be another.
    private mutating func addsUp(_ check: Plan.RowCheck) -> Bool {
        var sum: Int128 = 0
        var scale = -1
        for term in check.plain {
            guard numbers[term.slot].isValue else { return false }
            if scale < 0 { scale = numbers[term.slot].scale }
            let units = numbers[term.slot].units
            // Far from any limit, whatever the number of terms.
            guard numbers[term.slot].scale == scale, units.magnitude < 1 << 62 else { return false }
            sum &+= term.isNegative ? -units : units
        }
        return scale >= 0 && sum == 0
    }

    /// Sums within one row that must be zero. The row's entries stay: the difference is reported.
    mutating func checkRow() {
        for check in plan.rowChecks where !addsUp(check) {
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
