import Engine
import Foundation
import Records
import Statements

/// The fixtures by format, and one way to read whatever has become of them.
struct MutationBench: Sendable {
    struct Fixture: Sendable {
        /// Relative to Fixtures/.
        var name: String
        var bytes: [UInt8]
    }

    /// Bytes; a fixture is small so that every mutation has a chance to matter.
    static let fixtureLimit = 16 << 10

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Per format; `make soak` asks for 10,000.
    static let cases =
        ProcessInfo.processInfo.environment["MATCHBOOK_MUTATIONS"].flatMap { Int($0) } ?? 500

    static let dialects = (try? DialectFile.builtin()) ?? []
    static let set = try? DialectSet(dialects)
    /// Which zone a time is in changes no sum.
    static let hints = ReadHints(
        zones: Dictionary(
            dialects.map { ($0.zone, ZoneRules.china) }, uniquingKeysWith: { first, _ in first }))

    /// Fixtures/<format>/<case>.<ext>; .xls is read by a library at the edge and has tests there.
    static let formats: [String] = names(in: root).filter { !fixtures($0).isEmpty }

    static func fixtures(_ format: String) -> [Fixture] {
        names(in: root.appending(path: format)).compactMap { name in
            let url = root.appending(path: format).appending(path: name)
            guard !name.hasSuffix(".xls"), !name.hasSuffix(".md"), !name.hasPrefix("."),
                let data = try? Data(contentsOf: url), data.count <= fixtureLimit
            else { return nil }
            return Fixture(name: "\(format)/\(name)", bytes: Array(data))
        }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    /// Limits small enough that a runaway would show.
    static let limits = {
        var limits = Limits()
        limits.archiveBytes = 8 << 20
        limits.fileBytes = 8 << 20
        limits.problems = 1_000
        return limits
    }()

    /// Everything that can be read of the bytes, with the member each statement came from.
    static func read(
        _ bytes: [UInt8], named name: String, as dialect: Dialect?
    ) -> [(member: RawFile, statement: Statement)] {
        guard let set else { return [] }
        let file = RawFile(name: name, bytes: bytes)
        return Statements.members(of: file, limits: limits).members.map { member in
            (
                member,
                Statements.read(
                    member, among: set, as: dialect, hints: hints, limits: limits)
            )
        }
    }

    /// What must hold of any statement, however damaged its file: "" or what is wrong.
    static func fault(_ statement: Statement, _ member: RawFile) -> String {
        let rows = statement.rowCount
        if rows > member.bytes.count + 1, member.sheets == nil { return "\(rows) rows" }
        if statement.problems.count > limits.problems { return "too many problems are kept" }
        let answered = statement.rowsWithEntries + statement.rowsWithProblems
        let declared = statement.nonEntries.values.reduce(0, +)
        if rows > answered + declared { return "of \(rows) rows only \(answered + declared) speak" }
        if statement.rowsWithEntries > statement.table.count { return "rows without entries" }
        return lostLines(statement, member)
    }

    /// A text without quotes has as many rows as lines: none may be passed over in silence.
    private static func lostLines(_ statement: Statement, _ member: RawFile) -> String {
        guard case .delimited = statement.dialect.shape, member.sheets == nil,
            statement.quarantine == nil, !member.bytes.contains(0x22),
            !member.bytes.contains(0x0D), [.utf8, .gb18030].contains(statement.encoding)
        else { return "" }
        var lines = member.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
        if member.bytes.last == 0x0A || member.bytes.isEmpty { lines -= 1 }
        let ignored = Set(statement.dialect.ignoredRows.map(\.reason))
            .subtracting(["second_header"])
        let twice = statement.nonEntries.filter { ignored.contains($0.key) || $0.key == "summary" }
        let told =
            statement.rowCount + statement.nonEntries.values.reduce(0, +)
            - twice.values.reduce(0, +) + 1
        return told < lines ? "\(lines) lines, \(told) accounted for" : ""
    }
}
