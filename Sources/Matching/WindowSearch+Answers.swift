import Records

extension WindowSearch {
    /// Writes down what the members of a group found.
    @inline(__always)
    func answer(_ number: Int, _ answers: inout WindowAnswers.Writer) {
        let group = groups[number]
        for at in group.lefts where rivals[at].first >= 0 {
            answers.setFirst(rivals[at].first, of: groups.lefts[at])
        }
        for at in group.rights where fits[at].count > 0 {
            let fit = fits[at]
            if fit.count == 1, rivals[Int(fit.sum)].count == 1,
                near.map({ !$0.lefts(of: number).isCut }) ?? true
            {
                answers.setOnly(groups.lefts[Int(fit.sum)], of: groups.rights[at])
            } else {
                answers.setSeveral(of: groups.rights[at]) {
                    append(candidatesOf: at, number, to: &$0)
                }
            }
        }
    }

    /// The first candidates of a right entry in stated order, added to a list.
    @inline(__always)
    private func append(candidatesOf place: Int, _ number: Int, to list: inout [Int32]) {
        let time = groups.times[place]
        guard values.open.isUniform, near == nil else {
            var found: [Int32] = []
            for other in near?.lefts(of: number).groups ?? [Int32(number)] {
                found += candidates(at: time, groups[Int(other)].lefts)
            }
            list += values.left.sorted(found).prefix(WindowSearch.namedRivals)
            return
        }
        // Windows of one length begin in the stated order.
        let lefts = groups[number].lefts
        var at = lefts.count < 16 ? lefts.lowerBound : firstOpen(at: time, lefts)
        let end = list.count + WindowSearch.namedRivals
        while at < lefts.upperBound, list.count < end, groups.begins[at] <= time {
            if self.end(ofLeft: at) >= time { list.append(groups.lefts[at]) }
            at += 1
        }
    }

    /// Where in a stretch of windows of one length the first stands that has not ended.
    private func firstOpen(at time: Int64, _ lefts: Range<Int>) -> Int {
        lefts.place(after: { end(ofLeft: $0) < time })
    }

    private func candidates(at time: Int64, _ lefts: Range<Int>) -> [Int32] {
        let begun = lefts.place(after: { groups.begins[$0] <= time })
        guard values.open.isUniform else {
            return (max(lefts.lowerBound, begun - LegWork.windowCandidateLimit)..<begun)
                .filter { end(ofLeft: $0) >= time }.map { groups.lefts[$0] }
        }
        let first = firstOpen(at: time, lefts)
        return (first..<max(first, min(begun, first + WindowSearch.namedRivals))).map {
            groups.lefts[$0]
        }
    }

    /// Whether the members of a group are equal in what must be. Pairs of one and one are compared
    /// afterwards, in the order of the files, where who is taken stands near.
    func isOne(_ group: WindowGroups.Group) -> Bool {
        if group.lefts.count == 1, group.rights.count == 1 { return true }
        let first = groups.lefts[group.lefts.lowerBound]
        return group.rights.allSatisfy { values.isSame(left: first, right: groups.rights[$0]) }
            && group.lefts.dropFirst().allSatisfy {
                values.isSame(left: first, left: groups.lefts[$0])
            }
    }
}
