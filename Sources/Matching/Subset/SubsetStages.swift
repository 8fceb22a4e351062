/// A search for sums through the classes, which keeps some of its stages: so that from its end the
/// way back can be gone, and is seen to be the only one or not.
///
/// A second way needs no second set of bits. Every choice has a last class; two choices that end in
/// one sum part at some class, and there both what takes of it and what does not is reached.
struct SubsetStages {
    private struct Stage {
        /// Classes before this one were added.
        var place: Int
        var sums: ReachableSums
    }

    /// A choice that ends in a target: so many of a class, and a rest of those before it.
    private struct End {
        var place: Int
        var times: Int
        var rest: Int
    }

    /// Words of the stages kept of one search, a megabyte: with more words to a stage, fewer are
    /// kept, but always one in between. Keeping more costs more than going back twice.
    static let keptWords = 1 << 17

    private let problem: SubsetSums
    private let least: Int
    private let top: Int
    private let keptWords: Int
    private var kept: [Stage]
    private var end: End?
    private(set) var sums: ReachableSums
    private(set) var spent = 0
    /// Ways to a target seen so far, each told by its last class; two may stand for more.
    private(set) var ways: Int

    init(_ problem: SubsetSums, keptWords: Int = SubsetStages.keptWords) {
        self.problem = problem
        self.keptWords = keptWords
        (least, top) = (problem.least, problem.top)
        sums = ReachableSums(limit: top)
        kept = [Stage(place: 0, sums: ReachableSums(limit: 0))]
        ways = problem.targets.contains { $0.contains(0) } ? 1 : 0
    }

    /// Adds class after class, until a second way is seen.
    mutating func search() {
        let count = problem.classes.count
        let gap = gap(count, words: top / 64 + 1)
        for place in 0..<count where ways < 2 {
            countEnds(at: place)
            let range = problem.range(before: place + 1, top, least)
            let one = problem.classes[place]
            spent += sums.add(one.amount, count: one.count, range)
            if (place + 1) % gap == 0, place + 1 < count {
                let own = ReachableSums(sums, range, limit: range.upperBound)
                kept.append(Stage(place: place + 1, sums: own))
            }
        }
    }

    /// Classes between stages that are kept, of `count` ones.
    private func gap(_ count: Int, words: Int) -> Int {
        min(max(1, count / 2), 1 + count * words / keptWords)
    }

    /// The choices whose last class is this one. Of equal amounts any will do, so that some but not
    /// all of them can be taken in more than one way.
    private mutating func countEnds(at place: Int) {
        let one = problem.classes[place]
        let highest = problem.ahead[0] - problem.ahead[place + 1]
        for target in problem.targets where target.lowerBound <= highest && one.count > 0 {
            for times in 1...one.count where ways < 2 {
                let taken = times * one.amount
                if taken > target.upperBound { break }
                let rests = max(0, target.lowerBound - taken)...target.upperBound - taken
                let found = sums.count(in: rests)
                guard found > 0 else { continue }
                ways += found * (times == one.count ? 1 : 2)
                end = End(place: place, times: times, rest: sums.first(in: rests)!)
            }
        }
    }

    /// After a search that saw one way: its choice, or nil where it is one of several.
    mutating func onlyChoice() -> [Int]? {
        var choice = Array(repeating: 0, count: problem.classes.count)
        guard let end else { return choice }
        choice[end.place] = end.times
        var (place, rest) = (end.place, end.rest)
        while rest > 0 {
            while kept[kept.count - 1].place >= place { kept.removeLast() }
            if kept[kept.count - 1].place < place - 1 {
                keepStages(before: place, rest)
                continue
            }
            guard let times = onlyCount(of: problem.classes[place - 1], rest) else { return nil }
            place -= 1
            choice[place] = times
            rest -= times * problem.classes[place].amount
        }
        return choice
    }

    /// How many of a class a sum takes that the last kept stage and this class make.
    private func onlyCount(of one: SubsetSums.Class, _ sum: Int) -> Int? {
        var found: Int?
        for times in 0...one.count {
            let rest = sum - times * one.amount
            if rest < 0 { break }
            guard kept[kept.count - 1].sums.contains(rest) else { continue }
            if found != nil || (times > 0 && times < one.count) { return nil }
            found = times
        }
        return found
    }

    /// Stages between the last kept one and `place`, as far as they end in `sum` there.
    private mutating func keepStages(before place: Int, _ sum: Int) {
        let start = kept[kept.count - 1]
        let ahead = problem.ahead
        func range(_ stage: Int) -> ClosedRange<Int> {
            let high = min(sum, ahead[0] - ahead[stage])
            return min(high, max(0, sum - (ahead[stage] - ahead[place])))...high
        }
        let first = range(start.place)
        var sums = ReachableSums(start.sums, first, limit: sum)
        let gap = gap(
            place - start.place, words: (sum - first.lowerBound) / 64 + 1)
        for stage in start.place + 1..<place {
            let one = problem.classes[stage - 1]
            spent += sums.add(one.amount, count: one.count, range(stage))
            if (stage - start.place) % gap == 0 {
                let own = ReachableSums(sums, range(stage), limit: range(stage).upperBound)
                kept.append(Stage(place: stage, sums: own))
            }
        }
    }
}
