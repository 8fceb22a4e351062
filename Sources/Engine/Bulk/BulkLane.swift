import Matching
import Records
import Statements

/// The way of two large files through a run: what is plainly matched is settled before anyone makes
/// entries of it; what is left goes on as two small files, and everything behind it – passes,
/// breaks, statement – is that of every run.
///
/// blocks of both files → `BulkScan` (entries of 40 bytes, scattered by key) → `BulkJoin` partition
/// by partition → residues. Results are those of reading the files whole, byte for byte: where the
/// lane cannot promise that, it gives way (nil).
struct BulkLane {
    let threads: Int
    let limits: Limits
    let rule: BulkRule
    let progress: Progress
    /// Bytes that entries may take before they are written to disk.
    let entryBytes: Int
    /// Fewer pairs are listed by every run, which takes their entries.
    let leastPairs: Int

    /// What is left of two files, and what was settled between them.
    struct Outcome {
        var left: Statement
        var right: Statement
        var fingerprints: (left: String, right: String)
        var settled: SettledPairs
    }

    /// Bytes of a head: the preamble, the header, and rows enough to know the format by.
    static let headBytes = 64 << 10
    /// Entries per partition: both sides and the table stay within a core's second cache.
    static let partitionEntries = 3_072

    /// One side of the join.
    struct Source {
        var file: BulkFile
        var plan: BulkPlan
        var name: String
    }

    func run(_ sources: [Source], library: FormatLibrary) async -> Outcome? {
        let currencies = BulkLane.currencies(sources, library)
        var parsing = await parse(sources, cuts: nil, currencies, library)
        if case .gaveWay(atCut: true) = parsing {
            // A line end within quotes, most likely: the files are cut row by row, once.
            let cuts = await Parallel.map(sources, threads: threads) {
                $0.file.cuts($0.plan, lineBytes: limits.lineBytes)
            }
            guard let left = cuts[0], let right = cuts[1] else { return nil }
            parsing = await parse(sources, cuts: [left, right], currencies, library)
        }
        guard case .done(var parsed) = parsing else { return nil }
        parsing = .gaveWay(atCut: false)
        let lines = sources.indices.map { side in
            parsed.blocks[side].reduce(sources[side].plan.headLines) { $0 + $1.rows.lineCount }
        }
        guard lines.allSatisfy({ $0 < limits.rows && $0 < Int(UInt32.max) }) else { return nil }
        let joined = await join(
            parsed, headLines: sources.map(\.plan.headLines), leftLines: lines[0])
        guard let joined, joined.tally.pairCount > leastPairs else { return nil }
        // The entries have said what they had to say, and are most of the memory.
        parsed.stores = []
        let statements = await statements(of: sources, parsed, joined, library)
        guard let left = statements[0], let right = statements[1] else { return nil }
        let totals = currencies.indices.compactMap { code -> SettledPairs.Total? in
            guard joined.tally.pairs[code] > 0 else { return nil }
            return SettledPairs.Total(
                currency: currencies[code], count: joined.tally.pairs[code],
                units: joined.tally.units[code])
        }
        return Outcome(
            left: left, right: right,
            fingerprints: (parsed.fingerprints[0], parsed.fingerprints[1]),
            settled: SettledPairs(
                pass: rule.pass, scale: sources[0].plan.unitScale, totals: totals,
                firstLeftLine: sources[0].plan.headLines + 1, rightLines: joined.partners))
    }

    /// What is left of each file, read; nil where a file says something that only the whole of it
    /// can prove, or is no longer what it was.
    private func statements(
        of sources: [Source], _ parsed: Parsed, _ joined: Joined, _ library: FormatLibrary
    ) async -> [Statement?] {
        let found = [joined.tally.left, joined.tally.right]
        let origins = await Parallel.map(found, threads: threads) { $0.sorted() }
        var residues: [BulkResidue?] = []
        for side in sources.indices {
            residues.append(
                await residue(sources[side], parsed.blocks[side], origins: origins[side]))
        }
        let parts = residues
        let tally = joined.tally
        return await Parallel.map([0, 1], threads: threads) { side in
            guard let residue = parts[side], sources[side].file.isUnchanged else { return nil }
            var statement = library.statement(
                of: RawFile(name: sources[side].name, bytes: residue.bytes),
                as: sources[side].plan.dialect)
            residue.restorePlaces(&statement)
            guard statement.openingBalance == nil, statement.quarantine == nil,
                BulkLane.areFewWords(statement.table)
            else { return nil }
            statement.rowCount += tally.pairCount
            statement.rowsWithEntries += tally.pairCount
            let times =
                side == 0
                ? (Int64.max, tally.lastLeftTime) : (tally.firstTime, tally.lastTime)
            statement.settled = Statement.SettledRows(
                count: tally.pairCount, firstTime: times.0 == Int64.max ? nil : times.0,
                lastTime: times.1 == Int64.min ? nil : times.1)
            return statement
        }
    }

    /// With half of them for what is left, and half for what is settled (`BulkVocabulary`), the
    /// reader has numbers enough for the words of the whole file.
    private static func areFewWords(_ table: EntryTable) -> Bool {
        [table.channel, table.product, table.shop].allSatisfy {
            $0.words.count <= DictionaryColumn.limit / 2
        }
    }

    /// Those of the files' heads first, then the commonest: rows of any other are left to the
    /// reader.
    private static func currencies(_ sources: [Source], _ library: FormatLibrary) -> [Currency] {
        var known: [Currency] = []
        for source in sources {
            guard let head = source.file.bytes(0..<min(headBytes, source.file.byteCount)) else {
                continue
            }
            let sample = RawFile(name: source.name, bytes: wholeLines(head))
            let statement = library.statement(of: sample, as: source.plan.dialect)
            known += statement.table.currencies.all.compactMap(\.self)
        }
        known = Set(known).sorted()
        let common = [
            "CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP", "AUD", "CAD", "SGD", "KRW", "THB",
            "MYR", "VND", "PHP", "IDR", "INR", "BRL", "MXN", "CHF", "NZD", "SEK", "NOK", "DKK",
            "PLN", "TRY", "AED", "ZAR", "MOP", "RUB", "USDT", "USDC",
        ]
        for code in common.compactMap({ Currency($0) }) where !known.contains(code) {
            known.append(code)
        }
        return Array(known.prefix(BulkEntry.currencyLimit))
    }

    /// Up to and with the last line end.
    static func wholeLines(_ bytes: [UInt8]) -> [UInt8] {
        guard let last = bytes.lastIndex(of: 0x0A) else { return bytes }
        return Array(bytes[...last])
    }
}
