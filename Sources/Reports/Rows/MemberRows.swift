import Matching
import Records

/// `match_members.csv`: who takes part in a match of more than two, and with what amount.
package struct MemberRows: CSVTable {
    package static let columns = [
        "match_id", "leg", "side", "entry_id", "applied_amount", "currency",
    ]
    package let count: Int
    private let views: [LegView]
    /// Leg, match and place in it of every row.
    private let members: [(leg: Int, match: Int, member: Int)]

    package init(_ report: RunReport) {
        views = report.matchViews
        var members: [(leg: Int, match: Int, member: Int)] = []
        for (leg, view) in views.enumerated() {
            for match in view.outcome.matches.members.keys.sorted() {
                let all = view.outcome.matches.members[match]!
                members += all.indices.map { (leg, match, $0) }
            }
        }
        self.members = members
        count = members.count
    }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        for place in members[rows] {
            let view = views[place.leg]
            let member = view.outcome.matches.members[place.match]![place.member]
            buffer.row([
                .text(MatchRow.id(place.match, in: view).hex), .text(view.name),
                .text(member.side.name), .text(view.identity(member.side, member.index).hex),
                .amount(member.applied.decimal), .text(member.applied.currency.description),
            ])
        }
    }
}
