/// How far two texts say the same: numbers with hidden digits, names with slips and initials.
enum TextAgreement: UInt8, CaseIterable {
    case absent, equal
    /// One hides characters behind stars; what it shows agrees.
    case masked
    /// One insertion, deletion, replacement or exchange of neighbours apart.
    case slip
    /// "j smith" and "james smith".
    case initial
    /// Jaro–Winkler at least 0.88.
    case similar
    case differs

    static let count = 8

    static func of(_ a: Span<UInt8>, _ b: Span<UInt8>) -> TextAgreement {
        if a.isEmpty || b.isEmpty { return .absent }
        if isSame(a, b) { return .equal }
        if isMasked(a) || isMasked(b) { return agreesMasked(a, b) ? .masked : .differs }
        if abs(a.count - b.count) <= 1, isOneSlip(a, b) { return .slip }
        if isInitial(a, b) || isInitial(b, a) { return .initial }
        return JaroWinkler.thousandths(a, b) >= 880 ? .similar : .differs
    }

    private static func isSame(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }

    static func isMasked(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == 0x2A { return true }
        return false
    }

    /// Shown characters before the stars agree from the front, those after from the back.
    private static func agreesMasked(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        var shown = 0
        var front = 0
        while front < min(a.count, b.count), a[front] != 0x2A, b[front] != 0x2A {
            if a[front] != b[front] { return false }
            front += 1
            shown += 1
        }
        var back = 1
        while back <= min(a.count, b.count) - front, a[a.count - back] != 0x2A,
            b[b.count - back] != 0x2A
        {
            if a[a.count - back] != b[b.count - back] { return false }
            back += 1
            shown += 1
        }
        return shown >= 2
    }

    private static func isOneSlip(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
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
    private static func isInitial(_ short: Span<UInt8>, _ long: Span<UInt8>) -> Bool {
        guard short.count >= 3, short[1] == 0x20, long.count > short.count, short[0] == long[0]
        else { return false }
        let tail = short.count - 1
        for index in 0..<tail where short[1 + index] != long[long.count - tail + index] {
            return false
        }
        return true
    }
}
