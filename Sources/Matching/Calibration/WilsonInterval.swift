/// Where the true share lies in 95 of 100 cases, if so many of so many were right (Wilson 1927), in
/// millionths and whole numbers.
package struct WilsonInterval: Sendable, Hashable {
    package let least: Int
    package let most: Int

    /// The square of 1.96, in ten-thousandths.
    private static let square: Int128 = 38_416

    /// At least one case.
    package init(right: Int, of cases: Int) {
        precondition(cases > 0 && (0...cases).contains(right))
        let (k, n) = (Int128(right) * 10_000, Int128(cases) * 10_000)
        let z = WilsonInterval.square
        // middle ± half, both times (n + z²): k + z²/2, and z √(k(n−k)/n + z²/4).
        let middle = k + z / 2
        let variance = z * (k * (n - k) / n + z / 4)
        let half = WilsonInterval.root(variance)
        least = Int(max(0, (middle - half) * 1_000_000 / (n + z)))
        most = Int(min(1_000_000, (middle + half) * 1_000_000 / (n + z)))
    }

    /// The bound that claims less.
    var towardsEven: Int {
        if least > 500_000 { return least }
        if most < 500_000 { return most }
        return 500_000
    }

    /// Rounded up, so that no interval is too narrow.
    private static func root(_ value: Int128) -> Int128 {
        var (low, high): (Int128, Int128) = (0, 1 << 63)
        while low < high {
            let middle = (low + high) / 2
            if middle * middle < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
