/// Learns the weights of the second stage: the likeliest ones for what is known of the cases, each
/// drawn a little towards what the first stage says, so that few cases change little.
///
/// Newton's method on sums of whole numbers, a fixed number of steps: sums do not depend on the
/// order of cases, and every processor has the same ones.
struct SecondStageFit {
    private let cases: [ScoredCase]
    private let table = Binary.table

    /// Newton's method doubles its digits with each step; six have been enough for millionths.
    private static let steps = 10
    /// A step that makes it worse is halved, until it is a thousandth.
    private static let halvings = 10
    /// What draws a weight to its start, as much as so many even cases at four bits would.
    private static let drawing: Int64 = 20
    /// Cases whose sums of products surely fit a machine word.
    static let caseLimit = 1 << 20

    init(_ cases: [ScoredCase]) {
        precondition(cases.count <= SecondStageFit.caseLimit)
        self.cases = cases
    }

    func stage() -> SecondStage {
        var stage = SecondStage.identity
        var loss = self.loss(stage)
        for _ in 0..<SecondStageFit.steps {
            var step = self.step(stage)
            var isBetter = false
            for _ in 0...SecondStageFit.halvings {
                let next = stage.moved(step)
                let found = self.loss(next)
                if found < loss {
                    (stage, loss, isBetter) = (next, found, true)
                    break
                }
                step = step.map { $0 / 2 }
            }
            if !isBetter { break }
        }
        return stage
    }

    /// What it costs to say so of all cases, in 1,024ths of a bit, and what drawing adds.
    private func loss(_ stage: SecondStage) -> Int128 {
        var sum: Int128 = 0
        for one in cases {
            let odds = stage.odds(one.features)
            sum += Int128(Binary.sum(0, one.isRight ? -odds : odds, table))
        }
        for column in 0..<PairFeatures.count {
            let off = Int128(stage.weights[column] - SecondStage.identity.weights[column])
            // Half of ln 2, in 1,024ths, over a million squared.
            sum += off * off * Int128(SecondStageFit.drawing(column)) * 355 / 1_000_000_000_000
        }
        return sum
    }

    /// Of a weight, as the curvature that so many cases would give: a quarter of its feature's
    /// square each.
    private static func drawing(_ column: Int) -> Int64 { column == 0 ? drawing / 4 : 4 * drawing }

    /// Binary places of the equations.
    private static let places: Int128 = 24

    /// The step to the least of the parabola that touches the loss here, in millionths.
    private func step(_ stage: SecondStage) -> [Int64] {
        let count = PairFeatures.count
        var curve = Array(repeating: Int64(0), count: count * count)
        var slope = Array(repeating: Int64(0), count: count)
        for one in cases {
            let said = Int64(Binary.probability(stage.odds(one.features)))
            let off = (one.isRight ? 65_536 : 0) - said
            let spread = (said * (65_536 - said)) >> 16
            for row in 0..<count {
                let value = one.features[row]
                slope[row] += off * value
                let weighed = spread * value
                for column in row..<count {
                    curve[row * count + column] += weighed * one.features[column]
                }
            }
        }
        var rows: [[Int128]] = (0..<count).map { row in
            // 16 places of probabilities and twice 10 of features; then 1/ln 2 = 94,548/65,536.
            var own = (0..<count).map { column in
                Int128(curve[min(row, column) * count + max(row, column)]) >> 12
            }
            let drawing = Int128(SecondStageFit.drawing(row))
            own[row] += drawing << SecondStageFit.places
            let off = Int128(stage.weights[row] - SecondStage.identity.weights[row])
            let drawn = ((drawing * off) << SecondStageFit.places) / 1_000_000
            return own + [((Int128(slope[row]) * 94_548) >> 18) - drawn]
        }
        return SecondStageFit.solution(&rows)
    }

    /// Elimination; the pivots are above zero because of what draws. Millionths.
    private static func solution(_ rows: inout [[Int128]]) -> [Int64] {
        let count = rows.count
        for pivot in 0..<count {
            let head = max(1, rows[pivot][pivot])
            for row in pivot + 1..<count {
                let factor = (rows[row][pivot] << places) / head
                for column in pivot...count {
                    rows[row][column] -= (factor * rows[pivot][column]) >> places
                }
            }
        }
        var found = Array(repeating: Int128(0), count: count)
        for row in (0..<count).reversed() {
            var value = rows[row][count]
            for column in row + 1..<count { value -= (rows[row][column] * found[column]) >> places }
            found[row] = (value << places) / max(1, rows[row][row])
        }
        return found.map { Int64(clamping: ($0 * 1_000_000) >> places) }
    }
}

extension SecondStage {
    fileprivate func moved(_ step: [Int64]) -> SecondStage {
        SecondStage(
            weights: zip(weights, step).map {
                let sum = $0.addingReportingOverflow($1)
                let limit = SecondStage.weightLimit
                return sum.overflow ? $0 : min(limit, max(-limit, sum.partialValue))
            })
    }
}
