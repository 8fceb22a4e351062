package import Records

/// Shares of amounts, exact to a hundredth of a per cent.
package enum ShareText {
    /// "0.60%": part of whole, half up in size; nil where the whole is nothing.
    package static func percent(_ part: Money, of whole: Money) -> String? {
        guard part.currency == whole.currency, !whole.isZero else { return nil }
        let scale = max(part.scale, whole.scale)
        let (a, b) = (part.rescaled(to: scale).units, whole.rescaled(to: scale).units)
        let size = (a.magnitude * 20_000 + b.magnitude) / (2 * b.magnitude)
        let isNegative = (a < 0) != (b < 0) && size > 0
        return Money.decimal(units: isNegative ? -Int128(size) : Int128(size), scale: 2) + "%"
    }

    /// Of counts, to a tenth of a per cent.
    package static func percent(_ part: Int, of whole: Int) -> String? {
        guard whole > 0 else { return nil }
        return Money.decimal(units: Int128((part * 2_000 + whole) / (2 * whole)), scale: 1) + "%"
    }
}
