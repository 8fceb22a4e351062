import Records

/// Numbers as every table writes them: digits straight from the integer, without a text between.
extension RowBuffer {
    mutating func integer(_ value: Int) {
        if value < 0 { append(0x2D) }
        digits(UInt64(value.magnitude))
    }

    /// Digits of a number, without leading zeros; "0" for zero.
    mutating func digits(_ value: UInt64) {
        digits(value, width: RowBuffer.width(value))
    }

    /// The last `width` digits of a number, with leading zeros.
    mutating func digits(_ value: UInt64, width: Int) {
        need(width)
        var rest = value
        var position = count + width
        while position - count >= 2 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            rest = quotient
            // ⌊pair / 10⌋ for pair < 100.
            let tens = (pair &* 103) &>> 10
            position -= 2
            unsafe memory[position] = UInt8(truncatingIfNeeded: 0x30 &+ tens)
            unsafe memory[position + 1] = UInt8(truncatingIfNeeded: 0x30 &+ pair &- tens &* 10)
        }
        if position > count {
            unsafe memory[count] = UInt8(truncatingIfNeeded: 0x30 &+ rest % 10)
        }
        advance(width)
    }

    private static func width(_ value: UInt64) -> Int {
        var width = 1
        var rest = value
        while rest >= 10_000 {
            rest /= 10_000
            width += 4
        }
        if rest >= 1000 { return width + 3 }
        if rest >= 100 { return width + 2 }
        return rest >= 10 ? width + 1 : width
    }

    /// An exact decimal in major units, as `Money.decimal` writes it. `least` is the number of
    /// decimals that are always shown (`Currency.shownDecimals`).
    mutating func decimal(_ units: Int64, scale: Int, least: Int) {
        guard units.magnitude < RowBuffer.narrow else {
            decimal(wide: Int128(units), scale: scale, least: least)
            return
        }
        var rest = units.magnitude
        var scale = scale
        while scale > least, rest % 10 == 0 {
            rest /= 10
            scale -= 1
        }
        while scale < least {
            rest &*= 10
            scale += 1
        }
        if units < 0 { append(0x2D) }
        if scale == 2 {
            digits(rest / 100)
            append(0x2E)
            digits(rest % 100, width: 2)
        } else if scale == 0 {
            digits(rest)
        } else {
            var unit: UInt64 = 1
            for _ in 0..<scale { unit &*= 10 }
            digits(rest / unit)
            append(0x2E)
            digits(rest % unit, width: scale)
        }
    }

    /// Two more digits still fit a word: no currency shows more than two by itself.
    private static let narrow: UInt64 = 1 << 56

    mutating func decimal(_ money: Money) {
        let least = money.currency.shownDecimals
        if let units = Int64(exactly: money.units) {
            decimal(units, scale: money.scale, least: least)
        } else {
            decimal(wide: money.units, scale: money.scale, least: least)
        }
    }

    private mutating func decimal(wide units: Int128, scale: Int, least: Int) {
        var units = units
        var scale = scale
        while scale > least, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        if scale < least {
            units = Money.raise(units, by: least - scale)
            scale = least
        }
        append(raw: Money.decimal(units: units, scale: scale))
    }

    /// An amount of a column; nothing where it is absent. `least` as for `decimal`.
    mutating func decimal(_ column: borrowing AmountColumn, _ row: Int, least: Int) {
        if column.isWide {
            let units = column[row]
            if units == AmountColumn.absent { return }
            decimal(wide: units, scale: column.scale, least: least)
        } else {
            guard row < column.narrow.count else { return }
            let units = column.narrow[row]
            if units == Int64.min { return }
            decimal(units, scale: column.scale, least: least)
        }
    }

    /// "45.50 CNY".
    mutating func amount(_ money: Money) {
        decimal(money)
        append(0x20)
        code(money.currency)
    }

    /// The letters of a currency.
    mutating func code(_ currency: Currency) {
        need(8)
        store(currency.packed.byteSwapped, at: count)
        advance(8 - currency.packed.trailingZeroBitCount / 8)
    }

    /// 32 lower-case hexadecimal digits.
    mutating func hex(_ hash: Hash128) {
        need(32)
        store(RowBuffer.hex(UInt32(truncatingIfNeeded: hash.high >> 32)), at: count)
        store(RowBuffer.hex(UInt32(truncatingIfNeeded: hash.high)), at: count + 8)
        store(RowBuffer.hex(UInt32(truncatingIfNeeded: hash.low >> 32)), at: count + 16)
        store(RowBuffer.hex(UInt32(truncatingIfNeeded: hash.low)), at: count + 24)
        advance(32)
    }

    /// Eight hexadecimal digits, the first in the lowest byte: each half byte is spread to a byte,
    /// then "0" is added, and 39 more where it is over nine.
    private static func hex(_ value: UInt32) -> UInt64 {
        var spread = UInt64(value)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let isLetter = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return (spread &+ 0x3030_3030_3030_3030 &+ isLetter &* 0x27).byteSwapped
    }
}
