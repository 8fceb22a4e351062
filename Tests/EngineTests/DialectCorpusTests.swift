import Foundation
import Records
import Statements
import Testing

@testable import Engine

@Suite("Every statement file is claimed by one dialect and read without loss")
struct DialectCorpusTests {
    static let files = Corpus.fixtures + Corpus.samples

    /// What lies outside the table, or is no row of it.
    static let outside: Set = ["blank", "comment", "preamble", "footer", "total", "second_header"]

    @Test("a fixture stands for every built-in dialect")
    func everyDialect() throws {
        let names = try DialectFile.builtin().map { $0.name }
        #expect(Set(Corpus.fixtures.compactMap { $0.dialect }) == Set(names))
    }

    @Test("exactly one dialect claims each member", arguments: files)
    func claim(_ file: CorpusFile) throws {
        let opened = try file.members()
        #expect(opened.problems.isEmpty)
        #expect(!opened.members.isEmpty)
        var claims: [String] = []
        for member in opened.members {
            let found = Statements.identify(member, among: Corpus.dialects, limits: Limits())
            #expect(found.claimedBy.count == 1, "\(member.name): \(found.claimedBy)")
            claims += found.claimedBy
        }
        if let dialect = file.dialect { #expect(claims.contains(dialect)) }
    }

    @Test("each row yields entries, a problem, or is a declared non-entry", arguments: files)
    func rows(_ file: CorpusFile) throws {
        for statement in try Corpus.read(file) {
            let declared = statement.nonEntries.filter { !Self.outside.contains($0.key) }
                .reduce(0) { $0 + $1.value }
            let accounted = statement.rowsWithEntries + statement.rowsWithProblems + declared
            #expect(statement.rowCount <= accounted)
            #expect(statement.rowsWithEntries + declared <= statement.rowCount)
            #expect(statement.table.count >= statement.rowsWithEntries)
            #expect(statement.problemsDropped == 0)
        }
    }

    @Test("rows and column sums equal an independent count of the bytes", arguments: files)
    func sums(_ file: CorpusFile) throws {
        for member in try file.members().members {
            let statement = Corpus.read(member)
            guard let counted = ColumnSumOracle.shared.table(file, member: member.name) else {
                // Only a legacy spreadsheet may lack its library here.
                #expect(file.path.hasSuffix(".xls"))
                continue
            }
            #expect(statement.rowCount == counted.rows, "\(member.name)")
            for (column, sum) in statement.columnSums where counted.rows > 0 {
                // A masked balance is no number to either.
                guard let expected = counted.sums[column] else {
                    #expect(sum == "0", "\(column) is not counted")
                    continue
                }
                #expect(sum == expected, "\(member.name) \(column)")
            }
        }
    }

    @Test(
        "no fixture is quarantined, and only the planted rows are problems",
        arguments: Corpus.fixtures)
    func problems(_ file: CorpusFile) throws {
        let planted: [String: [ProblemCode]] = [
            "trongrid-trc20": [.fakeToken, .foreignTransfer], "etherscan-erc20": [.fakeToken],
            "etherscan-native": [.failedTransfer], "oklink": [.fakeToken],
        ]
        for statement in try Corpus.read(file) {
            #expect(statement.problems.map { $0.code } == planted[file.dialect ?? ""] ?? [])
            #expect(statement.controlTotals.allSatisfy { $0.holds })
        }
    }

    @Test("no sample is quarantined", arguments: Corpus.samples)
    func quarantine(_ file: CorpusFile) throws {
        for statement in try Corpus.read(file) { #expect(statement.quarantine == nil) }
    }

    @Test("the generator writes the fixtures as they are")
    func generator() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fixtures-\(ProcessInfo.processInfo.globallyUniqueString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-B", Corpus.root.appending(path: "Fixtures/generate.py").path, folder.path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        for file in Corpus.fixtures {
            let made = try Data(contentsOf: folder.appending(path: file.name))
            #expect(made.count <= 16 << 10)
            // Deflate may pack the same bytes differently from one zlib to the next.
            let packed = [".zip", ".gz", ".xlsx"].contains { file.name.hasSuffix($0) }
            if !packed {
                #expect(try Data(contentsOf: URL(filePath: file.path)) == made, "\(file)")
            }
        }
    }
}
