import Matching
import Records
import Statements

extension BulkLane {
    struct Joined: Sendable {
        var tally: BulkTally
        /// By the left file's row: the right one's, from 1.
        var partners: [UInt32]
    }

    /// Partition by partition on all threads. Nil where what was written to disk cannot be read.
    func join(_ parsed: Parsed, leftRows: Int) async -> Joined? {
        let tickets = BulkTickets(1 << parsed.partitionBits)
        let starts = parsed.blocks.map { BulkLane.firstRows($0) }
        let partners = BulkPartners(count: leftRows)
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
                join.join(left: sides[0], right: sides[1]) { left, right in
                    let row = starts[0][left.block] + left.row
                    partners.set(row, UInt32(starts[1][right.block] + right.row + 1))
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

    /// Rows of the file before each block.
    static func firstRows(_ blocks: [Block]) -> [Int] {
        var rows: [Int] = []
        var count = 0
        for block in blocks {
            rows.append(count)
            count += block.rows.count
        }
        return rows
    }
}
