/// What a probability that is said turned out to be: points between which log odds lie on straight
/// lines, and beyond which nothing is said to be surer than at the last of them.
package struct IsotonicMap: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        /// Millionths, 1…999,999.
        package var said: Int
        package var found: Int

        package init(said: Int, found: Int) {
            self.said = said
            self.found = found
        }
    }

    /// `said` rises, `found` never falls. None: everything is what it says.
    package var points: [Point]

    package init(points: [Point]) { self.points = points }

    /// Two of each pool; more pools than these nobody looks through.
    package static let pointLimit = 64

    /// The map on log odds in 1,024ths of a bit, ready to be asked.
    struct Lines {
        private let from: [Int32]
        private let to: [Int32]

        init(_ map: IsotonicMap) {
            from = map.points.map { Binary.odds(millionths: $0.said) }
            to = map.points.map { Binary.odds(millionths: $0.found) }
        }

        func odds(_ said: Int32) -> Int32 {
            guard let first = from.first, said > first else { return to.first ?? said }
            var (low, high) = (0, from.count)
            while low + 1 < high {
                let middle = (low + high) / 2
                if from[middle] <= said { low = middle } else { high = middle }
            }
            guard low + 1 < from.count else { return to[low] }
            let (run, rise) = (from[low + 1] - from[low], to[low + 1] - to[low])
            return to[low] + Int32(Int64(said - from[low]) * Int64(rise) / Int64(max(1, run)))
        }
    }
}
