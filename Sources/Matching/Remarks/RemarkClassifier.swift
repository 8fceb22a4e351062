/// The type of a remark by whole weights, learnt from made-up remarks (`Benchmarks/remarks.py`).
package struct RemarkClassifier: Sendable {
    /// Why a table of weights is none.
    package enum Fault: Error, Equatable {
        case line(Int, found: String, expected: String)
    }

    /// By feature, a weight per type in the order of `RemarkType`.
    private var weights: [[UInt16]: [Int32]] = [:]
    private var bias: [Int32]
    /// A best type that is no further ahead than that is a guess.
    private var sureFrom: Int32 = 0

    package static let lineLimit = 10_000
    private static let weightLimit: Int32 = 1 << 20

    package var count: Int { weights.count }

    /// Lines "feature TAB weight … weight"; "<bias>" and "<sure>" are no features. Others that
    /// begin with "# " are notes.
    package init(_ text: String) throws(Fault) {
        bias = RemarkType.allCases.map { _ in 0 }
        for (number, line) in text.split(separator: "\n").enumerated() where !line.hasPrefix("# ") {
            guard number < RemarkClassifier.lineLimit else {
                throw .line(number + 1, found: "…", expected: "≤ \(RemarkClassifier.lineLimit)")
            }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let numbers = fields.dropFirst().first?.split(separator: " ").map { Int32($0) } ?? []
            let wanted = fields[0] == "<sure>" ? 1 : bias.count
            guard fields.count == 2, numbers.count == wanted,
                numbers.allSatisfy({ $0.map { abs($0) <= RemarkClassifier.weightLimit } ?? false })
            else {
                throw .line(number + 1, found: String(line.prefix(80)), expected: "\(wanted) ± …")
            }
            let own = numbers.map { $0! }
            switch fields[0] {
            case "<bias>": bias = own
            case "<sure>": sureFrom = own[0]
            default: weights[Array(fields[0].utf16)] = own
            }
        }
    }

    /// nil: no type is clearly ahead.
    package func type(of features: RemarkFeatures) -> RemarkType? {
        var sums = bias
        var isKnown = false
        for feature in features.all {
            guard let own = weights[feature] else { continue }
            isKnown = true
            for place in sums.indices { sums[place] += own[place] }
        }
        var best = 0
        for place in sums.indices where sums[place] > sums[best] { best = place }
        let next = sums.indices.filter { $0 != best }.map { sums[$0] }.max() ?? 0
        guard isKnown, sums[best] - next >= sureFrom else { return nil }
        return RemarkType(rawValue: UInt8(best))
    }
}
