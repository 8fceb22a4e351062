/// How far two texts say the same: numbers with hidden digits, names with slips and initials.
package enum TextAgreement: UInt8, Sendable, CaseIterable {
    case absent, equal
    /// One hides characters behind stars; what it shows agrees.
    case masked
    /// One insertion, deletion, replacement or exchange of neighbours apart.
    case slip
    /// "j smith" and "james smith".
    case initial
    /// Jaro–Winkler at least `JaroWinkler.similar`.
    case similar
    case differs
    /// The same in one script, or read as the other is spelt: 王小明, "Wang Xiaoming".
    case folded

    static let count = 8
    static let star: UInt16 = 0x2A

    /// Of two texts that differ; nil where how similar they are decides.
    static func of(
        _ a: Span<UInt16>, _ b: Span<UInt16>, isMasked: Bool
    ) -> TextAgreement? {
        if isMasked { return agreesMasked(a, b) ? .masked : .differs }
        if abs(a.count - b.count) <= 1, isOneSlip(a, b) { return .slip }
        if isInitial(a, b) || isInitial(b, a) { return .initial }
        return nil
    }

    /// Shown characters before the stars agree from the front, those after from the back.
    private static func agreesMasked(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Bool {
        var shown = 0
        var front = 0
        while front < min(a.count, b.count), a[front] != star, b[front] != star {
            if a[front] != b[front] { return false }
            front += 1
            shown += 1
        }
        var back = 1
        while back <= min(a.count, b.count) - front, a[a.count - back] != star,
            b[b.count - back] != star
        {
            if a[a.count - back] != b[b.count - back] { return false }
            back += 1
            shown += 1
        }
        return shown >= 2
    }

    private static func isOneSlip(_ a: Span<UInt16>, _ b: Span<UInt16>) -> Bool {
        let least = min(a.count, b.count)
        if least < 4 { return false }
        var front = 0
        while front < least, a[front] == b[front] { front += 1 }
        var back = 0
        while back < least - front, a[a.count - 1 - back] == b[b.count - 1 - back] { back += 1 }
        let rest = (a.count - front - back, b.count - front - back)
        if max(rest.0, rest.1) <= 1 { return true }
        return rest == (2, 2) && a[front] == b[front + 1] && a[front + 1] == b[front]
    }

    /// `short` begins with the initial of `long`, and both end with the same word.
    private static func isInitial(_ short: Span<UInt16>, _ long: Span<UInt16>) -> Bool {
        guard short.count >= 3, short[1] == 0x20, long.count > short.count, short[0] == long[0]
        else { return false }
        let tail = short.count - 1
        for index in 0..<tail where short[1 + index] != long[long.count - tail + index] {
            return false
        }
        return true
    }
}
