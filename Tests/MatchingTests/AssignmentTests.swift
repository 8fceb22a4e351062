import Testing

@testable import Matching

@Suite("The choice that is worth most, and its proof") struct AssignmentTests {
    struct Pairs {
        var lefts: Int
        var rights: Int
        var left: [Int32] = []
        var right: [Int32] = []
        var worth: [Int64] = []

        /// Any pair may occur twice, and be worth less than nothing.
        init(seed: UInt64, lefts: Int, rights: Int, count: Int, most: UInt64) {
            var random = SplitMix64(state: seed)
            (self.lefts, self.rights) = (lefts, rights)
            for _ in 0..<count {
                left.append(Int32(random.next() % UInt64(lefts)))
                right.append(Int32(random.next() % UInt64(rights)))
                worth.append(Int64(random.next() % most) - Int64(most) / 4)
            }
        }

        /// One component: each left knows the rights around it.
        init(band: Int, count: Int, seed: UInt64) {
            var random = SplitMix64(state: seed)
            (lefts, rights) = (count, count)
            for l in 0..<count {
                for r in max(0, l - band)...min(count - 1, l + band) {
                    left.append(Int32(l))
                    right.append(Int32(r))
                    worth.append(Int64(random.next() % 50) + 1)
                }
            }
        }

        var graph: SparseGraph {
            SparseGraph(lefts: lefts, rights: rights, left: left, right: right) { worth[$0] }
        }

        /// The best pair of the two.
        func place(_ l: Int32, _ r: Int32) -> Int {
            left.indices.filter { left[$0] == l && right[$0] == r }.max { worth[$0] < worth[$1] }!
        }

        /// Every choice, one left after another.
        func best(from l: Int = 0, taken: UInt32 = 0) -> Int64 {
            if l == lefts { return 0 }
            var most = best(from: l + 1, taken: taken)
            for pair in left.indices where left[pair] == Int32(l) {
                let bit = UInt32(1) << UInt32(right[pair])
                if taken & bit != 0 { continue }
                most = max(most, worth[pair] + best(from: l + 1, taken: taken | bit))
            }
            return most
        }
    }

    /// What proves the choice: prices that no pair exceeds, that chosen pairs just meet, and that
    /// are nothing for singles.
    private func prove(_ pairs: Pairs, _ found: Assignment) {
        #expect(found.leftPrice.allSatisfy { $0 >= 0 } && found.rightPrice.allSatisfy { $0 >= 0 })
        for pair in pairs.left.indices {
            let prices =
                found.leftPrice[Int(pairs.left[pair])] + found.rightPrice[Int(pairs.right[pair])]
            #expect(pairs.worth[pair] <= prices)
        }
        var used = (left: Set<Int32>(), right: Set<Int32>())
        var worth: Int64 = 0
        for pair in found.chosen {
            let (l, r) = (pairs.left[pair], pairs.right[pair])
            #expect(used.left.insert(l).inserted && used.right.insert(r).inserted)
            worth += pairs.worth[pair]
        }
        for l in 0..<pairs.lefts where !used.left.contains(Int32(l)) {
            #expect(found.leftPrice[l] == 0)
        }
        for r in 0..<pairs.rights where !used.right.contains(Int32(r)) {
            #expect(found.rightPrice[r] == 0)
        }
        #expect(worth == found.total)
        #expect(worth == found.leftPrice.reduce(0, +) + found.rightPrice.reduce(0, +))
    }

    @Test("Small graphs: as good as the best of all choices", arguments: 0..<200)
    func small(_ seed: UInt64) {
        let pairs = Pairs(
            seed: seed, lefts: 1 + Int(seed % 7), rights: 1 + Int(seed % 5), count: Int(seed % 23),
            most: seed % 3 == 0 ? 4 : 1_000)
        let found = Assignment(pairs.graph)
        #expect(found.total == pairs.best())
        prove(pairs, found)
    }

    @Test(
        "Large graphs, of many components and of one, carry their proof",
        arguments: [
            Pairs(seed: 1, lefts: 3_000, rights: 2_500, count: 6_000, most: 10_000),
            Pairs(seed: 2, lefts: 300, rights: 400, count: 60_000, most: 100),
            Pairs(seed: 3, lefts: 400, rights: 60, count: 4_000, most: 3),
            Pairs(band: 3, count: 4_000, seed: 4), Pairs(band: 1, count: 4_000, seed: 5),
        ])
    func large(_ pairs: Pairs) {
        prove(pairs, Assignment(pairs.graph))
    }

    @Test("A chain of exchanges is followed to its end")
    func chain() {
        // Each left would rather have the right of the one before; the last has no other.
        let count = 500
        var pairs = Pairs(band: 0, count: count, seed: 1)
        pairs.worth = Array(repeating: 10, count: count)
        for l in 1..<count {
            pairs.left.append(Int32(l))
            pairs.right.append(Int32(l - 1))
            pairs.worth.append(11)
        }
        let found = Assignment(pairs.graph)
        #expect(found.total == Int64(count) * 10 || found.total == Int64(count - 1) * 11)
        prove(pairs, found)
    }

    @Test("What lies apart costs nothing: the work grows with the pairs")
    func work() {
        let steps = [1_000, 8_000].map { count in
            Assignment(
                Pairs(
                    seed: 9, lefts: count, rights: count, count: 2 * count, most: 1_000
                ).graph
            ).steps
        }
        #expect(steps[1] < 12 * steps[0])
    }

    @Test("Small graphs: what the best choice loses without each of its pairs", arguments: 0..<300)
    func margins(_ seed: UInt64) {
        let pairs = Pairs(
            seed: seed, lefts: 1 + Int(seed % 7), rights: 1 + Int(seed % 6), count: Int(seed % 29),
            most: seed % 3 == 0 ? 4 : 1_000)
        let (graph, found) = (pairs.graph, Assignment(pairs.graph))
        let limit: Int64 = seed % 4 == 0 ? 150 : 5_000
        var margins = AssignmentMargins(graph, found, limit: limit)
        for chosen in found.chosen {
            let (l, r) = (pairs.left[chosen], pairs.right[chosen])
            let margin = margins.margin(ofLeft: Int(l))
            var rest = pairs
            rest.worth[chosen] = -1
            let loss = found.total - rest.best()
            #expect(margin.loss == min(loss, limit))
            #expect(margin.isFloor == (loss >= limit))
            if margin.isFloor { continue }
            // The choice that is named is as good as said: it has these pairs, and not the chosen.
            var named: [Int] = []
            if margin.right >= 0 { named.append(rest.place(l, margin.right)) }
            if margin.left >= 0, margin.right != r { named.append(rest.place(margin.left, r)) }
            let worth = named.reduce(0) { $0 + rest.worth[$1] }
            for other in rest.left.indices {
                let touches = named.contains {
                    rest.left[$0] == rest.left[other] || rest.right[$0] == rest.right[other]
                }
                let single =
                    (margin.right < 0 && rest.left[other] == l)
                    || (margin.left < 0 && rest.right[other] == r)
                if touches || single { rest.worth[other] = -1 }
            }
            #expect(worth + rest.best() == found.total - loss)
        }
    }

    @Test("In a giant component too: without a pair the choice loses its margin, and no less")
    func largeMargins() {
        for (band, seed) in [(1, 7), (3, 8)] as [(Int, UInt64)] {
            let pairs = Pairs(band: band, count: 600, seed: seed)
            let (graph, found) = (pairs.graph, Assignment(pairs.graph))
            var margins = AssignmentMargins(graph, found, limit: 1_000)
            for chosen in found.chosen.indices.filter({ $0 % 40 == 0 }).map({ found.chosen[$0] }) {
                var rest = pairs
                rest.worth[chosen] = -1
                let margin = margins.margin(ofLeft: Int(pairs.left[chosen]))
                #expect(!margin.isFloor)
                #expect(margin.loss == found.total - Assignment(rest.graph).total)
            }
        }
    }

    @Test("Nothing to choose from")
    func none() {
        let pairs = Pairs(seed: 1, lefts: 3, rights: 2, count: 0, most: 1)
        #expect(Assignment(pairs.graph).chosen.isEmpty)
        #expect(Assignment(pairs.graph).total == 0)
    }
}
