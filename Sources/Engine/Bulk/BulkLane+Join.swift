import Matching
import Records
import Statements

extension BulkLane {
    struct Joined: Sendable {
        var tally: BulkTally
        /// By the left file's line below its header: the right one's, from 1.
        var partners: [UInt32]
    }

    /// Partition by partition on all threads. Nil where what was written to disk cannot be read.
    func join(_ parsed: Parsed, headLines: [Int], leftLines: Int) async -> Joined? {
        let tickets = BulkTickets(1 << parsed.partitionBits)
        let left = LineNumbers(parsed.blocks[0], first: 0)
        let right = LineNumbers(parsed.blocks[1], first: headLines[1] + 1)
        let partners = BulkPartners(count: leftLines - headLines[0])
        let rule = rule
        let tallies = await Parallel.map(Array(0..<max(1, threads)), threads: threads) { _ in
            let join = BulkJoin(rule)
            let space = BulkSpace()
            while let partition = tickets.take() {
                var sides: [[BulkPart]] = [[], []]
                for stores in parsed.stores {
                    for side in 0..<2 {
                        guard let parts = stores[side].parts(of: partition, space) else {
                            tickets.stop()
                            return BulkTally?.none
                        }
                        sides[side] += parts
                    }
                }
                unsafe join.join(left: sides[0], right: sides[1]) { pairs in
                    for index in pairs.indices {
                        let pair = unsafe pairs[index]
                        partners.set(
                            left.line(ofOrigin: pair.left),
                            UInt32(truncatingIfNeeded: right.line(ofOrigin: pair.right)))
                    }
                }
                space.removeAll()
            }
            return join.tally
        }
        var whole = BulkTally()
        for tally in tallies {
            guard let tally else { return nil }
            whole.add(tally)
        }
        return Joined(tally: whole, partners: partners.array())
    }

    /// Where each row of a file stands.
    private struct LineNumbers: Sendable {
        /// By block.
        private var starts: [Int] = []
        private let blocks: [Block]
        private let hasLongRows: Bool

        init(_ blocks: [Block], first: Int) {
            self.blocks = blocks
            hasLongRows = blocks.contains { !$0.rows.longRows.isEmpty }
            var line = first
            for block in blocks {
                starts.append(line)
                line += block.rows.lineCount
            }
        }

        @inline(__always)
        func line(ofOrigin origin: UInt64) -> Int {
            let (block, row) = (BulkEntry.block(origin), BulkEntry.row(origin))
            let start = starts[block]
            if !hasLongRows { return start &+ row }
            return start + blocks[block].rows.lines(before: row)
        }
    }
}
