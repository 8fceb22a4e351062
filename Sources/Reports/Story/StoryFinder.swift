import Matching

/// Gathers a leg's share of a story: what carries the reference, then what hangs together with it.
struct StoryFinder {
    let view: LegView
    let query: Story.Query

    func part() -> Story.Part {
        var part = Story.Part(view: view)
        var members = carriers()
        let outcome = view.outcome
        let wantedBreak = { (found: Break) in found.id == query.id }
        for found in outcome.breaks.filter(wantedBreak) + outcome.expected.filter(wantedBreak) {
            members.formUnion(entries(of: found))
        }
        for index in 0..<outcome.matches.count where isWanted(match: index, by: members) {
            part.matches.append(index)
            members.formUnion(entries(ofMatch: index))
        }
        part.breaks = outcome.breaks.filter { touches($0, members) }
        part.expected = outcome.expected.filter { touches($0, members) }
        for found in part.breaks + part.expected {
            members.formUnion(entries(of: found))
            members.formUnion(keptByDuplicate(found))
        }
        part.entries = members.sorted {
            ($0.side.rawValue, $0.index) < ($1.side.rawValue, $1.index)
        }
        return part
    }

    private func carriers() -> Set<Story.Member> {
        var members: Set<Story.Member> = []
        for (side, inputs) in [
            (Side.left, view.leg.inputs.left), (.right, view.leg.inputs.right),
            (.link, view.leg.inputs.links),
        ] {
            var index = 0
            for input in inputs {
                for local in 0..<input.count {
                    let row = input.rows.map { Int($0[local]) } ?? local
                    if query.matches(input.table, row) {
                        members.insert(Story.Member(side: side, index: index))
                    }
                    index += 1
                }
            }
        }
        return members
    }

    private func isWanted(match index: Int, by members: Set<Story.Member>) -> Bool {
        if !members.isDisjoint(with: entries(ofMatch: index)) { return true }
        guard let id = query.id else { return false }
        return MatchRow.id(index, in: view) == id
    }

    private func entries(ofMatch index: Int) -> Set<Story.Member> {
        let matches = view.outcome.matches
        var found = self.members(
            left: matches.left[index], right: matches.right[index], link: matches.link[index])
        for member in matches.members[index] ?? [] {
            found.insert(Story.Member(side: member.side, index: Int(member.index)))
        }
        return found
    }

    private func entries(of found: Break) -> Set<Story.Member> {
        members(left: found.left, right: found.right, link: found.link)
    }

    private func members(left: Int32, right: Int32, link: Int32) -> Set<Story.Member> {
        var members: Set<Story.Member> = []
        for (side, index) in [(Side.left, left), (.right, right), (.link, link)] where index >= 0 {
            members.insert(Story.Member(side: side, index: Int(index)))
        }
        return members
    }

    private func touches(_ found: Break, _ members: Set<Story.Member>) -> Bool {
        found.id == query.id || !members.isDisjoint(with: entries(of: found))
    }

    /// A duplicate is told with the counterpart that both claim.
    private func keptByDuplicate(_ found: Break) -> Set<Story.Member> {
        guard found.entryClass == .duplicate, found.nearest >= 0 else { return [] }
        let other: Side = found.right >= 0 ? .left : .right
        let own: Side = found.right >= 0 ? .right : .left
        var members: Set = [Story.Member(side: other, index: Int(found.nearest))]
        let kept = view.outcome(other).partner[Int(found.nearest)]
        if kept >= 0 { members.insert(Story.Member(side: own, index: Int(kept))) }
        return members
    }
}
