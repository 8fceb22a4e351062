import Records

/// Blocks are read by guessing that each starts at the start of a row, and taken over only where
/// the row before ends exactly there. So whatever quotes, encodings and separators do, what is
/// taken is what one reader would have read; what is not, it reads itself.
extension StatementReader {
    /// Reads a block from a fresh reader of it.
    init(_ block: Block) {
        let basis = block.basis
        var source = basis.source
        source.start(at: block.range.lowerBound)
        let table = EntryTable(
            encoding: source.encoding, scale: basis.scale, feeScale: basis.feeScale)
        self.init(
            basis.compiled, source, table, hints: basis.hints, limits: basis.limits,
            crossChecks: [],
            isSheet: false)
        header = basis.header
        plan = basis.plan
        times = basis.times
        outside = basis.outside
        // Where a footer's values are awaited, the block is not taken over.
        outside.footer = nil
        ownAddresses = basis.ownAddresses
        isBlock = true
        prepareRows()
    }

    /// One more like the reader's own.
    func newPlan() -> Plan {
        PlanBuilder.build(
            compiled, header: header, encoding: source.encoding, hints: hints,
            crossChecks: crossChecks)
    }

    /// The basis of blocks cut now.
    func basis() -> Block.Basis {
        Block.Basis(
            compiled: compiled, hints: hints, limits: limits, plan: plan, header: header,
            source: source, times: times, outside: outside, ownAddresses: ownAddresses,
            scale: statement.table.gross.scale, feeScale: statement.table.fee.scale)
    }

    /// Whether rows of this file say what they are without the rows before them. A document, a
    /// sheet and signed callbacks are read in one piece.
    var canBeCut: Bool {
        let isLines = source.isDelimited || source.isFixed
        return isLines && !isKeyed && !isSheet && dialect.signature == nil
    }

    mutating func readBlock(_ range: Range<Int>) -> BlockReading {
        var lastLine: UInt32 = 0
        while source.position < range.upperBound, !isBroken {
            let place = source.place
            guard source.next(&row) else {
                source.goBack(to: place)
                break
            }
            readRow()
            if stopsBlock {
                source.goBack(to: place)
                break
            }
            lastLine = row.line
        }
        return BlockReading(
            range: range, stop: source.position, statement: statement, tally: tally,
            heap: source.heap, lines: source.line, rows: source.rowCount, lastLine: lastLine,
            counted: counted, referenceDay: times.referenceDay, isBroken: isBroken)
    }

    /// Takes over what a block held, where it follows what was read. False where it does not.
    mutating func take(_ block: BlockReading) -> Bool {
        guard !block.isBroken, block.range.lowerBound == source.position, source.failure == nil,
            outside.footer == nil, times.referenceDay == block.referenceDay,
            source.rowCount + block.rows <= limits.rows, tally.canTake(block.tally),
            statement.table.canTake(block.statement.table, currencyLimit: CurrencyWords.limit)
        else { return false }
        var next = block.statement
        for entry in block.counted {
            let occurrence = identities.occurrence(of: entry.hasher.finalize())
            next.table.setIdentity(
                IdentityCounter.identity(entry.hasher, occurrence), at: entry.entry)
        }
        statement.table.append(
            next.table, lineShift: UInt32(truncatingIfNeeded: source.line),
            heapShift: source.heap.count)
        source.heap.append(contentsOf: block.heap)
        statement.rowCount += next.rowCount
        statement.rowsWithEntries += next.rowsWithEntries
        statement.rowsWithProblems += next.rowsWithProblems
        for (reason, count) in next.nonEntries { statement.nonEntries[reason, default: 0] += count }
        takeProblems(of: next)
        tally.take(block.tally, lineShift: source.line)
        if block.rows > 0 {
            row.line = block.lastLine &+ UInt32(truncatingIfNeeded: source.line)
        }
        source.advance(to: block.stop, lines: block.lines, rows: block.rows)
        return true
    }

    private mutating func takeProblems(of next: Statement) {
        let room = max(0, limits.problems - statement.problems.count)
        for problem in next.problems.prefix(room) {
            var moved = problem
            moved.line += source.line
            statement.problems.append(moved)
        }
        statement.problemsDropped += next.problemsDropped + max(0, next.problems.count - room)
    }
}
