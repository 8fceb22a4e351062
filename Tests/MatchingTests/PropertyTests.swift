import Records
import Testing

@testable import Matching

/// SplitMix64 (Steele, Lea, Flood 2014): a seed in, the same rows out.
struct SplitMix64 {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

@Suite("Properties over seeds") struct PropertyTests {
    /// Messy on purpose: few keys, few amounts, so that duplicates, splits and rivals abound.
    static func mess(_ seed: UInt64) -> LegBuilder {
        var random = SplitMix64(state: seed)
        var leg = WindowTests.chainLeg()
        leg.scale = 2
        let amounts: [Int64] = [100, 100, 250, 990, 1000]
        let statuses: [EntryStatus] = [
            .succeeded, .succeeded, .succeeded, .pending, .expired, .failed,
        ]
        func row(_ index: Int, _ left: Bool) -> LegBuilder.Row {
            let isRefund = random.below(6) == 0
            var row = LegBuilder.Row()
            row.reference = random.below(8) == 0 ? "" : "K\(random.below(30))"
            row.amount = amounts[random.below(amounts.count)] * (isRefund ? -1 : 1)
            row.at = LegBuilder.midnight - 2000 + Int64(random.below(90_000))
            row.kind = isRefund ? .refund : left ? .order : .payment
            row.status = statuses[random.below(statuses.count)]
            row.trade = random.below(3) == 0 ? "T\(random.below(20))" : ""
            row.refund = isRefund && random.below(2) == 0 ? "R\(random.below(9))" : ""
            row.fee = !left && random.below(2) == 0 ? -Int64(random.below(9)) : nil
            row.currency = random.below(15) == 0 ? .usdt : .cny
            row.tag = UInt64(index)
            return row
        }
        leg.left = (0..<60).map { row($0, true) }
        leg.right = (0..<60).map { row($0, false) }
        leg.links = (0..<15).map { index in
            var link = row(index, false)
            link.asked = (Int64(random.below(3)) * 100 + 100, .usdt)
            return link
        }
        leg.definition.feeSchedules = [FeeTests.schedule(6000, isDefault: true)]
        return leg
    }

    @Test("Identities close, nothing is matched twice, order changes nothing", arguments: 0..<200)
    func holds(_ seed: Int) {
        var leg = Self.mess(UInt64(seed))
        let outcome = leg.run()
        #expect(outcome.closes)
        let members = outcome.matches.members.values.flatMap(\.self)
        for side in [Side.left, .right] {
            let single = side == .left ? outcome.matches.left : outcome.matches.right
            var used = (0..<outcome.matches.count)
                .filter { outcome.matches.members[$0] == nil }.map { single[$0] }
            used += members.filter { $0.side == side }.map(\.index)
            #expect(used.count == Set(used).count)
        }
        let ids = outcome.breaks.map(\.id)
        #expect(ids.count == Set(ids).count)
        leg.left.reverse()
        leg.right.shuffleBySeed(UInt64(seed))
        leg.links.reverse()
        let other = leg.run()
        #expect(other.breaks.map(\.id) == ids)
        #expect(other.breaks.map(\.amount) == outcome.breaks.map(\.amount))
        #expect(other.breaks.map(\.entryClass) == outcome.breaks.map(\.entryClass))
        #expect(other.statement.bridges == outcome.statement.bridges)
        #expect(other.statement.sides == outcome.statement.sides)
        #expect(other.statement.classes == outcome.statement.classes)
    }
}

extension Array {
    mutating func shuffleBySeed(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        for index in indices.reversed() where index > 0 { swapAt(index, random.below(index + 1)) }
    }
}
