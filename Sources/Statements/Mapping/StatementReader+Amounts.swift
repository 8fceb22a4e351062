import Records

extension StatementReader {
    /// `needed`: an empty field is a problem.
    mutating func amount(_ planned: Plan.Amount, needed: Bool) -> AmountReading {
        let only = planned.onlySlot
        if only >= 0, numbers[only].isValue {
            let printed = PrintedAmount(
                units: numbers[only].units, scale: numbers[only].scale,
                currency: numbers[only].currency)
            return planned.isPlain ? .value(printed) : signed(printed, planned)
        }
        return sum(planned, needed: needed)
    }

    /// The amount of several slots, or of one that holds none.
    private mutating func sum(_ planned: Plan.Amount, needed: Bool) -> AmountReading {
        var sum = ExactSum()
        var currency: Currency?
        var seen = false
        for part in 0..<planned.plus.count + planned.minus.count {
            let isTaken = part >= planned.plus.count
            let slot = isTaken ? planned.minus[part - planned.plus.count] : planned.plus[part]
            switch numbers[slot].state {
            case .empty: break
            case .fault(let fault):
                if planned.optional, case .notANumber = fault { break }
                return .fault(fault.code, column: plan.slots[slot].column)
            case .value:
                seen = true
                currency = currency ?? numbers[slot].currency
                sum.add(
                    isTaken ? -numbers[slot].units : numbers[slot].units,
                    scale: numbers[slot].scale)
            }
        }
        if planned.out >= 0 {
            let out = numbers[planned.out]
            switch out.state {
            case .empty: break
            case .fault(let fault):
                if planned.optional, case .notANumber = fault { break }
                return .fault(fault.code, column: plan.slots[planned.out].column)
            case .value:
                seen = true
                currency = currency ?? out.currency
                sum = moneyOut(out, from: sum, planned.sign)
            }
        }
        if !seen {
            if !needed { return .absent }
            if !planned.optional { return .fault(.missingValue, column: planned.column) }
        }
        if sum.overflowed { return .fault(.amountOverflow, column: planned.column) }
        return signed(
            PrintedAmount(units: sum.units, scale: sum.scale, currency: currency), planned)
    }

    private mutating func moneyOut(
        _ out: SlotValue, from sum: ExactSum, _ sign: Plan.Amount.Sign
    ) -> ExactSum {
        var result = ExactSum()
        switch sign {
        case .reversed:
            result = sum
            result.add(-out.units, scale: out.scale)
        case .positive:
            result.add(Int128(sum.units.magnitude), scale: sum.scale)
            result.add(-Int128(out.units.magnitude), scale: out.scale)
        default:
            result = sum
            result.add(-Int128(out.units.magnitude), scale: out.scale)
        }
        return result
    }

    private mutating func signed(_ amount: PrintedAmount, _ planned: Plan.Amount) -> AmountReading {
        var amount = amount
        let magnitude = Int128(amount.units.magnitude)
        if planned.out < 0 {
            switch planned.sign {
            case .asPrinted: break
            case .reversed: amount.units = -amount.units
            case .positive: amount.units = magnitude
            case .negative: amount.units = -magnitude
            case .byColumn(let column, let plus, let minus):
                guard let sign = sign(column, plus, minus)
                else { return .fault(.unknownKind, column: column) }
                amount.units = magnitude * sign
            case .byOwnAddress(let from, let to):
                if isOwn(to) {
                    amount.units = magnitude
                } else if isOwn(from) {
                    amount.units = -magnitude
                } else {
                    return .fault(.foreignTransfer, column: to)
                }
            }
        }
        return scaled(amount, planned)
    }

    private mutating func sign(_ column: Int, _ plus: WordList, _ minus: WordList) -> Int128? {
        let ref = cell(column)
        let isUTF8 = ref.inHeap || !gb18030
        return withBytes(ref) { bytes in
            if plus.contains(bytes, isUTF8: isUTF8) { return 1 }
            return minus.contains(bytes, isUTF8: isUTF8) ? -1 : nil
        }
    }

    /// Minor units and a token's own decimals move the point.
    private mutating func scaled(_ amount: PrintedAmount, _ planned: Plan.Amount) -> AmountReading {
        var amount = amount
        var digits = planned.minorDigits
        if planned.decimalsColumn >= 0 {
            let stated = withBytes(cell(planned.decimalsColumn)) {
                try? AmountText.parse($0, gb18030: false)
            }
            guard let stated, stated.scale == 0, (0...255).contains(stated.units)
            else { return .fault(.badNumber, column: planned.decimalsColumn) }
            digits += Int(stated.units)
        }
        amount.scale += digits
        while amount.scale > Money.maximumScale {
            guard amount.units % 10 == 0 else {
                return .fault(.tooManyDecimals, column: planned.column)
            }
            amount.units /= 10
            amount.scale -= 1
        }
        return .value(amount)
    }

    private mutating func isOwn(_ column: Int) -> Bool {
        let ownAddresses = ownAddresses
        return withBytes(cell(column)) { bytes in
            ownAddresses.contains { StatementReader.isSameAddress(bytes, $0) }
        }
    }

    /// Hexadecimal addresses carry a checksum in their case; others are compared as they are.
    static func isSameAddress(_ bytes: Span<UInt8>, _ address: [UInt8]) -> Bool {
        guard bytes.count == address.count, bytes.count > 2 else { return false }
        let isHexadecimal = bytes[0] == 0x30 && bytes[1] | 0x20 == 0x78
        for index in address.indices {
            let (a, b) = (bytes[index], address[index])
            if a == b { continue }
            guard isHexadecimal, a >= 0x41, b >= 0x41, a | 0x20 == b | 0x20 else { return false }
        }
        return true
    }

    /// Without a hint the own address is the one that stands in the most rows, as receiver first.
    mutating func findOwnAddress() {
        guard ownAddresses.isEmpty, let columns = addressColumns() else { return }
        var counts: [[UInt8]: (rows: Int, asReceiver: Int)] = [:]
        while source.next(&row) {
            for (column, isReceiver) in [(columns.from, false), (columns.to, true)]
            where column >= 0 && column < row.fields.count {
                let ref = cleaned(row.fields[column])
                guard ref.length > 2, ref.length <= 128 else { continue }
                var key = withBytes(ref) { bytes in bytes.indices.map { bytes[$0] } }
                if key.starts(with: [0x30, 0x78]) { key = key.map { $0 >= 0x41 ? $0 | 0x20 : $0 } }
                if counts[key] == nil, counts.count >= StatementReader.addressLimit { continue }
                counts[key, default: (0, 0)].rows += 1
                if isReceiver { counts[key]!.asReceiver += 1 }
            }
        }
        let best = counts.max { a, b in
            (a.value.rows, a.value.asReceiver) != (b.value.rows, b.value.asReceiver)
                ? (a.value.rows, a.value.asReceiver) < (b.value.rows, b.value.asReceiver)
                : b.key.lexicographicallyPrecedes(a.key)
        }
        if let best {
            ownAddresses = [best.key]
            if statement.account.isEmpty {
                statement.account = String(decoding: best.key, as: UTF8.self)
            }
        }
        rewindBehindHeader()
    }

    /// A wallet deals with far fewer; the own one is met in the first rows.
    static let addressLimit = 65_536

    private func addressColumns() -> (from: Int, to: Int)? {
        for rule in plan.rules {
            if case .byOwnAddress(let from, let to) = rule.gross?.amount.sign { return (from, to) }
        }
        return nil
    }
}

extension AmountFault {
    var code: ProblemCode {
        switch self {
        case .notANumber: .badAmount
        case .overflow: .amountOverflow
        case .tooManyDecimals: .tooManyDecimals
        }
    }
}
