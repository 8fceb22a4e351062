import Matching
import Records
import Statements

/// Cuts references down to the part that is compared (RE2, one group), in a leg's own copy of a
/// table.
enum ReferenceCapture {
    static func apply(
        _ captures: [Definition.Capture], side: Side, to inputs: inout [LegInput]
    ) {
        for capture in captures where capture.side == side {
            guard let pattern = try? Pattern(capture.pattern) else {
                preconditionFailure("pattern \(capture.pattern) was checked when it was read")
            }
            for index in inputs.indices {
                var table = inputs[index].table
                table.replaceReferences(capture.role.column) { table, ref in
                    captured(ref, in: &table, pattern)
                }
                inputs[index] = LegInput(
                    source: inputs[index].source, table: table, rows: inputs[index].rows,
                    standing: inputs[index].standing, stood: inputs[index].stood)
            }
        }
    }

    /// The group's bytes; none where the pattern does not match.
    private static func captured(
        _ ref: TextRef, in table: inout EntryTable, _ pattern: Pattern
    ) -> TextRef {
        if ref.isEmpty { return .none }
        let group = table.withBytes(of: ref) { span -> Range<Int>? in
            pattern.find(in: span)?[1]
        }
        guard let group, !group.isEmpty else { return .none }
        return TextRef(
            offset: ref.offset + group.lowerBound, length: group.count, inHeap: ref.inHeap)
    }
}

extension ReferenceRole {
    var column: EntryTable.ReferenceColumn {
        switch self {
        case .order: .order
        case .channel: .channel
        case .refund: .refund
        case .batch: .batch
        case .bank: .bank
        case .chain: .chain
        }
    }
}
