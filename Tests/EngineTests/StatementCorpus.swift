import Foundation
import Records
import Statements

@testable import Engine

/// The statement files that tests read: our own fixtures, and the samples beside the repository
/// where they are there.
struct CorpusFile: Sendable, CustomStringConvertible {
    /// "alipay-trade/day.csv".
    let name: String
    let path: String
    /// Of a fixture: the folder's name. nil for samples.
    let dialect: String?

    var description: String { name }

    /// Every member with its cells, as the program opens it.
    func members() throws -> (members: [RawFile], problems: [Problem]) {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let name = URL(filePath: path).lastPathComponent
        let (file, problem) = LegacySpreadsheet.withCells(
            RawFile(name: name, bytes: bytes), limits: Limits())
        let opened = Statements.members(of: file, limits: Limits())
        return (opened.members, opened.problems + (problem.map { [$0] } ?? []))
    }
}

enum Corpus {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static let fixtures: [CorpusFile] = {
        let folder = root.appending(path: "Fixtures")
        let names = Set((try? DialectFile.builtin().map { $0.name }) ?? [])
        return names.sorted().flatMap { dialect in
            files(below: folder.appending(path: dialect)).map {
                CorpusFile(
                    name: "\(dialect)/\($0.lastPathComponent)", path: $0.path, dialect: dialect)
            }
        }
    }()

    /// The published samples of Chinese channels; walks up from the repository, for worktrees.
    static let sampleFolder: URL? = {
        var folder = root
        while folder.path.count > 1 {
            let samples = folder.deletingLastPathComponent().appending(path: "shared/samples/cn")
            if FileManager.default.fileExists(atPath: samples.path) { return samples }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    /// Without answer keys, signature vectors, download answers, calendars.
    static let samples: [CorpusFile] = {
        guard let sampleFolder else { return [] }
        let parts = ["deg", "shopex-oms", "synthetic", "unionpay"]
        return parts.flatMap { part in
            files(below: sampleFolder.appending(path: part)).compactMap { url in
                let name = url.lastPathComponent
                let isOther =
                    name == "expected.json" || name == "signature-vectors.json"
                    || name.hasSuffix("tradebill-response.json")
                return isOther
                    ? nil : CorpusFile(name: "\(part)/\(name)", path: url.path, dialect: nil)
            }
        }
    }()

    static let dialects: DialectSet = {
        do { return try DialectSet(DialectFile.builtin()) } catch { fatalError("\(error)") }
    }()

    /// What the built-in dialects need: Hong Kong has had +08:00 all year since 1979.
    static let hints = ReadHints(zones: [
        "Asia/Hong_Kong": ZoneRules(name: "Asia/Hong_Kong", initialOffsetSeconds: 28_800)
    ])

    static func read(_ member: RawFile) -> Statement {
        Statements.read(member, among: dialects, hints: hints, limits: Limits())
    }

    static func read(_ file: CorpusFile) throws -> [Statement] {
        var statements = try file.members().members.map { read($0) }
        Statements.crossCheck(&statements)
        return statements
    }

    private static func files(below folder: URL) -> [URL] {
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).sorted { $0.path < $1.path }
    }
}
