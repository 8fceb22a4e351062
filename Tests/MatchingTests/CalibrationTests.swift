import Testing

@testable import Matching

@Suite("The second stage of scored passes") struct CalibrationTests {
    /// Pairs whose odds are known, said by a first stage that is `percent` as sure as it should be,
    /// and that does not see what a rival on the right takes away.
    private static func cases(
        _ count: Int, seed: UInt64, percent: Int32 = 100, rival: Int32 = 0
    ) -> [ScoredCase] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { _ in
            let told = Int32(random.below(15 * 1_024)) - 5 * 1_024
            let lead = Int32(random.below(6 * 1_024))
            let true_ = told + rival * (lead - 3 * 1_024) / 4
            let isRight = random.below(65_536) < Int(Binary.probability(true_))
            return ScoredCase(
                PairFeatures(
                    odds: told * percent / 100, weight: told * percent / 100, overLeft: 3_000,
                    overRight: lead, rivals: 2_000, crowd: 1_500),
                isRight: isRight, rank: UInt32(truncatingIfNeeded: random.next()))
        }
    }

    /// Per tenth of what is said how far the share of right ones is from it, in millionths, where a
    /// thousand cases or more say so.
    private static func worst(
        _ cases: [ScoredCase], _ odds: (PairFeatures) -> Int32
    ) -> Int {
        var tenths = Array(repeating: (said: 0, right: 0, count: 0), count: 10)
        for one in cases {
            let said = Int(Binary.probability(odds(one.features))) * 1_000_000 / 65_536
            let tenth = min(9, said / 100_000)
            tenths[tenth].said += said
            tenths[tenth].right += one.isRight ? 1_000_000 : 0
            tenths[tenth].count += 1
        }
        return tenths.filter { $0.count >= 1_000 }.map { abs($0.said - $0.right) / $0.count }.max()!
    }

    @Test("a first stage that is too sure, or too unsure, is put right on pairs it has not seen",
        arguments: [50, 60, 200, 300] as [Int32])
    func sure(percent: Int32) throws {
        let lesson = CalibrationLesson(Self.cases(40_000, seed: 1, percent: percent))
        let judge = Calibration.Judge(try #require(lesson.calibration))
        let others = Self.cases(100_000, seed: 2, percent: percent)
        #expect(Self.worst(others) { $0.odds } > 60_000)
        #expect(Self.worst(others) { judge.odds($0) } < 30_000)
        #expect(lesson.after.bits < lesson.before.bits)
    }

    @Test("what rivals take away is learnt too, and orders pairs better than the first stage")
    func rivals() throws {
        let lesson = CalibrationLesson(Self.cases(40_000, seed: 3, rival: 4))
        let judge = Calibration.Judge(try #require(lesson.calibration))
        let others = Self.cases(100_000, seed: 4, rival: 4)
        #expect(Self.worst(others) { judge.odds($0) } < 30_000)
        let before = CalibrationLesson.loss(others) { $0.odds }.bits
        let after = CalibrationLesson.loss(others) { judge.odds($0) }.bits
        #expect(after * 10 < before * 9, "\(before) \(after)")
        let weights = try #require(lesson.calibration).stage.weights
        // One bit of lead is one bit of truth.
        #expect((900_000...1_100_000).contains(weights[4]), "\(weights)")
    }

    @Test("where the first stage says what is, nothing is offered")
    func noTruer() {
        let lesson = CalibrationLesson(Self.cases(40_000, seed: 5))
        #expect(lesson.verdict == .noTruer)
        #expect(lesson.right + lesson.wrong == 40_000)
    }

    @Test("too little history teaches nothing")
    func few() {
        let all = Self.cases(4_000, seed: 6, percent: 300)
        let (right, wrong) = (all.filter(\.isRight), all.filter { !$0.isRight })
        let known = (CalibrationLesson.leastRight, CalibrationLesson.leastWrong)
        #expect(CalibrationLesson([]).verdict == .tooFew)
        #expect(
            CalibrationLesson(Array(right.prefix(known.0 - 1)) + wrong).verdict == .tooFew)
        #expect(
            CalibrationLesson(right + Array(wrong.prefix(known.1 - 1))).verdict == .tooFew)
        // All of it with one right: then nothing is held out, or nothing is learnt from.
        let one = all.map { ScoredCase($0.features, isRight: $0.isRight, rank: 4) }
        #expect(CalibrationLesson(one).verdict == .tooFew)
        #expect(CalibrationLesson(all).verdict != .tooFew)
    }

    @Test("the order of cases does not matter")
    func order() throws {
        var cases = Self.cases(5_000, seed: 7, percent: 200, rival: 2)
        let first = CalibrationLesson(cases)
        var random = SplitMix64(state: 8)
        for place in cases.indices.reversed() { cases.swapAt(place, random.below(place + 1)) }
        #expect(CalibrationLesson(cases) == first)
        #expect(first.calibration != nil)
    }

    @Test("of equal odds the correction is equal, of greater ones not smaller")
    func monotone() throws {
        let lesson = CalibrationLesson(Self.cases(20_000, seed: 9, percent: 200))
        let judge = Calibration.Judge(try #require(lesson.calibration))
        var last = Int32.min
        for odds in stride(from: -16 * Binary.unit, through: 16 * Binary.unit, by: 37) {
            let found = judge.odds(
                PairFeatures(
                    odds: odds, weight: odds, overLeft: 3_000, overRight: 3_000, rivals: 2_000,
                    crowd: 1_500))
            #expect(found >= last)
            last = found
        }
    }
}
