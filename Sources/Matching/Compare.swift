import Records

extension Matching {
    /// The fields of a pair side by side, whatever became of it; with one side missing, what the
    /// other says. This is the explanation, computed when somebody asks.
    package static func compare(
        _ definition: LegDefinition, _ inputs: LegInputs, _ outcome: LegOutcome,
        left: Int?, right: Int?, link: Int? = nil
    ) -> [FieldComparison] {
        let l = left.map { entry($0, outcome.left, inputs.left) }
        let r = right.map { entry($0, outcome.right, inputs.right) }
        let k = link.map { entry($0, outcome.links, inputs.links) }
        var fields: [FieldComparison] = []
        let references: [(FieldComparison.Field, ReferenceRole)] = [
            (.orderReference, .order), (.channelReference, .channel),
            (.refundReference, .refund), (.chainReference, .chain),
        ]
        let isChain = r.map { !text($0, .chain).isEmpty } ?? false
        for (field, role) in references {
            // A gateway's trade number and a chain's transaction are no two readings of one thing.
            if role == .channel, isChain { continue }
            let a = l.map { text($0, role) } ?? ""
            let b = r.map { text($0, role) } ?? ""
            if a.isEmpty && b.isEmpty { continue }
            let through = k.map { text($0, role) } ?? ""
            let shownLeft = a.isEmpty && !through.isEmpty ? through : a
            let shownRight = b.isEmpty && !through.isEmpty ? through : b
            fields.append(
                comparison(field, shownLeft, shownRight, equal: shownLeft == shownRight))
        }
        fields += moneyFields(l, r, k, outcome, right)
        if let l, let r {
            fields.append(statusField(definition, l, r))
        }
        fields.append(
            comparison(
                .time, l.map { time($0, definition.zone) } ?? "",
                r.map { time($0, definition.zone) } ?? "", equal: false, neutral: .equivalent))
        return fields
    }

    private typealias Found = (input: LegInput, row: Int)

    private static func entry(_ index: Int, _ side: SideOutcome, _ inputs: [LegInput]) -> Found {
        let position = side.position(index, in: inputs)
        return (inputs[position.input], position.row)
    }

    private static func text(_ entry: Found, _ role: ReferenceRole) -> String {
        entry.input.table.utf8Text(entry.input.table.reference(role, entry.row))
    }

    private static func time(_ entry: Found, _ zone: ZoneRules) -> String {
        entry.input.table.occurred(ofRow: entry.row)?.rfc3339(in: zone) ?? ""
    }

    private static func comparison(
        _ field: FieldComparison.Field, _ a: String, _ b: String, equal: Bool,
        neutral: FieldComparison.Agreement? = nil
    ) -> FieldComparison {
        let agreement: FieldComparison.Agreement =
            a.isEmpty || b.isEmpty ? .absent : a == b || equal ? .equal : neutral ?? .differs
        return FieldComparison(field: field, left: a, right: b, agreement: agreement)
    }

    private static func moneyFields(
        _ l: Found?, _ r: Found?, _ k: Found?, _ outcome: LegOutcome, _ right: Int?
    ) -> [FieldComparison] {
        var fields: [FieldComparison] = []
        let a = l.flatMap { $0.input.table.gross(ofRow: $0.row) }
        let b = r.flatMap { $0.input.table.gross(ofRow: $0.row) }
        let within = right.map { outcome.right.classes[$0] == .matchedWithinTolerance } ?? false
        let neutral: FieldComparison.Agreement? = within ? .withinTolerance : nil
        let asked =
            k.flatMap { $0.input.table.asked(ofRow: $0.row) }
            ?? l.flatMap { $0.input.table.asked(ofRow: $0.row) }
        if let asked, let b, asked.currency == b.currency {
            if let a {
                fields.append(
                    FieldComparison(
                        field: .amount, left: a.description, right: b.description,
                        agreement: a.equals(b) ? .equal : .equivalent))
            }
            fields.append(
                comparison(
                    .askedAmount, asked.description, b.description, equal: asked.equals(b),
                    neutral: neutral))
        } else {
            fields.append(
                comparison(
                    .amount, a?.description ?? "", b?.description ?? "",
                    equal: a.map { x in b.map { x.equals($0) } ?? false } ?? false,
                    neutral: neutral))
        }
        if let r, let fee = r.input.table.fee(ofRow: r.row) {
            // Only a fee that was found wrong has an expected one to show.
            let mismatch = right.flatMap { index in
                outcome.right.classes[index] != .feeMismatch
                    ? nil
                    : outcome.breaks.first { $0.right == Int32(index) && $0.expectedFee != nil }
            }
            fields.append(
                FieldComparison(
                    field: .fee, left: mismatch?.expectedFee?.description ?? "",
                    right: fee.description, agreement: mismatch == nil ? .absent : .differs))
        }
        return fields
    }

    private static func statusField(
        _ definition: LegDefinition, _ l: Found, _ r: Found
    ) -> FieldComparison {
        let statuses = (l.input.table.status[l.row], r.input.table.status[r.row])
        let listed = definition.statusEquivalences.contains {
            $0.left == statuses.0 && $0.right == statuses.1
        }
        let agreement: FieldComparison.Agreement =
            statuses.0 == statuses.1
            ? .equal
            : listed || statuses.0.movedMoney == statuses.1.movedMoney ? .equivalent : .differs
        return FieldComparison(
            field: .status, left: statuses.0.name, right: statuses.1.name, agreement: agreement)
    }
}
