/// How clearly each chosen pair is part of the best choice: what the best choice without it is
/// worth less, exactly.
///
/// Who loses his partner lets go of it by a chain of exchanges: it costs what pairs on the way
/// lack to their prices. The left's chain ends where somebody stays or becomes single, and so does
/// the right's; or one chain leads from the left around to the right. The cheaper of both ways is
/// the loss. The chains to singles are found for all pairs at once, the others pair by pair.
struct AssignmentMargins {
    struct Margin: Sendable, Hashable {
        /// At most the limit of the search.
        var loss: Int64
        /// Whether the loss may be greater still; then nothing is said of who comes next.
        var isFloor = false
        /// Who has the pair's left, and its right, in the best choice without it; −1 = nobody.
        var right: Int32 = -1
        var left: Int32 = -1
    }

    private let graph: SparseGraph
    private let assignment: Assignment
    private let limit: Int64
    /// Per left, and per right: what it costs to do without the own pair, and the pair taken
    /// instead, −1 = none.
    private var leftWay: [Way]
    private var rightWay: [Way]
    /// The pairs of each right.
    private var byRight: [Int32] = []
    private var rightStarts: [Int32]
    private var search: Search

    private struct Way {
        var cost: Int64
        var pair: Int32 = -1
    }

    /// The state of one pair's search; its arrays are kept, and put back after each.
    private struct Search {
        var distance: [Int64]
        /// The pair by which the chain begins, and the one by which it arrives.
        var first: [Int32]
        var last: [Int32]
        var reached: [Int32] = []
        var heap = DistanceHeap()
    }

    /// Pairs that one search looks at: chains that cost less than a few bits are short, and what
    /// has been looked at until then is still a bound.
    private static let stepLimit = 20_000

    init(_ graph: SparseGraph, _ assignment: Assignment, limit: Int64) {
        self.graph = graph
        self.assignment = assignment
        self.limit = limit
        leftWay = assignment.leftPrice.map { Way(cost: $0) }
        rightWay = assignment.rightPrice.map { Way(cost: $0) }
        rightStarts = Array(repeating: 0, count: graph.rights + 1)
        search = Search(
            distance: Array(repeating: Int64.max, count: graph.rights),
            first: Array(repeating: -1, count: graph.rights),
            last: Array(repeating: -1, count: graph.rights))
        for r in graph.right { rightStarts[Int(r) + 1] += 1 }
        for r in 0..<graph.rights { rightStarts[r + 1] += rightStarts[r] }
        var next = rightStarts
        byRight = Array(repeating: 0, count: graph.right.count)
        for pair in graph.right.indices {
            let r = Int(graph.right[pair])
            byRight[Int(next[r])] = Int32(pair)
            next[r] += 1
        }
        findLeftWays()
        findRightWays()
    }

    /// What a pair lacks to the prices of its ends.
    private func lack(_ pair: Int) -> Int64 {
        assignment.leftPrice[Int(graph.left[pair])] + assignment.rightPrice[Int(graph.right[pair])]
            - graph.worth[pair]
    }

    private func pairs(ofRight r: Int) -> ArraySlice<Int32> {
        byRight[Int(rightStarts[r])..<Int(rightStarts[r + 1])]
    }

    /// Of each left: it becomes single, takes a single right, or one whose left finds its way.
    private mutating func findLeftWays() {
        var heap = DistanceHeap()
        for l in 0..<graph.lefts where assignment.ofLeft[l] >= 0 {
            for pair in graph.pairs(of: l) where assignment.ofRight[Int(graph.right[pair])] < 0 {
                if lack(pair) < leftWay[l].cost {
                    leftWay[l] = Way(cost: lack(pair), pair: Int32(pair))
                }
            }
            if leftWay[l].cost < limit { heap.push(leftWay[l].cost, l) }
        }
        while let (cost, l) = heap.pop() {
            if cost > leftWay[l].cost { continue }
            let own = assignment.ofLeft[l]
            for pair in pairs(ofRight: Int(graph.right[Int(own)])) where pair != own {
                let other = Int(graph.left[Int(pair)])
                let way = cost + lack(Int(pair))
                guard way < limit, way < leftWay[other].cost else { continue }
                leftWay[other] = Way(cost: way, pair: pair)
                heap.push(way, other)
            }
        }
    }

    /// Of each right: it becomes single, is taken by a single left, or by one whose right finds
    /// its way.
    private mutating func findRightWays() {
        var heap = DistanceHeap()
        for r in 0..<graph.rights where assignment.ofRight[r] >= 0 {
            for pair in pairs(ofRight: r) where assignment.ofLeft[Int(graph.left[Int(pair)])] < 0 {
                if lack(Int(pair)) < rightWay[r].cost {
                    rightWay[r] = Way(cost: lack(Int(pair)), pair: pair)
                }
            }
            if rightWay[r].cost < limit { heap.push(rightWay[r].cost, r) }
        }
        while let (cost, r) = heap.pop() {
            if cost > rightWay[r].cost { continue }
            let own = assignment.ofRight[r]
            for pair in graph.pairs(of: Int(graph.left[Int(own)])) where Int32(pair) != own {
                let other = Int(graph.right[pair])
                let way = cost + lack(pair)
                guard way < limit, way < rightWay[other].cost else { continue }
                rightWay[other] = Way(cost: way, pair: Int32(pair))
                heap.push(way, other)
            }
        }
    }

    /// Of the chosen pair of a left.
    mutating func margin(ofLeft l: Int) -> Margin {
        let own = assignment.ofLeft[l]
        precondition(own >= 0, "left \(l) is single")
        let r = Int(graph.right[Int(own)])
        var margin = Margin(loss: limit, isFloor: true)
        let (ofLeft, ofRight) = (leftWay[l], rightWay[r])
        if ofLeft.cost + ofRight.cost < limit {
            margin = Margin(
                loss: ofLeft.cost + ofRight.cost,
                right: ofLeft.pair < 0 ? -1 : graph.right[Int(ofLeft.pair)],
                left: ofRight.pair < 0 ? -1 : graph.left[Int(ofRight.pair)])
        }
        goAround(l, r, &margin)
        for other in search.reached { search.distance[Int(other)] = Int64.max }
        search.reached.removeAll(keepingCapacity: true)
        search.heap.removeAll()
        return margin
    }

    /// The cheapest chain from a left to the right it has lost, if it costs less than the margin.
    private mutating func goAround(_ l: Int, _ r: Int, _ margin: inout Margin) {
        var steps = 0
        visit(l, at: 0, first: -1, below: margin.loss, &steps)
        while let (distance, other) = search.heap.pop() {
            if distance > search.distance[other] { continue }
            if other == r {
                margin = Margin(
                    loss: distance, right: graph.right[Int(search.first[r])],
                    left: graph.left[Int(search.last[r])])
                return
            }
            guard steps < AssignmentMargins.stepLimit else {
                margin = Margin(loss: distance, isFloor: true)
                return
            }
            // A chain that meets a single is one of the others.
            let next = assignment.ofRight[other]
            if next < 0 { continue }
            visit(
                Int(graph.left[Int(next)]), at: distance, first: search.first[other],
                below: margin.loss, &steps)
        }
    }

    private mutating func visit(
        _ l: Int, at distance: Int64, first: Int32, below least: Int64, _ steps: inout Int
    ) {
        for pair in graph.pairs(of: l) where Int32(pair) != assignment.ofLeft[l] {
            steps += 1
            let r = Int(graph.right[pair])
            let way = distance + lack(pair)
            guard way < least, way < search.distance[r] else { continue }
            if search.distance[r] == Int64.max { search.reached.append(Int32(r)) }
            search.distance[r] = way
            search.first[r] = first < 0 ? Int32(pair) : first
            search.last[r] = Int32(pair)
            search.heap.push(way, r)
        }
    }
}
