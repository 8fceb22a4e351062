import Records

/// A sum of printed amounts of any scale.
struct ExactSum: Equatable {
    private(set) var units: Int128 = 0
    private(set) var scale = 0
    /// Int128 holds ten amounts of the greatest size there is at 18 decimals; a sum beyond is said.
    private(set) var overflowed = false
    /// Every value was so small that no order of adding them overflows: below 2⁶² with at most
    /// eight decimals, and rows are fewer than 2³².
    private(set) var isTame = true

    @inline(__always)
    mutating func add(_ value: Int128, scale valueScale: Int) {
        // Nearly every value: of the sum's scale, and sum and value far from any limit.
        let bound: Int128 = 1 << 62
        if valueScale == scale, valueScale <= 8, value < bound, value > -bound,
            units < bound << 60, units > -(bound << 60)
        {
            units &+= value
            return
        }
        addOther(value, scale: valueScale)
    }

    private mutating func addOther(_ value: Int128, scale valueScale: Int) {
        if valueScale > 8 || value.magnitude >= 1 << 62 { isTame = false }
        addRaised(value, scale: valueScale)
    }

    /// The sum of later rows. Both are tame.
    mutating func add(_ other: ExactSum) { addRaised(other.units, scale: other.scale) }

    private mutating func addRaised(_ value: Int128, scale valueScale: Int) {
        if valueScale == scale {
            let (sum, overflow) = units.addingReportingOverflow(value)
            units = sum
            overflowed = overflowed || overflow
            return
        }
        if valueScale > scale {
            units = raised(units, by: valueScale - scale)
            scale = valueScale
            addRaised(value, scale: valueScale)
        } else {
            addRaised(raised(value, by: scale - valueScale), scale: scale)
        }
    }

    private mutating func raised(_ value: Int128, by digits: Int) -> Int128 {
        let (product, overflow) = value.multipliedReportingOverflow(by: Money.raise(1, by: digits))
        overflowed = overflowed || overflow
        return product
    }

    /// The exact decimal without zeros that say nothing: "376.11", "-28968", "2.19".
    var decimal: String {
        var units = units
        var scale = scale
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return overflowed ? "overflow" : Money.decimal(units: units, scale: scale)
    }

    func equals(_ other: ExactSum) -> Bool {
        !overflowed && !other.overflowed && decimal == other.decimal
    }
}
