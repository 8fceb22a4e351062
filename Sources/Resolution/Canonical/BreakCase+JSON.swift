import Ledger
import Matching
import Records

extension BreakCase {
    /// What the maker of a decision sees of a break: the snapshot that is kept as evidence. Where
    /// it is another one when the decision is applied, the break has changed since.
    package var json: CanonicalJSON {
        .object([
            "break": .string(id.hex), "leg": .string(leg), "role": .string(role.rawValue),
            "class": .string(entryClass.name), "amount": .money(amount),
            "settled": .money(settled), "left": left?.json ?? .null,
            "right": right?.json ?? .null, "channel": .string(channel.description),
            "shop": .string(shop.description), "bank": .optional(bank?.description),
        ])
    }
}

extension CaseItem {
    package var json: CanonicalJSON {
        .object([
            "entry": .string(entry.description), "identity": .string(identity.hex),
            "kind": .string(kind.name), "moved": .bool(moved), "gross": .money(gross),
            "discount": .money(discount), "fee": .money(fee),
            "order": .optional(orderReference), "channel_reference": .optional(channelReference),
        ])
    }
}

extension Resolution {
    /// The evidence of a decision about these breaks and entries, as canonical bytes.
    package static func evidence(_ cases: [BreakCase], others: [CaseItem] = []) -> [UInt8] {
        CanonicalJSON.object([
            "breaks": .array(cases.sorted { $0.id < $1.id }.map(\.json)),
            "entries": .array(others.sorted { $0.entry < $1.entry }.map(\.json)),
        ]).bytes
    }

    /// Whether the maker saw what there is now.
    package static func isCurrent(
        _ decision: Decision, _ cases: [BreakCase], others: [CaseItem] = []
    ) -> Bool {
        decision.evidence.bytes == evidence(cases, others: others)
    }
}
