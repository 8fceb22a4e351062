import Records
import Statements

extension BulkLane {
    /// The rows that are left of a file: those of `origins` (ascending) and those that the reader
    /// has to read anyway.
    func residue(_ source: Source, _ blocks: [Block], origins: [UInt64]) async -> BulkResidue? {
        var firstLine = source.plan.headLines + 1
        var works: [(block: Block, line: Int, places: [BulkRows.Place])] = []
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
            if !places.isEmpty { works.append((block, firstLine, places)) }
            firstLine += block.rows.lineCount
        }
        let parts = await Parallel.map(works, threads: threads) { work in
            BulkLane.part(source, work.block, firstLine: work.line, work.places)
        }
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

    private static func part(
        _ source: Source, _ block: Block, firstLine: Int, _ places: [BulkRows.Place]
    ) -> BulkResidue? {
        guard let bytes = source.file.bytes(block.start..<block.start + block.byteCount) else {
            return nil
        }
        var residue = BulkResidue(source.plan)
        var fields: [TextRef] = []
        var heap: [UInt8] = []
        unsafe bytes.withUnsafeBufferPointer { buffer in
            for place in places {
                let end = unsafe source.plan.rowEnd(buffer, at: place.offset, &fields, &heap)
                unsafe residue.add(
                    UnsafeBufferPointer(rebasing: buffer[place.offset..<end.next]),
                    line: firstLine + block.rows.lines(before: place.row),
                    lines: max(end.lines, 1), offset: block.start + place.offset)
            }
        }
        return residue
    }
}
