/// Jaro–Winkler similarity of two texts of at most 64 bytes, in thousandths, without a division per
/// character: the bits of a word say which characters are taken.
enum JaroWinkler {
    static func thousandths(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        let (n, m) = (min(64, a.count), min(64, b.count))
        if n == 0 || m == 0 { return 0 }
        let reach = max(0, max(n, m) / 2 - 1)
        var (takenA, takenB): (UInt64, UInt64) = (0, 0)
        for i in 0..<n {
            for j in max(0, i - reach)..<max(max(0, i - reach), min(m, i + reach + 1))
            where takenB >> UInt64(j) & 1 == 0 && a[i] == b[j] {
                takenA |= 1 << UInt64(i)
                takenB |= 1 << UInt64(j)
                break
            }
        }
        let matched = takenA.nonzeroBitCount
        if matched == 0 { return 0 }
        var (restA, restB) = (takenA, takenB)
        var moved = 0
        while restA != 0 {
            if a[restA.trailingZeroBitCount] != b[restB.trailingZeroBitCount] { moved += 1 }
            restA &= restA - 1
            restB &= restB - 1
        }
        let jaro =
            (1_000 * matched / n + 1_000 * matched / m
                + 1_000 * (matched - moved / 2) / matched) / 3
        var prefix = 0
        while prefix < min(4, n, m), a[prefix] == b[prefix] { prefix += 1 }
        return jaro + prefix * (1_000 - jaro) / 10
    }
}
