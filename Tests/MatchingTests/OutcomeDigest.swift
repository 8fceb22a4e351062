import Matching
import Records

/// Every value of an outcome in one hash: equal digests, equal outcomes.
struct OutcomeDigest {
    private var hasher = Hasher128(seed: 0x676F_6C64)

    /// Rivals that a break names at most; beyond them a list may be cut.
    static let candidates = 16

    static func of(_ outcome: LegOutcome) -> Hash128 {
        var digest = OutcomeDigest()
        for side in [outcome.left, outcome.right, outcome.links] { digest.add(side) }
        digest.add(outcome.matches)
        for found in [outcome.breaks, outcome.expected] {
            digest.add(found.count)
            for item in found { digest.add(item) }
        }
        digest.add(outcome.statement)
        return digest.hasher.finalize()
    }

    private mutating func add(_ number: some BinaryInteger) {
        hasher.combine(word: UInt64(truncatingIfNeeded: number))
        hasher.combine(word: UInt64(truncatingIfNeeded: Int128(number) >> 64))
    }

    private mutating func add(_ side: SideOutcome) {
        add(side.count)
        for index in 0..<side.count {
            add(side.classes[index].rawValue)
            add(side.findings[index])
            add(side.partner[index])
            add(side.pass[index])
        }
    }

    private mutating func add(_ findings: Findings) {
        add(findings.bits)
        add(findings.primaryRaw)
    }

    private mutating func add(_ matches: Matches) {
        add(matches.count)
        for index in 0..<matches.count {
            add(matches.left[index])
            add(matches.right[index])
            add(matches.pass[index])
            add(matches.entryClass[index].rawValue)
            add(matches.findings[index])
            add(matches.link[index])
            for member in matches.members[index] ?? [] {
                add(member.side.rawValue)
                add(member.index)
                add(member.applied)
            }
        }
    }

    private mutating func add(_ money: Money?) {
        guard let money else { return add(-7) }
        add(money.units)
        add(money.scale)
        add(money.currency.packed)
    }

    private mutating func add(_ found: Break) {
        add(found.id.high)
        add(found.id.low)
        add(found.entryClass.rawValue)
        add(found.findings)
        add(found.severity.rawValue)
        let amounts = [
            found.amount, found.leftAmount, found.rightAmount, found.expectedFee, found.actualFee,
        ]
        for amount in amounts { add(amount) }
        for index in [found.left, found.right, found.link, found.nearest] { add(index) }
        add(found.feeRateMillionths)
        add(found.occurredAt?.microseconds ?? 1)
        add(found.breakOn?.number ?? -1)
        add(found.ageDays)
        for candidate in found.candidates.prefix(Self.candidates) { add(candidate) }
    }

    private mutating func add(_ term: LegStatement.Term) {
        add(term.count)
        add(term.units)
    }

    private mutating func add(_ statement: LegStatement) {
        for side in statement.sides {
            add(side.side.rawValue)
            add(side.currency.packed)
            for term in [
                side.openingItems, side.newEntries, side.matched, side.carried, side.resolved,
                side.ignored,
            ] { add(term) }
            if side.reopened.count > 0 { add(side.reopened) }
        }
        for bridge in statement.bridges {
            add(bridge.currency.packed)
            add(bridge.leftTotal)
            add(bridge.rightTotal)
            for line in bridge.lines {
                hasher.combine(line.reason.rawValue)
                add(line.count)
                add(line.units)
            }
        }
        for total in statement.classes {
            add(total.side.rawValue)
            add(total.currency.packed)
            add(total.entryClass.rawValue)
            add(total.term)
        }
        for (currency, scale) in statement.scales.sorted(by: { $0.key < $1.key }) {
            add(currency.packed)
            add(scale)
        }
    }
}
