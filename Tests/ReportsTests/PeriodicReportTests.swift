import Documents
import Foundation
import Records
import Reports
import Testing

/// Reports as files: CSV, XLSX and PDF of one document.
@Suite struct PeriodicReportTests {
    static func report(rows: Int, _ language: Language = .simplifiedChinese) -> ReportDocument {
        var report = ReportDocument(
            name: "daily-2026-06-18", title: "日报", language: language,
            asOf: "2026-06-19T00:00:00+08:00")
        report.state("商户", "=cmd|' /C calc'!A0")
        var table = ReportTable(
            "各渠道收支 [1/2]",
            [
                .init("channel", "渠道", weight: 14), .init("amount", "收款", .number),
                .init("count", "笔数", .number), .init("reference", "单号", .code),
            ])
        for row in 0..<rows {
            table.add([
                .text("支付宝 \(row)"), .amount("1234567.89"), .integer(row), .text("+R\(row)"),
            ])
        }
        table.addSum([.text("合计"), .amount("99999999999999999.01"), .integer(rows), .empty])
        report.tables = [table]
        report.notes = ["金额按绝对值相加。"]
        return report
    }

    @Test("CSV begins with the mark of UTF-8 and makes formulas harmless")
    func csv() {
        let bytes = ReportCSV.bytes(Self.report(rows: 1))
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(
            lines == [
                "日报", "商户,'=cmd|' /C calc'!A0", "", "各渠道收支 [1/2]", "渠道,收款,笔数,单号",
                "支付宝 0,1234567.89,0,'+R0", "合计,99999999999999999.01,1,", "", "金额按绝对值相加。", "",
            ])
    }

    @Test("equal reports make equal workbooks and pages", arguments: [0, 1, 300])
    func equalBytes(rows: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: UUID().uuidString, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = Self.report(rows: rows)
        var files: [Data] = []
        for name in ["a", "b"] {
            try ReportWorkbook.write(report, to: folder.appending(path: name + ".xlsx").path)
            try ReportPDF.write(report, to: folder.appending(path: name + ".pdf").path)
            files.append(try Data(contentsOf: folder.appending(path: name + ".xlsx")))
            files.append(try Data(contentsOf: folder.appending(path: name + ".pdf")))
        }
        #expect(files[0] == files[2] && files[1] == files[3])
        #expect(files[0].prefix(2) == Data("PK".utf8) && files[1].prefix(5) == Data("%PDF-".utf8))
        let pages = try Self.pages(of: folder.appending(path: "a.pdf"))
        // Thirty and some rows to a page.
        #expect(rows == 300 ? pages > 5 : pages == 1, "\(pages) pages")
    }

    /// As poppler counts them.
    private static func pages(of file: URL) throws -> Int {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdfinfo")
        process.arguments = [file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Pages:") })
        return try #require(Int(line.split(separator: " ").last ?? ""))
    }

    @Test("a file that cannot be written is an error")
    func notWritten() {
        let path = "/nowhere/report"
        #expect(throws: Documents.Failure.self) {
            try ReportPDF.write(Self.report(rows: 1), to: path + ".pdf")
        }
        #expect(throws: Documents.Failure.self) {
            try ReportWorkbook.write(Self.report(rows: 1), to: path + ".xlsx")
        }
    }

    static let shares: [(String, String, String?)] = [
        ("0.60", "100.00", "0.60%"), ("-1", "3", "-33.33%"), ("2", "3", "66.67%"),
        ("0", "5", "0.00%"), ("1", "0", nil), ("0.005", "1", "0.50%"), ("1", "-20000", "-0.01%"),
        ("1", "-20001", "0.00%"),
    ]

    @Test("shares are exact, half up in size", arguments: shares)
    func share(part: String, whole: String, expected: String?) throws {
        let part = try #require(Money(decimal: part, currency: .cny))
        let whole = try #require(Money(decimal: whole, currency: .cny))
        #expect(ShareText.percent(part, of: whole) == expected)
    }

    static let counts: [(Int, Int, String?)] = [
        (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 7, "0.0%"), (7, 7, "100.0%"), (1, 0, nil),
    ]

    @Test("shares of counts", arguments: counts)
    func countShare(part: Int, whole: Int, expected: String?) {
        #expect(ShareText.percent(part, of: whole) == expected)
    }
}
