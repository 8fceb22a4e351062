/// What known cases of a scored pass teach: a calibration, if there are enough of them and it says
/// truer what it has not seen.
package struct CalibrationLesson: Sendable, Hashable {
    package enum Verdict: Sendable, Hashable {
        case learnt(Calibration)
        /// Too few right or too few wrong cases to know shares by.
        case tooFew
        /// On cases that were held out it says no truer than the first stage.
        case noTruer

        /// On the wire.
        package var word: String {
            switch self {
            case .learnt: "learnt"
            case .tooFew: "too_few"
            case .noTruer: "no_truer"
            }
        }
    }

    package private(set) var verdict = Verdict.tooFew
    package private(set) var right = 0
    package private(set) var wrong = 0
    /// Of the cases held out, the first stage's and the second's, learnt from the others.
    package private(set) var before = Loss()
    package private(set) var after = Loss()

    /// How far from the truth probabilities are.
    package struct Loss: Sendable, Hashable {
        package var cases = 0
        /// 1,024ths of a bit, in all.
        package var bits: Int64 = 0
        /// How far shares of tenths, each weighed by its cases, are from what is said; millionths.
        package var offMillionths = 0
    }

    /// A pool of so many that are all right says 99 % by the bound of its interval (95 %), which is
    /// what a usual pass confirms from.
    package static let leastRight = 400
    /// Seven weights, some thirty of the rarer kind for each.
    package static let leastWrong = 200
    /// Of more the rest is left out.
    package static let caseLimit = SecondStageFit.caseLimit
    /// Less than a hundredth of what there was to say is the luck of the draw.
    private static let gain: Int64 = 100
    /// Millionths: shares of a few thousand cases are no better known.
    private static let near = 10_000

    /// In any order.
    package init(_ cases: [ScoredCase]) {
        let cases = CalibrationLesson.limited(cases)
        right = cases.count { $0.isRight }
        wrong = cases.count - right
        guard CalibrationLesson.areEnough(right, wrong) else { return }
        let seen = cases.filter { !$0.isHeldOut }
        let held = cases.filter(\.isHeldOut)
        let heldRight = held.count { $0.isRight }
        // Each half has half of what is asked for in all.
        guard CalibrationLesson.areEnough(2 * heldRight, 2 * (held.count - heldRight)),
            CalibrationLesson.areEnough(
                2 * (right - heldRight), 2 * (wrong - held.count + heldRight))
        else { return }
        before = CalibrationLesson.loss(held) { $0.odds }
        // Shares where there are cases enough for them, else the second stage alone.
        let tried = [true, false].map { byShares in
            let judge = Calibration.Judge(CalibrationLesson.calibration(seen, byShares: byShares))
            return CalibrationLesson.loss(held) { judge.odds($0) }
        }
        let byShares = tried[0].bits <= tried[1].bits
        after = byShares ? tried[0] : tried[1]
        guard isTruer else {
            verdict = .noTruer
            return
        }
        verdict = .learnt(CalibrationLesson.calibration(cases, byShares: byShares))
    }

    private var isTruer: Bool {
        before.bits - after.bits > before.bits / CalibrationLesson.gain
            && after.offMillionths <= max(before.offMillionths, CalibrationLesson.near)
    }

    package var calibration: Calibration? {
        if case .learnt(let calibration) = verdict { return calibration }
        return nil
    }

    private static func areEnough(_ right: Int, _ wrong: Int) -> Bool {
        right >= leastRight && wrong >= leastWrong
    }

    /// Those of the lowest ranks, so that those of one right stay together.
    private static func limited(_ cases: [ScoredCase]) -> [ScoredCase] {
        guard cases.count > SecondStageFit.caseLimit else { return cases }
        var counts = Array(repeating: 0, count: 1 << 16)
        for one in cases { counts[Int(one.rank >> 16)] += 1 }
        var (sum, end) = (0, 0)
        while sum + counts[end] <= SecondStageFit.caseLimit {
            sum += counts[end]
            end += 1
        }
        return cases.filter { Int($0.rank >> 16) < end }
    }

    static func calibration(_ cases: [ScoredCase], byShares: Bool = true) -> Calibration {
        let stage = SecondStageFit(cases).stage()
        let pools = IsotonicPools(
            cases.map { (odds: stage.odds($0.features), isRight: $0.isRight) })
        let right = cases.count { $0.isRight }
        return Calibration(
            stage: stage, map: byShares ? pools.map : pools.ends, right: right,
            wrong: cases.count - right)
    }

    static func loss(_ cases: [ScoredCase], _ odds: (PairFeatures) -> Int32) -> Loss {
        var loss = Loss(cases: cases.count)
        var tenths = Array(repeating: (said: Int64(0), right: Int64(0)), count: 10)
        let table = Binary.table
        for one in cases {
            let said = odds(one.features)
            loss.bits += Int64(Binary.sum(0, one.isRight ? -said : said, table))
            let probability = Int64(Binary.probability(said))
            let tenth = Int(min(9, (probability * 10) >> 16))
            tenths[tenth].said += probability
            tenths[tenth].right += one.isRight ? 65_536 : 0
        }
        let off = tenths.reduce(Int64(0)) { $0 + abs($1.said - $1.right) }
        loss.offMillionths = Int(off * 1_000_000 / 65_536 / Int64(max(1, cases.count)))
        return loss
    }
}
