package import Engine
import Foundation
import GRDB
import Ledger
import Records
import Resolution
import TransparencyLog

extension BookDatabase {
    /// Everything added up again, from the raw bytes to the log. Nothing is repaired.
    package func audit(_ progress: RunProgress = .silent) throws(EngineError) -> BookReport {
        var audit = BookAudit(book: self, progress: progress)
        try audit.run()
        return audit.report
    }
}

/// One look at everything that a book holds.
struct BookAudit {
    let book: BookDatabase
    let progress: RunProgress
    var report = BookReport()
    /// Sealed texts stay closed: that is told once.
    var isLocked = false

    mutating func run() throws(EngineError) {
        try database()
        keys()
        // Damage may keep rows from being read at all: that is a finding, not the end.
        attempt { (audit) throws(EngineError) in try audit.facts() }
        attempt { (audit) throws(EngineError) in try audit.decisions() }
        attempt { (audit) throws(EngineError) in try audit.marks() }
        attempt { (audit) throws(EngineError) in try audit.log() }
        attempt { (audit) throws(EngineError) in try audit.files() }
        attempt { (audit) throws(EngineError) in try audit.attachments() }
        attempt { (audit) throws(EngineError) in try audit.segments() }
        attempt { (audit) throws(EngineError) in try audit.runs() }
        attempt { (audit) throws(EngineError) in try audit.ledger() }
        attempt { (audit) throws(EngineError) in try audit.closes() }
        // It reads entries whole.
        if isLocked { return }
        attempt { (audit) throws(EngineError) in try audit.clearing() }
    }

    private mutating func attempt(_ step: (inout BookAudit) throws(EngineError) -> Void) {
        do throws(EngineError) { try step(&self) } catch {
            add(.database, "", found: BookAudit.text(error), expected: "")
        }
    }

    mutating func add(
        _ part: BookFinding.Part, _ place: String, found: String, expected: String
    ) {
        report.findings.append(BookFinding(part, place, found: found, expected: expected))
    }

    static func text(_ error: EngineError) -> String {
        switch error {
        case .book(.database(let operation, let reason)): "\(operation): \(reason)"
        case .book(.segment(let name, let reason)): "\(name) \(reason)"
        case .book(.log(let reason)): reason
        case .io(let path, let operation, let reason):
            "\(FilePath.name(path)): \(operation.rawValue): \(reason)"
        default: "\(error)"
        }
    }

    private mutating func database() throws(EngineError) {
        progress.step(BookDatabase.databaseName)
        let lines = try book.read("integrity") { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        }
        for line in lines where line != "ok" {
            add(.database, BookDatabase.databaseName, found: line, expected: "ok")
        }
        let orphans = try book.read("foreign keys") { database in
            try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map {
                "\($0[0] as String? ?? "") \($0[1] as Int64? ?? 0) → \($0[2] as String? ?? "")"
            }
        }
        for orphan in orphans.prefix(20) {
            add(.database, orphan, found: "", expected: "REFERENCES")
        }
    }

    // MARK: Keys

    private mutating func keys() {
        do throws(EngineError) { _ = try book.checkKeys() } catch {
            isLocked = true
            guard case .book(.masterKey(let place, let found, let expected)) = error else {
                return add(.key, "data_key", found: BookAudit.text(error), expected: "")
            }
            add(.key, FilePath.name(place), found: found, expected: expected)
        }
    }

    // MARK: Facts and their leaves

    /// Every row that is a fact makes its leaf again.
    private mutating func facts() throws(EngineError) {
        progress.step("facts")
        var leaves: [String: [(position: Int, bytes: Data)]] = [:]
        let rows = try book.read("leaves") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT position, fact, number, bytes FROM log_leaf ORDER BY position")
        }
        for (expected, row) in rows.enumerated() {
            let position = row["position"] as Int
            if position != expected {
                add(.fact, "log_leaf \(position)", found: "\(position)", expected: "\(expected)")
                break
            }
        }
        for row in rows {
            leaves["\(row["fact"] as String) \(row["number"] as Int)", default: []].append(
                (row["position"], row["bytes"]))
        }
        report.leaves = rows.count
        var unread: Set<String> = []
        var facts: [BookFact] = []
        for group in book.factGroups {
            do throws(EngineError) { facts += try group.facts() } catch {
                add(.fact, group.kinds[0], found: BookAudit.text(error), expected: "")
                unread.formUnion(group.kinds)
            }
        }
        for fact in facts {
            report.facts += 1
            let name = "\(fact.kind) \(fact.number)"
            guard var own = leaves[name], !own.isEmpty else {
                add(.fact, name, found: "", expected: "log_leaf")
                continue
            }
            let leaf = Data(fact.leaf)
            // A run may be taken back more than once under one number.
            if let index = own.firstIndex(where: { $0.bytes == leaf }) {
                own.remove(at: index)
            } else {
                let first = own.removeFirst()
                let place = BookAudit.difference([UInt8](leaf), [UInt8](first.bytes))
                add(
                    .fact, "\(name), log_leaf \(first.position)", found: place.found,
                    expected: place.expected)
            }
            leaves[name] = own
        }
        for (name, rest) in leaves.sorted(by: { $0.key < $1.key })
        where !unread.contains(String(name.prefix { $0 != " " })) {
            for leaf in rest {
                add(.fact, "log_leaf \(leaf.position)", found: name, expected: "")
            }
        }
    }

    /// The stretch of two texts around the first byte in which they differ.
    static func difference(_ found: [UInt8], _ expected: [UInt8]) -> (
        found: String, expected: String
    ) {
        var at = 0
        while at < min(found.count, expected.count), found[at] == expected[at] { at += 1 }
        func stretch(_ bytes: [UInt8]) -> String {
            String(
                decoding: bytes[max(0, min(at, bytes.count) - 30)..<min(bytes.count, at + 30)],
                as: UTF8.self)
        }
        return (stretch(found), stretch(expected))
    }

    // MARK: The published log

    private mutating func log() throws(EngineError) {
        progress.step("log")
        let checkpoint: TrustedCheckpoint
        do throws(EngineError) {
            guard let published = try book.publishedCheckpoint() else {
                add(.log, LogFile.checkpoint, found: "", expected: LogFile.checkpoint)
                return
            }
            checkpoint = published
        } catch {
            add(.log, LogFile.checkpoint, found: BookAudit.text(error), expected: "")
            return
        }
        report.checkpoint = "\(checkpoint.size) \(checkpoint.root.base64)"
        let folder = PublishedFolder(path: book.folder + "/log")
        do {
            let audited = try LogAudit.run(folder, checkpoint)
            for finding in audited.findings {
                add(.log, "log", found: "\(finding)", expected: "")
            }
        } catch {
            add(.log, "log", found: "\(BookDatabase.failure("log", error))", expected: "")
        }
        try compareLeaves(checkpoint)
    }

    /// The leaves of the database are those that were signed.
    private mutating func compareLeaves(_ checkpoint: TrustedCheckpoint) throws(EngineError) {
        guard checkpoint.size <= UInt64(report.leaves) else {
            add(
                .log, LogFile.checkpoint, found: "\(report.leaves)",
                expected: "\(checkpoint.size)")
            return
        }
        var builder = LogBuilder()
        let leaves = try book.read("leaves") { database in
            try Data.fetchAll(
                database, sql: "SELECT bytes FROM log_leaf WHERE position < ? ORDER BY position",
                arguments: [Int(checkpoint.size)])
        }
        for leaf in leaves {
            do throws(LogError) { _ = try builder.append([UInt8](leaf)) } catch {
                add(.log, "log_leaf", found: "\(error)", expected: "")
            }
        }
        if builder.root != checkpoint.root {
            add(
                .log, "log_leaf", found: builder.root.base64, expected: checkpoint.root.base64)
        }
    }

    // MARK: Files

    private mutating func files() throws(EngineError) {
        for fact in try book.imports(after: 0, limit: Int.max) {
            progress.step(fact.name)
            report.files += 1
            if isLocked { continue }
            do throws(EngineError) {
                let digest = Digest.sha256(try book.rawBytes(of: fact))
                if digest != fact.sha256 {
                    add(.rawFile, fact.name, found: digest, expected: fact.sha256)
                }
            } catch {
                add(.rawFile, fact.name, found: BookAudit.text(error), expected: fact.sha256)
            }
        }
    }

    private mutating func attachments() throws(EngineError) {
        for attachment in try book.attachments() {
            progress.step(attachment.name)
            report.files += 1
            if isLocked { continue }
            let expected = attachment.digest.description
            do throws(EngineError) {
                let digest = Digest.sha256(try book.bytes(of: attachment))
                if digest != expected {
                    add(.rawFile, attachment.name, found: digest, expected: expected)
                }
            } catch {
                add(
                    .rawFile, attachment.name, found: BookAudit.text(error), expected: expected)
            }
        }
    }

    private mutating func segments() throws(EngineError) {
        let statements = try book.statements().filter { $0.seal != nil }
        progress.step("segments")
        report.segments = statements.count
        var known: [(number: Int, sha256: [UInt8])] = []
        for statement in statements {
            known.append((statement.number, statement.seal?.digest ?? []))
        }
        for fault in book.segments.verify(known) {
            if case .locked = fault, isLocked { continue }
            add(.segment, "segments", found: "\(fault)", expected: "")
        }
    }

    // MARK: Ledger

    private mutating func ledger() throws(EngineError) {
        progress.step("ledger")
        let journal = try book.journal()
        report.journalEntries = journal.count
        guard !journal.isEmpty else { return }
        var ledger = GeneralLedger(ChartOfAccounts(of: journal))
        for entry in journal {
            do throws(LedgerRefusal) { try ledger.post(entry) } catch {
                add(.ledger, entry.identifier.description, found: "\(error)", expected: "")
            }
        }
        for fault in ledger.faults() {
            add(.ledger, "", found: "\(fault)", expected: "")
        }
        for total in ledger.trialBalance().totals where !total.difference.isZero {
            add(
                .ledger, "\(total.difference.currency)", found: "\(total.difference)", expected: "0"
            )
        }
    }
}
