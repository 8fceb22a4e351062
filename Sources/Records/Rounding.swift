/// How a quotient becomes an integer of minor units. The names are those of java.math.RoundingMode.
public enum Rounding: String, Sendable, CaseIterable {
    /// To the nearest; a half away from zero (四舍五入).
    case halfUp = "half_up"
    /// To the nearest; a half to the even neighbour (银行家舍入).
    case halfEven = "half_even"
    /// Towards zero (截断).
    case down
    /// Away from zero (进一).
    case up
    /// Towards negative infinity.
    case floor
    /// Towards positive infinity.
    case ceiling

    /// `numerator / denominator` as an integer. The denominator is positive.
    public func divide(_ numerator: Int128, by denominator: Int128) -> Int128 {
        precondition(denominator > 0, "denominator \(denominator)")
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        if remainder == 0 { return quotient }
        let away: Int128 = numerator < 0 ? -1 : 1
        let twice = remainder.magnitude * 2
        let half = denominator.magnitude
        switch self {
        case .down: return quotient
        case .up: return quotient + away
        case .floor: return numerator < 0 ? quotient - 1 : quotient
        case .ceiling: return numerator < 0 ? quotient : quotient + 1
        case .halfUp: return twice >= half ? quotient + away : quotient
        case .halfEven:
            if twice == half { return quotient % 2 == 0 ? quotient : quotient + away }
            return twice > half ? quotient + away : quotient
        }
    }
}
