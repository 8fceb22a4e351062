import Matching
import Records

/// `match_members.csv`: members of group and split matches.
package enum MemberRows {
    package static let columns = [
        "match_id", "leg", "side", "entry_id", "applied_amount", "currency",
    ]

    package static func write(
        _ report: RunReport, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for view in report.matchViews {
                for index in view.outcome.matches.members.keys.sorted() {
                    let id = MatchRow.id(index, in: view).hex
                    for member in view.outcome.matches.members[index]! {
                        try stream.row([
                            .text(id), .text(view.name), .text(member.side.name),
                            .text(view.identity(member.side, member.index).hex),
                            .amount(member.applied.decimal),
                            .text(member.applied.currency.description),
                        ])
                    }
                }
            }
            try stream.finish()
        }
    }
}
