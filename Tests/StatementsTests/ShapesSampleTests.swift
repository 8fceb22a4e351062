import Glibc
import Records
import Testing

@testable import Statements

/// The collected samples beside the repository, where they are there.
enum Samples {
    /// "../shared/samples/cn" of the repository's root, nil where nobody put it there.
    static let root: String? = {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            for candidate in [folder + "/shared/samples/cn", folder + "/../shared/samples/cn"]
            where unsafe access(candidate, R_OK) == 0 { return candidate }
        }
        return nil
    }()

    static func files(_ folder: String) -> [String] {
        guard let root, let handle = unsafe opendir(root + "/" + folder) else { return [] }
        defer { unsafe _ = closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(folder + "/" + name) }
        }
        return names.sorted()
    }

    static func read(_ name: String) -> [UInt8] {
        guard let root, let file = unsafe fopen(root + "/" + name, "rb") else { return [] }
        defer { unsafe _ = fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&piece, 1, piece.count, file)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: piece[..<count])
        }
    }
}

@Suite("Samples", .enabled(if: Samples.root != nil, "no samples beside the repository"))
struct ShapesSampleTests {
    static let statements = ["deg", "shopex-oms", "synthetic", "unionpay"].flatMap(Samples.files)
        .filter { name in
            // Legacy .xls comes in as cells; the others are keys and answers, no statements.
            ![".xls", "expected.json", "signature-vectors.json", "-response.json"].contains {
                name.hasSuffix($0)
            }
        }

    private static func shape(of name: String) -> Dialect.Shape {
        if name.hasSuffix(".json") { return .json(records: "data") }
        if name.hasSuffix(".jsonl") { return .jsonLines }
        if name.hasSuffix(".txt") { return .query }
        if name.contains("INN17071888ZM") {
            let widths = [
                3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4,
                32, 1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98,
            ]
            return .fixed(fields: widths.map { .init(name: "", width: $0) }, gap: 1)
        }
        return .sheet
    }

    @Test("are opened and read to their end without a failure", arguments: statements)
    func read(_ name: String) {
        let file = RawFile(name: name, bytes: Samples.read(name))
        let opened = Statements.members(of: file, limits: Limits())
        #expect(opened.problems.isEmpty)
        #expect(!opened.members.isEmpty)
        for member in opened.members {
            let reading = Reading(member, as: ShapesSampleTests.shape(of: name))
            #expect(reading.failure == nil)
            #expect(!reading.rows.isEmpty)
            #expect(reading.faults.allSatisfy { $0 == nil }, "\(member.name)")
        }
    }

    @Test("the UnionPay file has its 1207 rows of 42 fields")
    func unionPay() {
        let name = "unionpay/INN17071888ZM_898319849000018"
        let reading = Reading(Samples.read(name), as: ShapesSampleTests.shape(of: name))
        #expect(reading.rows.count == 1207)
        #expect(reading.rows.allSatisfy { $0.count == 42 && $0[0] == "S22" })
        #expect(reading.rows.reduce(0) { $0 + (Int($1[6]) ?? 0) } == 4_727_546_394)
    }

    @Test("the WeChat workbook and the WeChat text say the same times and numbers")
    func wechat() {
        let bytes = Samples.read("deg/wechat__example-wechat-records.xlsx")
        let book = Statements.members(
            of: RawFile(name: "wechat.xlsx", bytes: bytes), limits: Limits())
        let cells = book.members.map { Reading($0, as: .sheet).rows }
        #expect(cells.count == 2)
        #expect(cells.allSatisfy { $0.contains { $0.contains("交易单号") } })
    }
}
