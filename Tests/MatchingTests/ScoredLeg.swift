import Records

@testable import Matching

/// Orders of a day and money without order numbers, out of a seed: price points that sell often,
/// payers that hide digits, misspell, or say nothing. The truth is in the rows' trade numbers.
struct ScoredLeg {
    var leg = LegBuilder()
    private var random: SplitMix64

    static let prices: [Int64] = [990, 1_990, 3_000, 6_800, 9_900]
    static let names = ["james smith", "mary jones", "wei zhang", "li chen", "anna brown"]

    init(seed: UInt64, count: Int) {
        random = SplitMix64(state: seed)
        leg.definition.passes = [Pass(name: "scored", method: .scored(ScoredRule()))]
        for number in 0..<count { add(number) }
        leg.left.shuffleBySeed(seed)
        leg.right.shuffleBySeed(seed + 1)
    }

    private mutating func add(_ number: Int) {
        let amount =
            random.below(2) == 0
            ? Self.prices[random.below(5)] : Int64(100 + random.below(90_000))
        let at = LegBuilder.at(2) + Int64(random.below(72_000))
        let payer = random.below(200)
        var order = LegBuilder.Row(
            reference: "A\(number)", amount: amount, at: at, kind: .order,
            trade: "T\(number)", payer: Self.names[payer % 5], tag: UInt64(number))
        order.bank = "138\(10_000_000 + payer * 7_919)"
        var money = order
        money.reference = ""
        money.kind = .payment
        money.at += Int64(5 + random.below(90))
        switch random.below(4) {
        case 0: money.bank = ""
        case 1: money.bank = "*******" + order.bank.suffix(4)
        default: break
        }
        if random.below(3) == 0 { money.payer = "" }
        // One in ten has no partner, on either side.
        if random.below(10) != 0 { leg.left.append(order) }
        if random.below(10) != 0 { leg.right.append(money) }
    }

    /// Pairs of the truth, and of an outcome those of a class.
    var truth: Int {
        Set(leg.left.map(\.trade)).intersection(leg.right.map(\.trade)).count
    }

    func found(_ outcome: LegOutcome, _ entryClass: EntryClass) -> (right: Int, wrong: Int) {
        var found = (right: 0, wrong: 0)
        for (l, row) in leg.left.enumerated() where outcome.left.classes[l] == entryClass {
            let r = Int(outcome.left.partner[l])
            if r >= 0, leg.right[r].trade == row.trade {
                found.right += 1
            } else {
                found.wrong += 1
            }
        }
        return found
    }
}
