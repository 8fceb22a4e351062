/// How likely each candidate pair is, if every entry has at most one partner.
///
/// Belief propagation over the bipartite graph of candidates: an entry tells each of its candidates
/// how free it is, judging by its other candidates. A pair's odds are its own weight, lowered by
/// how well both could do without it. The rounds are fixed and all numbers whole, so that the same
/// graph has the same answer.
struct MatchingMarginals {
    private let lefts: Int
    private let rights: Int
    /// Per pair, what its left said last; kept from one learning step to the next.
    private var fromLeft: [Int32]

    /// Odds are at most the weight. Pairs below these cannot become likely, nor in their hundreds
    /// make another unlikely.
    private static let hopeless = -12 * Binary.unit

    init(pairs: Int, lefts: Int, rights: Int) {
        self.lefts = lefts
        self.rights = rights
        fromLeft = Array(repeating: 0, count: pairs)
    }

    /// A pair while rounds go on: what it weighs, and that with what one of its ends said last.
    private struct Edge {
        var own: Int32
        var told: Int32
    }

    /// Log odds of each pair, in order of their right; `weights` are log2 of a pair's weight
    /// against leaving both single.
    mutating func logOdds(
        _ weights: [Int32], left: [Int32], right: [Int32], rounds: Int
    ) -> [Int32] {
        let graph = Graph(weights, left, right, lefts: lefts, rights: rights)
        var edges = graph.pairs.map {
            Edge(own: weights[Int($0)], told: weights[Int($0)] + fromLeft[Int($0)])
        }
        var odds = weights
        var scratch: [Int32] = Array(repeating: 0, count: graph.widest + 1)
        let table = Binary.table
        for round in 0..<rounds {
            for r in 0..<rights {
                let range = Int(graph.rightStart[r])..<Int(graph.rightStart[r + 1])
                if range.count == 1 {
                    edges[range.lowerBound].told = edges[range.lowerBound].own
                    continue
                }
                var sum: Int32 = 0
                for edge in range {
                    scratch[edge - range.lowerBound] = sum
                    sum = Binary.sum(sum, edges[edge].told, table)
                }
                // What stands behind, without the single state, which the part before holds.
                var behind = MatchingMarginals.nothing
                for edge in range.reversed() {
                    let told = edges[edge].told
                    edges[edge].told =
                        edges[edge].own
                        - Binary.sum(scratch[edge - range.lowerBound], behind, table)
                    behind = Binary.sum(behind, told, table)
                }
            }
            let isLast = round == rounds - 1
            for l in 0..<lefts {
                let range = Int(graph.leftStart[l])..<Int(graph.leftStart[l + 1])
                var sum: Int32 = 0
                for place in range {
                    scratch[place - range.lowerBound] = sum
                    sum = Binary.sum(sum, edges[Int(graph.leftEdges[place])].told, table)
                }
                var behind = MatchingMarginals.nothing
                for place in range.reversed() {
                    let edge = Int(graph.leftEdges[place])
                    let (own, told) = (edges[edge].own, edges[edge].told)
                    let said = -Binary.sum(scratch[place - range.lowerBound], behind, table)
                    edges[edge].told = own + said
                    if isLast {
                        odds[Int(graph.pairs[edge])] = told + said
                        fromLeft[Int(graph.pairs[edge])] = said
                    }
                    behind = Binary.sum(behind, told, table)
                }
            }
        }
        return odds
    }

    /// No state at all.
    private static let nothing = -64 * Binary.unit

    /// The pairs that are not hopeless, by right and by left.
    private struct Graph {
        var pairs: [Int32] = []
        var rightStart: [Int32]
        /// Places in `pairs`, by left, ascending.
        var leftEdges: [Int32]
        var leftStart: [Int32]
        var widest = 0

        init(
            _ weights: [Int32], _ left: [Int32], _ right: [Int32], lefts: Int, rights: Int
        ) {
            rightStart = Array(repeating: 0, count: rights + 1)
            leftStart = Array(repeating: 0, count: lefts + 1)
            for pair in weights.indices where weights[pair] > MatchingMarginals.hopeless {
                pairs.append(Int32(pair))
                rightStart[Int(right[pair]) + 1] += 1
                leftStart[Int(left[pair]) + 1] += 1
            }
            for r in 0..<rights {
                widest = max(widest, Int(rightStart[r + 1]))
                rightStart[r + 1] += rightStart[r]
            }
            for l in 0..<lefts {
                widest = max(widest, Int(leftStart[l + 1]))
                leftStart[l + 1] += leftStart[l]
            }
            var next = leftStart
            leftEdges = Array(repeating: 0, count: pairs.count)
            for (edge, pair) in pairs.enumerated() {
                let l = Int(left[Int(pair)])
                leftEdges[Int(next[l])] = Int32(edge)
                next[l] += 1
            }
        }
    }
}
