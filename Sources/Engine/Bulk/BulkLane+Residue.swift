import Records
import Statements

extension BulkLane {
    /// The rows that are left of a file: those of `origins` (ascending) and those that the reader
    /// has to read anyway.
    func residue(_ source: Source, _ blocks: [Block], origins: [UInt64]) async -> BulkResidue? {
        var firstLine = source.plan.headLines + 1
        var works: [Work] = []
        var next = 0
        for block in blocks {
            var places: [BulkRows.Place] = []
            while next < origins.count, BulkEntry.block(origins[next]) == block.index {
                places.append(
                    BulkRows.Place(
                        row: BulkEntry.row(origins[next]),
                        offset: BulkEntry.offset(origins[next])))
                next += 1
            }
            places = BulkLane.merged(places, block.rows.hard)
            places = BulkLane.merged(places, block.rows.keyless)
            if !places.isEmpty { works.append(Work(block: block, line: firstLine, places: places)) }
            firstLine += block.rows.lineCount
        }
        let parts = await parts(source, works)
        var whole = BulkResidue(source.plan)
        whole.reserve(
            bytes: parts.reduce(0) { $0 + ($1?.bytes.count ?? 0) },
            rows: parts.reduce(0) { $0 + ($1?.rowCount ?? 0) })
        for part in parts {
            guard let part else { return nil }
            whole.add(part)
        }
        return whole
    }

    /// Both ascending; a row that stands in both stands once.
    private static func merged(
        _ a: [BulkRows.Place], _ b: [BulkRows.Place]
    ) -> [BulkRows.Place] {
        var all: [BulkRows.Place] = []
        all.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            let takesFirst = j == b.count || (i < a.count && a[i].row <= b[j].row)
            let place = takesFirst ? a[i] : b[j]
            if takesFirst { i += 1 } else { j += 1 }
            if all.last?.row != place.row { all.append(place) }
        }
        return all
    }

    /// What is left of one block, and the line that the block starts at.
    private struct Work: Sendable {
        var block: Block
        var line: Int
        var places: [BulkRows.Place]
    }

    /// In the order of `works`. Each worker reads into one buffer: the first touch of new memory
    /// costs more than reading the bytes again.
    private func parts(_ source: Source, _ works: [Work]) async -> [BulkResidue?] {
        let tickets = BulkTickets(works.count)
        let workers = Array(0..<max(1, min(threads, works.count)))
        let shares = await Parallel.map(workers, threads: threads) { _ in
            let space = BulkSpace()
            let buffer = unsafe space.take(BulkBlock.byteLimit)
            var share: [(index: Int, part: BulkResidue?)] = []
            while let ticket = tickets.take() {
                let part = unsafe BulkLane.part(source, works[ticket], buffer)
                share.append((ticket, part))
            }
            return share
        }
        var parts = [BulkResidue?](repeating: nil, count: works.count)
        for (index, part) in shares.flatMap(\.self) { parts[index] = part }
        return parts
    }

    private static func part(
        _ source: Source, _ work: Work, _ buffer: UnsafeMutableRawBufferPointer
    ) -> BulkResidue? {
        let bytes = unsafe UnsafeMutableBufferPointer(
            start: buffer.baseAddress!.assumingMemoryBound(to: UInt8.self),
            count: work.block.byteCount)
        guard unsafe source.file.read(bytes, at: work.block.start) else { return nil }
        let rows = UnsafeBufferPointer(bytes)
        var residue = BulkResidue(source.plan)
        var fields: [TextRef] = []
        var heap: [UInt8] = []
        for place in work.places {
            let end = unsafe source.plan.rowEnd(rows, at: place.offset, &fields, &heap)
            unsafe residue.add(
                UnsafeBufferPointer(rebasing: rows[place.offset..<end.next]),
                line: work.line + work.block.rows.lines(before: place.row),
                lines: max(end.lines, 1), offset: work.block.start + place.offset)
        }
        return residue
    }
}
