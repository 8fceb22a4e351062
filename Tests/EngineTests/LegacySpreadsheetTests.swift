import Foundation
import Records
import Statements
import Testing

@testable import Engine

@Suite("Legacy spreadsheets are read cell by cell")
struct LegacySpreadsheetTests {
    @Test(
        "a number is the text its owner sees",
        arguments: [
            (6688.0, "6688"), (67.0, "67"), (16.78, "16.78"), (0.0, "0"), (-0.5, "-0.5"),
            (2176.91, "2176.91"), (100.09999999999999, "100.1"), (0.1 + 0.2, "0.3"),
            (1353436079.0, "1353436079"), (999_999_999_999_999.0, "999999999999999"),
            (4.2e27, "4.2E+27"), (0.00005, "0.00005"), (1e-20, "1E-20"), (-4621.01, "-4621.01"),
            (123456789012345678.0, "1.23456789012346E+17"), (9.999999999999999, "10"),
        ])
    func number(_ value: Double, _ text: String) {
        #expect(NumberText.shortest(value) == text)
    }

    @Test(
        "a day number is a date in either epoch",
        arguments: [
            (44500.5321, false, "2021-10-31 12:46:13"),
            (46174.416666666664, false, "2026-06-01 10:00:00"),
            (46174.0, false, "2026-06-01"), (44712.0, true, "2026-06-01"),
            (0.25, false, "06:00:00"),
        ])
    func date(_ serial: Double, _ is1904: Bool, _ text: String) {
        #expect(SerialDate.text(serial, epochIs1904: is1904) == text)
    }

    @Test(
        "formats of days and times are told from formats of numbers",
        arguments: [
            ("yyyy/m/d", true), ("h:mm", true), ("0.00", false),
            ("#,##0.00_);[Red](#,##0.00)", false),
            ("\"day\"0", false), ("[$-804]yyyy\"年\"m\"月\"", true), ("General", false),
        ])
    func format(_ text: String, _ isDate: Bool) {
        #expect(BinaryWorkbook.isDateFormat(text) == isDate)
    }

    /// The rows of a sample's first sheet, or nil where the samples are absent.
    private func rows(_ name: String) throws -> [[String]]? {
        guard let file = Corpus.samples.first(where: { $0.name == name }) else { return nil }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file.path)))
        let opened = LegacySpreadsheet.withCells(
            RawFile(name: name, bytes: bytes), limits: Limits())
        #expect(opened.problem == nil)
        let sheet = try #require(opened.file.sheets?.first)
        return String(decoding: sheet.text, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    @Test("numbers, texts and texts in the mini stream come out of real files")
    func samples() throws {
        if let ccb = try rows("deg/ccb__交易明细_xxxx_2025xxxx_2025xxxx.xls") {
            #expect(ccb.count == 12)
            #expect(ccb[5][3...5] == ["67", "0", "2176.91"])
        }
        if let citic = try rows("deg/citic__credit__example-citic-records.xls") {
            #expect(citic[2][3] == "6688")
        }
        if let cainiao = try rows("shopex-oms/cainiao__order.xls") {
            #expect(cainiao == [["支付时间", "费用项", "支付金额", "支付流水号", "交易订单号", "运单号"]])
        }
    }

    @Test("a file cut off at any place or with any byte changed is refused or read, never a crash")
    func damage() throws {
        guard let file = Corpus.samples.first(where: { $0.name.hasSuffix("jzt.xls") }) else {
            return
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file.path)))
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for turn in 0..<600 {
            var damaged = bytes
            if turn % 2 == 0 {
                damaged.removeLast(next(bytes.count))
            } else {
                // The header and the workbook's records, where a byte matters most.
                for _ in 0..<4 { damaged[next(min(bytes.count, 6000))] = UInt8(next(256)) }
            }
            let opened = LegacySpreadsheet.withCells(
                RawFile(name: "x.xls", bytes: damaged), limits: Limits())
            #expect(opened.problem?.code.quarantines ?? true)
        }
    }

    @Test("other files pass untouched")
    func others() {
        let file = RawFile(name: "a.csv", bytes: Array("a,b\n".utf8))
        let opened = LegacySpreadsheet.withCells(file, limits: Limits())
        #expect(opened.problem == nil)
        #expect(opened.file.sheets == nil)
        #expect(opened.file.bytes == file.bytes)
    }
}
