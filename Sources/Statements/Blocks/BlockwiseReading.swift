import Records

/// One file read in rounds of blocks: who has threads reads the blocks of a round on them and hands
/// the readings back in order. The outcome is `Statements.read`'s, byte for byte.
///
///     let reading = BlockwiseReading(file, among: dialects, …)
///     while true {
///         let blocks = reading.nextBlocks(4)
///         if blocks.isEmpty { break }
///         reading.take(blocks.map(Statements.read))
///     }
///     let statement = reading.finish()
package final class BlockwiseReading {
    private var reader: StatementReader?
    /// Of a file that nobody claims.
    private var refused: Statement?
    private let blockBytes: Int
    /// Blocks whose reading could be used.
    package private(set) var blocksTaken = 0
    private var hasTable = false
    /// Where the next block starts, before the blocks in between are taken.
    private var cut = 0
    private var basis: Block.Basis?
    /// For each block of a round its own: to count the references of one plan on several cores at
    /// once takes longer than to read a row.
    private var plans: [Plan] = []

    package init(
        _ file: RawFile, among dialects: DialectSet, as told: Dialect? = nil,
        hints: ReadHints = ReadHints(), limits: Limits = Limits(),
        blockBytes: Int = Block.usualBytes
    ) {
        self.blockBytes = max(1, blockBytes)
        switch Statements.claim(file, among: dialects, as: told, limits: limits) {
        case .unknown(let statement): refused = statement
        case .known(let compiled, let decoded):
            reader = StatementReader(
                file, compiled, hints: hints, limits: limits,
                crossChecks: dialects.crossChecks(of: compiled.dialect.name), decoded: decoded)
        }
        hasTable = reader?.begin() ?? false
        guard hasTable, reader?.canBeCut == true else { return }
        // The first rows show what decimals the file has.
        let first = (reader?.source.position ?? 0) + min(self.blockBytes, 64 << 10)
        reader?.readRows(to: first)
        cut = reader?.source.position ?? 0
        basis = reader?.basis()
    }

    /// Up to `count` blocks behind the ones handed out before; none where the rest is read by
    /// `finish`.
    package func nextBlocks(_ count: Int) -> [Block] {
        guard var basis else { return [] }
        // What was learnt since the last round, without what only costs memory in a block.
        if let now = reader?.basis() { basis = now }
        basis.source.heap = []
        var blocks: [Block] = []
        let end = basis.source.bytes.count
        while blocks.count < count, cut < end {
            let next = BlockwiseReading.lineStart(
                basis.source.bytes.span, from: min(cut + blockBytes, end))
            if plans.count == blocks.count, let plan = reader?.newPlan() { plans.append(plan) }
            basis.plan = plans[blocks.count]
            blocks.append(Block(range: cut..<next, basis: basis))
            cut = next
        }
        return blocks
    }

    /// The first line that starts at or behind `from`.
    private static func lineStart(_ bytes: Span<UInt8>, from: Int) -> Int {
        let end = ByteSearch.first(
            of: LineEnds.lineFeed, LineEnds.carriageReturn, LineEnds.lineFeed, in: bytes,
            from: from, to: bytes.count)
        return end < bytes.count ? LineEnds.skip(bytes, at: end, end: bytes.count) : bytes.count
    }

    /// The readings of all blocks handed out, in their order.
    package func take(_ readings: [BlockReading]) {
        for reading in readings {
            reader?.readRows(to: reading.range.lowerBound)
            if reader?.take(reading) == true { blocksTaken += 1 }
            reader?.readRows(to: reading.range.upperBound)
        }
    }

    package func finish() -> Statement {
        if let refused { return refused }
        if hasTable { reader?.readRows(to: Int.max) }
        return reader!.end()
    }
}
