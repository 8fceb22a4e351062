import Matching
import Records
import Statements

extension BulkLane {
    /// Blocks of a side in their order.
    struct Block: Sendable {
        var index: Int
        /// Byte of the file that its rows start at.
        var start: Int
        var byteCount: Int
        var rows: BulkRows
    }

    struct Parsed: Sendable {
        /// By side, in the order of the file.
        var blocks: [[Block]]
        /// By worker, then by side.
        var stores: [[BulkStore]]
        var partitionBits: Int
        var fingerprints: [String]
    }

    enum Parsing: Sendable {
        case done(Parsed)
        /// `atCut`: only because of where blocks were cut, as far as the lane can tell.
        case gaveWay(atCut: Bool)
    }

    /// What one worker found: blocks by side, or why the lane gives way.
    private struct Share: Sendable {
        var blocks: [[Block]]
        var stores: [BulkStore]
        var fault: BulkFault?
        var prints: [[(index: Int, print: Hash128)]]
    }

    func parse(
        _ sources: [Source], cuts: [[Int]]?, _ currencies: [Currency], _ library: FormatLibrary
    ) async -> Parsing {
        // Rows mostly have 100 bytes; short ones make partitions larger, not wrong.
        let rows = (sources.map(\.file.byteCount).max() ?? 0) / 100
        var bits = 4
        while bits < 12, rows >> bits > BulkLane.partitionEntries { bits += 1 }
        let counts = sources.map(\.file.blockCount)
        guard counts.allSatisfy({ $0 <= BulkEntry.blockLimit }) else {
            return .gaveWay(atCut: false)
        }
        let tickets = BulkTickets(counts.reduce(0, +))
        let total = counts.reduce(0, +)
        let workers = max(1, min(threads, total))
        let budget = entryBytes / workers / 2
        let partitionBits = bits
        let shares = await Parallel.map(Array(0..<workers), threads: workers) { _ in
            let worker = BulkParser(
                sources, cuts: cuts, currencies: currencies, bits: partitionBits,
                budget: budget, library: library, workers: workers)
            var prints: [[(index: Int, print: Hash128)]] = [[], []]
            while let ticket = tickets.take() {
                let side = ticket < counts[0] ? 0 : 1
                let index = side == 0 ? ticket : ticket - counts[0]
                do throws(BulkFault) {
                    prints[side].append((index, try worker.parse(side, index)))
                } catch {
                    tickets.stop()
                    return Share(blocks: [[], []], stores: [], fault: error, prints: prints)
                }
                if ticket % 32 == 0 { progress.step("\(ticket * 100 / total) %") }
            }
            return Share(
                blocks: worker.blocks, stores: worker.stores, fault: nil, prints: prints)
        }
        let faults = shares.compactMap(\.fault)
        guard faults.isEmpty else {
            return .gaveWay(atCut: faults.allSatisfy { $0 == .quotes || $0 == .line })
        }
        let blocks = [0, 1].map { side in
            shares.flatMap { $0.blocks[side] }.sorted { $0.index < $1.index }
        }
        let prints = [0, 1].map { side in
            Fingerprint.text(
                of: shares.flatMap { $0.prints[side] }.sorted { $0.index < $1.index }.map(\.print),
                byteCount: sources[side].file.byteCount)
        }
        return .done(
            Parsed(
                blocks: blocks, stores: shares.map(\.stores), partitionBits: bits,
                fingerprints: prints))
    }
}

/// One worker's way through blocks.
private final class BulkParser {
    private let sources: [BulkLane.Source]
    private let cuts: [[Int]]?
    private let library: FormatLibrary
    private let block = BulkBlock()
    private let scans: [BulkScan]
    let stores: [BulkStore]
    private(set) var blocks: [[BulkLane.Block]] = [[], []]
    private var fields: [TextRef] = []
    private var heap: [UInt8] = []

    init(
        _ sources: [BulkLane.Source], cuts: [[Int]]?, currencies: [Currency], bits: Int,
        budget: Int, library: FormatLibrary, workers: Int
    ) {
        self.sources = sources
        self.cuts = cuts
        self.library = library
        let stores = sources.map { _ in BulkStore(bits: bits, budget: budget) }
        self.stores = stores
        scans = zip(sources, stores).map { source, store in
            BulkScan(
                source.plan, currencies: currencies, groups: BulkRule.groups,
                into: store.partitions, knowsRows: cuts != nil, workers: workers)
        }
    }

    func parse(_ side: Int, _ index: Int) throws(BulkFault) -> Hash128 {
        let source = sources[side]
        guard
            block.load(
                source.file, index, head: source.plan.head.count, cuts: cuts?[side])
        else { throw .line }
        let print = block.print
        guard block.byteCount > 0 else {
            blocks[side].append(
                BulkLane.Block(index: index, start: block.start, byteCount: 0, rows: BulkRows()))
            return print
        }
        let rows = unsafe try scans[side].scan(
            block.bytes, block: index, border: block.byteCount, isASCII: block.isASCII)
        guard rows.end == block.byteCount else { throw .quotes }
        let read = BulkLane.Block(
            index: index, start: block.start, byteCount: block.byteCount, rows: rows)
        addLoneRows(read, side)
        blocks[side].append(read)
        // A disk that takes no more: reading whole needs none.
        guard stores[side].spillIfFull() else { throw .notWorthIt }
        return print
    }

    /// Keys of rows that the reader has to read: nothing that shares them is settled.
    private func addLoneRows(_ read: BulkLane.Block, _ side: Int) {
        guard !read.rows.hard.isEmpty else { return }
        let source = sources[side]
        var residue = BulkResidue(source.plan)
        let bytes = unsafe block.bytes
        for place in read.rows.hard {
            let end = unsafe source.plan.rowEnd(bytes, at: place.offset, &fields, &heap)
            unsafe residue.add(
                UnsafeBufferPointer(rebasing: bytes[place.offset..<end.next]), line: 0,
                lines: max(end.lines, 1), offset: 0)
        }
        let table = library.statement(
            of: RawFile(name: source.name, bytes: residue.bytes), as: source.plan.dialect
        ).table
        for entry in 0..<table.count {
            let place = read.rows.hard[residue.index(ofRowAtLine: Int(table.line[entry]))]
            let group = BulkRule.groups[Int(table.kind[entry].rawValue)]
            table.withBytes(of: table.orderReference[entry]) { key in
                scans[side].appendLone(key, group: group, block: read.index, place: place)
            }
        }
    }
}
