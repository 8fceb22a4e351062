/// The one-to-one choice of pairs that is worth most, with prices that prove it.
///
/// Every left and right has a price ≥ 0; no pair is worth more than its two prices together, every
/// chosen pair is worth just that, and who stays single has price 0. So no other choice can be
/// worth more than all prices together, which is what this one is worth.
///
/// Lefts join one by one, each by a shortest chain of exchanges (Dijkstra over what pairs lack to
/// their prices). A chain never leaves its connected component, and ends at the first single that
/// is as near as any: components need no search of their own. Equal choices are settled by the
/// order of the entries, so that the same graph has the same answer.
struct Assignment {
    /// Per left and per right its chosen pair as a place in the graph, −1 = single.
    private(set) var ofLeft: [Int32]
    private(set) var ofRight: [Int32]
    private(set) var leftPrice: [Int64]
    private(set) var rightPrice: [Int64]
    /// Pairs that were looked at, for what the search costs.
    private(set) var steps = 0

    private let graph: SparseGraph
    private var search: Search

    /// The state of one left's search; its arrays are kept, and put back after each.
    private struct Search {
        /// How far a right is, by what the pairs on the way lack.
        var distance: [Int64]
        /// The pair by which a right is reached.
        var arrival: [Int32]
        /// The left of that pair.
        var source: [Int32]
        var reached: [Int32] = []
        var left: [(entry: Int32, distance: Int64)] = []
        var heap = DistanceHeap()
    }

    init(_ graph: SparseGraph) {
        self.graph = graph
        ofLeft = Array(repeating: -1, count: graph.lefts)
        ofRight = Array(repeating: -1, count: graph.rights)
        leftPrice = Array(repeating: 0, count: graph.lefts)
        rightPrice = Array(repeating: 0, count: graph.rights)
        search = Search(
            distance: Array(repeating: Int64.max, count: graph.rights),
            arrival: Array(repeating: -1, count: graph.rights),
            source: Array(repeating: -1, count: graph.rights))
        for l in 0..<graph.lefts { takeBest(l) }
        for l in 0..<graph.lefts where ofLeft[l] < 0 && leftPrice[l] > 0 { join(l) }
    }

    /// What the chosen pairs are worth together.
    var total: Int64 {
        ofLeft.reduce(0) { $1 < 0 ? $0 : $0 + graph.worth[Int($1)] }
    }

    /// The chosen pairs as they were handed to the graph, ascending.
    var chosen: [Int] {
        ofLeft.compactMap { $0 < 0 ? nil : Int(graph.origin[Int($0)]) }.sorted()
    }

    /// A left's price is what its best pair is worth; it takes that right if nobody has.
    private mutating func takeBest(_ l: Int) {
        var best = -1
        for pair in graph.pairs(of: l) where graph.worth[pair] > leftPrice[l] {
            leftPrice[l] = graph.worth[pair]
            best = pair
        }
        if best < 0 { return }
        let r = Int(graph.right[best])
        if ofRight[r] < 0 {
            ofRight[r] = Int32(best)
            ofLeft[l] = Int32(best)
        }
    }

    /// Where a chain ends: with a right that is single, or a left that becomes so.
    private enum End {
        case right(Int)
        case left(Int32)
    }

    private mutating func join(_ start: Int) {
        // Others have raised the prices of rights since.
        leftPrice[start] = graph.pairs(of: start).reduce(0) {
            max($0, graph.worth[$1] - rightPrice[Int(graph.right[$1])])
        }
        if leftPrice[start] == 0 { return }
        var least = leftPrice[start]
        var end = End.left(Int32(start))
        visit(Int32(start), at: 0, below: least)
        while let (distance, r) = search.heap.pop() {
            if distance >= least { break }
            if distance > search.distance[r] { continue }
            if ofRight[r] < 0 {
                least = distance
                end = .right(r)
                break
            }
            let next = graph.left[Int(ofRight[r])]
            if distance + leftPrice[Int(next)] < least {
                least = distance + leftPrice[Int(next)]
                end = .left(next)
            }
            visit(next, at: distance, below: least)
        }
        settlePrices(least)
        exchange(end, start)
        forget()
    }

    /// Looks at the pairs of a left that is `distance` away.
    private mutating func visit(_ l: Int32, at distance: Int64, below least: Int64) {
        search.left.append((l, distance))
        let price = distance + leftPrice[Int(l)]
        for pair in graph.pairs(of: Int(l)) where Int32(pair) != ofLeft[Int(l)] {
            steps += 1
            let r = Int(graph.right[pair])
            let way = price + rightPrice[r] - graph.worth[pair]
            guard way < least, way < search.distance[r] else { continue }
            if search.distance[r] == Int64.max { search.reached.append(Int32(r)) }
            search.distance[r] = way
            search.arrival[r] = Int32(pair)
            search.source[r] = l
            search.heap.push(way, r)
        }
    }

    /// Moves the prices of all that is nearer than the end, so that the chain lacks nothing.
    private mutating func settlePrices(_ least: Int64) {
        for (l, distance) in search.left where distance < least {
            leftPrice[Int(l)] -= least - distance
        }
        for r in search.reached where search.distance[Int(r)] < least {
            rightPrice[Int(r)] += least - search.distance[Int(r)]
        }
    }

    /// Hands each right of the chain to the left before it.
    private mutating func exchange(_ end: End, _ start: Int) {
        var right: Int
        switch end {
        case .right(let r): right = r
        case .left(let l):
            if Int(l) == start { return }
            right = Int(graph.right[Int(ofLeft[Int(l)])])
            ofLeft[Int(l)] = -1
        }
        while true {
            let l = Int(search.source[right])
            let given = ofLeft[l]
            ofLeft[l] = search.arrival[right]
            ofRight[right] = search.arrival[right]
            if given < 0 { return }
            right = Int(graph.right[Int(given)])
        }
    }

    private mutating func forget() {
        for r in search.reached { search.distance[Int(r)] = Int64.max }
        search.reached.removeAll(keepingCapacity: true)
        search.left.removeAll(keepingCapacity: true)
        search.heap.removeAll()
    }
}
