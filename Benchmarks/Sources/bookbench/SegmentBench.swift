import Engine
import Glibc
import Matching
import Records
import StorageSQLite

/// Times of a folder of segments.
struct SegmentBench {
    private let folder: String
    private let segments: Segments

    /// Bytes of disk per entry: segment, index, and what a merge holds twice.
    private static let bytesPerEntry = 400
    /// Statements that are appended: eight make a merge of the smallest sets due once.
    private static let rounds = 8
    static let lookups = 1000

    init(folder: String) throws {
        self.folder = folder
        segments = try Segments(folder: folder, keys: KeyRing([UInt8](repeating: 7, count: 32)))
    }

    /// Segments that stand in the folder.
    private func count() throws -> Int {
        try (SystemFile.names(in: folder) ?? []).count { $0.hasSuffix(".entries") }
    }

    /// Fills the folder: entries, index and, for every pair of statements, a run's matches.
    func write(entries: Int) throws {
        let wanted = entries / BookData.rows
        try SegmentBench.checkDisk(folder, entries: entries)
        var spent = Usage(wallSeconds: 0, cpuSeconds: 0)
        var longest = 0.0
        let first = try count() + 1
        for number in stride(from: first, through: wanted, by: 1) {
            let table = BookData.table(number)
            let start = Usage.now
            _ = try segments.append(table, number: number)
            try segments.keepPace()
            let used = Usage.now - start
            spent.wallSeconds += used.wallSeconds
            spent.cpuSeconds += used.cpuSeconds
            longest = max(longest, used.wallSeconds)
            if number % 2 == 0 { try writeMatches(run: number / 2, of: number) }
        }
        let written = max(0, wanted - first + 1) * BookData.rows
        Report.line(
            "write",
            [
                ("entries", "\(written)"),
                ("entries_per_second", rate(written, spent.wallSeconds)),
                ("entries_per_cpu_second", rate(written, spent.cpuSeconds)),
                ("longest_append_seconds", Report.decimals(longest)),
            ])
    }

    private func writeMatches(run: Int, of number: Int) throws {
        let matches = (0..<BookData.rows).map { row in
            MatchFact(
                leg: 0, left: EntryID(segment: number - 1, row: row),
                right: EntryID(segment: number, row: row), entryClass: .matched, pass: 0)
        }
        _ = try segments.append(matches, run: run)
    }

    /// What an import asks of the segments: whether its 100,000 identities are known, then their
    /// segment. They stay.
    func append() throws {
        let stands = try count()
        var times: [Usage] = []
        for round in 1...SegmentBench.rounds {
            let number = stands + round
            let table = BookData.table(number)
            let start = Usage.now
            let known = try segments.find(identities: table.identity)
            guard known.isEmpty else { stop("entries that nobody wrote are known") }
            _ = try segments.append(table, number: number)
            try segments.keepPace()
            times.append(Usage.now - start)
            if number % 2 == 0 { try writeMatches(run: number / 2, of: number) }
        }
        let count = Double(times.count)
        Report.line(
            "append",
            [
                ("before", "\(stands * BookData.rows)"),
                (
                    "mean_seconds",
                    Report.decimals(times.reduce(0) { $0 + $1.wallSeconds } / count)
                ),
                ("worst_seconds", Report.decimals(times.map { $0.wallSeconds }.max() ?? 0)),
                (
                    "mean_cpu_seconds",
                    Report.decimals(times.reduce(0) { $0 + $1.cpuSeconds } / count)
                ),
                ("worst_cpu_seconds", Report.decimals(times.map { $0.cpuSeconds }.max() ?? 0)),
            ])
    }

    /// Look-ups one by one, each of another order: all entries that bear its number, their rows and
    /// their matches. First with nothing of the book in memory, as far as the system drops it; then
    /// of the same orders again.
    func find() throws {
        let orders = try count() / 2 * BookData.rows
        guard orders > 0 else { stop("no segments in \(folder)") }
        let runs = Array(1...orders / BookData.rows)
        for (name, isCold) in [("find_cold", true), ("find", false)] {
            if isCold { try SegmentBench.forgetPages(folder) }
            let lookups = SegmentBench.lookups
            var microseconds: [Double] = []
            var ofProcessor: [Double] = []
            for index in 0..<lookups {
                let order = Int(UInt64(index &+ 1) &* 0x9E37_79B9_7F4A_7C15 % UInt64(orders))
                let start = Usage.now
                let found = try segments.entries(bearing: [BookData.orderNumber(order)])
                let ids = found.map { $0.entry }
                let rows = try segments.rows(ids)
                let near = runs.suffix(SegmentBench.rounds)
                let matches = try segments.matches(
                    of: ids, runs: [order / BookData.rows + 1] + near)
                let used = Usage.now - start
                microseconds.append(used.wallSeconds * 1e6)
                ofProcessor.append(used.cpuSeconds * 1e6)
                guard ids.count == 2, rows.count == 2, matches.count >= 1 else {
                    stop("order \(order) has \(ids.count) entries, \(matches.count) matches")
                }
            }
            microseconds.sort()
            ofProcessor.sort()
            Report.line(
                name,
                [
                    ("entries", "\(orders * 2)"),
                    ("p50_microseconds", Report.decimals(microseconds[lookups / 2])),
                    ("p99_microseconds", Report.decimals(microseconds[lookups * 99 / 100])),
                    ("worst_microseconds", Report.decimals(microseconds[lookups - 1])),
                    ("p50_cpu_microseconds", Report.decimals(ofProcessor[lookups / 2])),
                    ("p99_cpu_microseconds", Report.decimals(ofProcessor[lookups * 99 / 100])),
                ])
        }
        let start = Usage.now
        _ = try segments.matches(of: [EntryID(segment: 1, row: 0)], runs: runs)
        Report.line(
            "matches_of_all_runs",
            [
                ("runs", "\(runs.count)"),
                ("microseconds", Report.decimals((Usage.now - start).wallSeconds * 1e6)),
            ])
    }

    /// Asks the system to drop the files' pages.
    static func forgetPages(_ folder: String) throws {
        for part in ["", "/index"] {
            for name in try SystemFile.names(in: folder + part) ?? [] {
                let descriptor = unsafe open(folder + part + "/" + name, O_RDONLY)
                guard descriptor >= 0 else { continue }
                posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
                close(descriptor)
            }
        }
    }

    static func checkDisk(_ folder: String, entries: Int) throws {
        var disk = statvfs()
        guard unsafe statvfs(folder, &disk) == 0 else { stop("no disk at \(folder)") }
        let free = Int(disk.f_bavail) * Int(disk.f_frsize)
        let needed = entries * SegmentBench.bytesPerEntry
        guard free > needed else { stop("\(needed >> 30) GB needed, \(free >> 30) GB free") }
    }

    private func rate(_ count: Int, _ seconds: Double) -> String {
        "\(Int(Double(count) / max(seconds, 1e-9)))"
    }
}
