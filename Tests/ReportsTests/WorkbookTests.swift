import Documents
import Foundation
import Matching
import Statements
import Testing

@testable import Reports

@Suite struct WorkbookTests {
    static func write(_ name: String, _ language: Language) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("matchbook-\(ProcessInfo.processInfo.globallyUniqueString)")
            .appendingPathExtension(name)
        defer { try? FileManager.default.removeItem(at: path) }
        try BreaksWorkbook.write(SampleRun.report, language, to: path.path)
        return [UInt8](try Data(contentsOf: path))
    }

    @Test func twoRunsMakeTheSameBytes() throws {
        let first = try Self.write("a.xlsx", .english)
        #expect(try Self.write("b.xlsx", .english) == first)
        #expect(first.prefix(4) == [0x50, 0x4B, 0x03, 0x04])
    }

    /// Read back by our own reader: every cell says what breaks.csv says.
    @Test func cellsAreThoseOfBreaks() throws {
        let bytes = try Self.write("c.xlsx", .english)
        let (members, problems) = Statements.members(
            of: RawFile(name: "breaks.xlsx", bytes: bytes), limits: Limits())
        #expect(problems.isEmpty)
        #expect(members.count == 2)
        let sheet = try #require(members.first?.sheets?.first)
        let rows = String(decoding: sheet.text, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows[0] == BreakRow.columns)
        let view = SampleRun.report.legViews[0]
        for (index, found) in view.outcome.breaks.enumerated() {
            let cells = BreakRow(found, in: view, .english).cells
            for (column, cell) in cells.enumerated() {
                let row = rows[index + 1]
                let read = column < row.count ? row[column] : ""
                switch cell {
                case .empty: #expect(read == "")
                case .text(let text): #expect(read == text)
                case .integer(let value): #expect(read == String(value))
                case .amount(let decimal):
                    #expect(Double(read) == Double(decimal), "\(read) \(decimal)")
                }
            }
        }
    }

    @Test func anUnwritablePathIsAnError() {
        #expect(throws: Documents.Failure.self) {
            try BreaksWorkbook.write(
                SampleRun.report, .english, to: "/nonexistent/folder/breaks.xlsx")
        }
    }
}
