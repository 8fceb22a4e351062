import Records
import Testing

@testable import Matching

@Suite("Pairs by how likely they are") struct ScoredTests {
    typealias Row = LegBuilder.Row

    @Test("Nearly all pairs are found, and those that are matched are right", arguments: 0..<4)
    func finds(_ seed: UInt64) {
        let scored = ScoredLeg(seed: seed, count: 300)
        let outcome = scored.leg.run()
        #expect(outcome.closes)
        let matched = scored.found(outcome, .matched)
        #expect(matched.wrong == 0)
        #expect(matched.right * 100 >= scored.truth * 95)
        let suggested = scored.found(outcome, .suggested)
        #expect(matched.right + suggested.right >= scored.truth - 2)
        #expect(suggested.wrong <= 2)
        #expect(outcome.scores.count == outcome.matches.count + suggested.right + suggested.wrong)
    }

    @Test("Rows in another order change no pair and no probability", arguments: 0..<3)
    func permuted(_ seed: UInt64) {
        func pairs(_ leg: LegBuilder) -> [String: Int] {
            let outcome = leg.run()
            return Dictionary(
                uniqueKeysWithValues: outcome.scores.map {
                    (
                        leg.left[Int($0.left)].trade + " " + leg.right[Int($0.right)].trade,
                        $0.probabilityMillionths
                    )
                })
        }
        let scored = ScoredLeg(seed: seed, count: 200)
        var shuffled = scored.leg
        shuffled.left.shuffleBySeed(seed + 7)
        shuffled.right.reverse()
        #expect(pairs(scored.leg) == pairs(shuffled))
    }

    @Test("Few entries teach nothing: their pairs are proposed, and stand among the breaks")
    func few() {
        let scored = ScoredLeg(seed: 5, count: 60)
        let outcome = scored.leg.run()
        #expect(outcome.matches.count == 0)
        #expect(scored.found(outcome, .suggested).right >= scored.truth - 2)
        let told = outcome.breaks.filter { $0.entryClass == .suggested }
        #expect(told.count == outcome.scores.count)
        #expect(told.allSatisfy { $0.left >= 0 && $0.right >= 0 })
        #expect(told.allSatisfy { $0.findings.primary == .scoredSuggested })
        #expect(outcome.closes)
    }

    @Test("Two orders alike and one payment: somebody is the partner, nobody says who")
    func alike() {
        var scored = ScoredLeg(seed: 1, count: 300)
        let at = LegBuilder.at(23)
        for name in ["X", "Y"] {
            var order = Row(reference: name, amount: 77_777, at: at, kind: .order)
            order.bank = "13900000001"
            scored.leg.left.append(order)
        }
        var money = Row(amount: 77_777, at: at + 30)
        money.bank = "13900000001"
        scored.leg.right.append(money)
        let outcome = scored.leg.run()
        let count = (outcome.left.classes.count, outcome.right.classes.count)
        #expect(outcome.right.classes[count.1 - 1] == .ambiguous)
        let told = outcome.breaks.first { $0.right == Int32(count.1 - 1) }
        let twins: Set = [Int32(count.0 - 2), Int32(count.0 - 1)]
        #expect(Set(told?.candidates ?? []) == twins)
        let unclear = outcome.unclearByRight.filter { $0.right == Int32(count.1 - 1) }
        #expect(unclear.map(\.margin) == [0])
        #expect(unclear.allSatisfy { Set([$0.left, $0.instead.left]) == twins })
        #expect(outcome.scores.allSatisfy { $0.margin >= 598 })
        let sure = outcome.scores.filter { outcome.left.classes[Int($0.left)] == .matched }
        #expect(sure.allSatisfy { $0.margin >= 6_780 })
        #expect(outcome.closes)
    }

    @Test("A sure partner with another amount is an amount mismatch, not a match")
    func otherAmount() {
        var scored = ScoredLeg(seed: 2, count: 300)
        let at = LegBuilder.at(23)
        var order = Row(reference: "X", amount: 77_700, at: at, kind: .order, payer: "anna brown")
        order.bank = "13900000001"
        var money = order
        money.reference = ""
        money.kind = .payment
        money.amount = 77_698
        money.at += 30
        scored.leg.left.append(order)
        scored.leg.right.append(money)
        let outcome = scored.leg.run()
        let last = outcome.left.classes.count - 1
        #expect([.amountMismatch, .suggested].contains(outcome.left.classes[last]))
        #expect(Int(outcome.left.partner[last]) == outcome.right.classes.count - 1)
        #expect(outcome.closes)
    }

    @Test("An order number on the right is a key, and is not scored")
    func keyed() {
        var scored = ScoredLeg(seed: 3, count: 150)
        for index in scored.leg.right.indices { scored.leg.right[index].reference = "K\(index)" }
        #expect(scored.leg.run().scores.isEmpty)
    }

    @Test("Probabilities among matchings are those counted by hand, where the graph is a tree")
    func marginals() {
        // A path of three pairs of weight one has five matchings.
        var path = MatchingMarginals(pairs: 3, lefts: 2, rights: 2)
        let odds = path.logOdds([0, 0, 0], left: [0, 1, 1], right: [0, 0, 1], rounds: 10)
        #expect(odds == [-599, -2_048, -599])
        var rivals = MatchingMarginals(pairs: 2, lefts: 2, rights: 1)
        #expect(
            rivals.logOdds([0, 0], left: [0, 1], right: [0, 0], rounds: 3) == [-1_024, -1_024])
    }

    @Test("Logarithms, sums and probabilities in whole numbers")
    func binary() {
        #expect([1, 2, 3, 1_000_000].map { Binary.log($0) } == [0, 1_024, 1_623, 20_409])
        let table = Binary.table
        #expect(Binary.sum(0, 0, table) == 1_024 && Binary.sum(5_000, -20_000, table) == 5_000)
        #expect(Binary.power(minus: 1_024) == 1 << 31)
        #expect((3_037_000_400...3_037_000_600).contains(Binary.power(minus: 512)))
        #expect(abs(Int(Binary.probability(512)) - 38_389) <= 2)
        #expect(
            [0, 1_024, -1_024].map { Binary.probability($0) } == [32_768, 43_690, 21_846])
        for bits in stride(from: Int32(-20_000), to: 20_000, by: 97) {
            #expect(Binary.probability(bits) <= Binary.probability(bits + 97))
        }
    }

    @Test(
        "How far two texts say the same",
        arguments: [
            ("MARTHA", "MARHTA", TextAgreement.slip, 960), ("DWAYNE", "DUANE", .differs, 839),
            ("DIXON", "DICKSONX", .differs, 812), ("*******1234", "13800001234", .masked, 575),
            ("138****1234", "13800001234", .masked, 829),
            ("138****1235", "13800001234", .differs, 787),
            ("j smith", "james smith", .initial, 847), ("k smith", "james smith", .differs, 745),
            ("james smith", "james smyth", .slip, 963),
            ("jamie smithe", "james smith", .similar, 892), ("abc", "abd", .differs, 821),
            ("James Smith", "james smith", .equal, 1_000), ("１２３４", "1234", .equal, 1_000),
            ("王小明", "王明", .differs, 649), ("欧阳小明明", "欧阳小明", .slip, 959),
            ("欧阳小明", "欧阳大明", .slip, 866), ("*小明", "王小明", .masked, 777),
            ("𠮷田太郎", "吉田太郎", .differs, 783),
            ("", "x", .absent, 0), ("x", "x", .equal, 1_000),
        ])
    func texts(_ a: String, _ b: String, _ agreement: TextAgreement, _ similarity: Int) {
        var pool = TextPool()
        let numbers = [a, b].map { pool.number(of: Array($0.utf8).span) }
        #expect(pool.agreement(numbers[0], numbers[1]) == agreement)
        #expect(pool.agreement(numbers[1], numbers[0]) == agreement)
        #expect(pool.similarity(numbers[0], numbers[1]) == similarity)
    }

    @Test("Words of bits find the same similarity as looking character by character")
    func similarities() {
        var random = SplitMix64(state: 5)
        var pattern = JaroWinkler()
        for round in 0..<4_000 {
            let letters: [UInt16] =
                round % 2 == 0 ? [97, 98, 99, 100] : [97, 0x738B, 0x660E, 0x5C0F]
            let texts = (0..<2).map { _ in
                (0..<Int(random.next() % 70)).map { _ in letters[Int(random.next() % 4)] }
            }
            let (text, other) = (texts[0], texts[1])
            pattern.prepare(other.span)
            let found = pattern.thousandths(text.span)
            let isPossible = pattern.mayBeSimilar(
                JaroWinkler.Letters(text.span), JaroWinkler.Letters(other.span))
            #expect(found == ScoredTests.similarity(text, other))
            #expect(isPossible || found < JaroWinkler.similar)
            #expect(pattern.thousandths(text.span, least: found) == found)
        }
    }

    /// Jaro–Winkler by its definition.
    private static func similarity(_ long: [UInt16], _ other: [UInt16]) -> Int {
        let (a, b) = (Array(long.prefix(64)), Array(other.prefix(64)))
        if a.isEmpty || b.isEmpty { return 0 }
        let reach = max(0, max(a.count, b.count) / 2 - 1)
        var taken = (a: [Int](), b: [Int]())
        for i in a.indices {
            let free = b.indices.first {
                abs($0 - i) <= reach && a[i] == b[$0] && !taken.b.contains($0)
            }
            guard let free else { continue }
            taken.a.append(i)
            taken.b.append(free)
        }
        let count = taken.a.count
        if count == 0 { return 0 }
        let moved = zip(taken.a, taken.b.sorted()).count { a[$0] != b[$1] }
        let parts = [
            1_000 * count / a.count, 1_000 * count / b.count, 1_000 * (count - moved / 2) / count,
        ]
        let jaro = parts.reduce(0, +) / 3
        let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
        return jaro + prefix * (1_000 - jaro) / 10
    }

    @Test("Levels of a lag are stretches that follow each other")
    func lags() {
        var last = Int64(0)
        for level in 9..<ScoredLevels.times - 1 {
            let lags = ScoredLevels.lags(of: level)
            #expect(lags.lowerBound == last)
            last = lags.upperBound
            for lag in [lags.lowerBound, lags.upperBound - 1] where !lags.isEmpty {
                #expect(ScoredLevels.time(lag) == level)
            }
        }
        for lag in [-1, -2, -3, -255, -256, -5_000] as [Int64] {
            #expect(ScoredLevels.lags(of: ScoredLevels.time(lag)).contains(lag))
        }
    }

    @Test(
        "Levels of an amount",
        arguments: [
            (10_000, 10_000, ScoredLevels.Amount.equal), (10_000, 9_940, .fee),
            (10_000, 9_997, .cents), (10_000, 9_000, .share), (10_000, 9_500, .share),
            (10_000, 10_900, .near), (10_000, 20_000, .differs),
        ] as [(Int64, Int64, ScoredLevels.Amount)])
    func amounts(_ left: Int64, _ right: Int64, _ level: ScoredLevels.Amount) {
        #expect(ScoredLevels.amount(left, right) == level)
    }
}
