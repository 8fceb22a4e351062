import Matching
import Records

/// Matched entries of all that should match; normal items in transit, ignored ones and what
/// stands as it stood before do not count.
package struct MatchRate: Sendable, Hashable {
    package var matched = 0
    package var counted = 0

    package init(_ report: RunReport) {
        for leg in report.legs {
            matched += 2 * leg.outcome.settledCount
            counted += 2 * leg.outcome.settledCount
            for side in [leg.outcome.left, leg.outcome.right] {
                for (index, entryClass) in side.classes.enumerated() {
                    if side.isUnchanged(index) { continue }
                    switch entryClass {
                    case .ignored, .expected: continue
                    case .matched, .matchedWithinTolerance: matched += 1
                    default: break
                    }
                    counted += 1
                }
            }
        }
    }

    /// Per cent with one decimal, rounded down: 100.0% is said only of everything.
    package var text: String {
        guard counted > 0 else { return "—" }
        let tenths = matched * 1000 / counted
        return Money.decimal(units: Int128(tenths), scale: 1) + "%"
    }
}
