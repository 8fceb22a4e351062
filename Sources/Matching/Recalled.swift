import Records

extension LegWork {
    private static let notRecalled: Int32 = -2

    /// Which recalled entries end as they stood: the same match with all its members, or ignored
    /// again. They, their match and their amounts are no part of this run.
    mutating func findUnchanged() {
        let all = inputs.left + inputs.right
        guard all.contains(where: { $0.standing == .recalled }) else { return }
        let stood = (left: stood(inputs.left), right: stood(inputs.right))
        var stays = (
            left: Array(repeating: false, count: left.count),
            right: Array(repeating: false, count: right.count)
        )
        for pair in pairs
        where pair.entryClass == .matched || pair.entryClass == .matchedWithinTolerance {
            let (l, r) = (Int(pair.left), Int(pair.right))
            guard stood.left[l] >= 0, stood.left[l] == stood.right[r] else { continue }
            stays.left[l] = true
            stays.right[r] = true
        }
        for split in splits {
            let numbers = Set(
                split.left.map { stood.left[Int($0)] } + split.right.map { stood.right[Int($0)] })
            guard numbers.count == 1, numbers.first! >= 0 else { continue }
            for l in split.left { stays.left[Int(l)] = true }
            for r in split.right { stays.right[Int(r)] = true }
        }
        leaveBroken(stood, &stays)
        for l in 0..<left.count where stood.left[l] == -1 {
            stays.left[l] = leftOutcome.classes[l] == .ignored
        }
        for r in 0..<right.count where stood.right[r] == -1 {
            stays.right[r] =
                rightOutcome.classes[r] == .ignored || isFeeRow(r, ofRecalled: stood.left)
        }
        leftOutcome.unchanged = stays.left
        rightOutcome.unchanged = stays.right
    }

    private func stood(_ inputs: [LegInput]) -> [Int32] {
        inputs.flatMap { input in
            input.standing == .recalled
                ? input.stood : Array(repeating: LegWork.notRecalled, count: input.count)
        }
    }

    /// A match stands only with all its members.
    private func leaveBroken(
        _ stood: (left: [Int32], right: [Int32]), _ stays: inout (left: [Bool], right: [Bool])
    ) {
        var broken: Set<Int32> = []
        for (numbers, stay) in [(stood.left, stays.left), (stood.right, stays.right)] {
            for (number, stays) in zip(numbers, stay) where number >= 0 && !stays {
                broken.insert(number)
            }
        }
        if broken.isEmpty { return }
        for l in stays.left.indices where broken.contains(stood.left[l]) { stays.left[l] = false }
        for r in stays.right.indices where broken.contains(stood.right[r]) {
            stays.right[r] = false
        }
    }

    /// A row of fees that agrees with a recalled trade: it is matched, but in no pair.
    private func isFeeRow(_ r: Int, ofRecalled stoodLeft: [Int32]) -> Bool {
        let trade = Int(rightOutcome.partner[r])
        return rightOutcome.classes[r] == .matched && trade >= 0
            && stoodLeft[trade] != LegWork.notRecalled
            && leftOutcome.partner[trade] != Int32(r)
    }
}
