import Records
import Testing

@testable import Statements

@Suite("Archives")
struct ShapesContainerTests {
    typealias Entry = ArchiveBuilder.Entry

    private static func members(
        _ bytes: [UInt8], named name: String = "bill.zip",
        _ change: (inout Limits) -> Void = { _ in }
    ) -> (members: [RawFile], problems: [Problem]) {
        var limits = Limits()
        change(&limits)
        return Statements.members(of: RawFile(name: name, bytes: bytes), limits: limits)
    }

    @Test("a file that is no archive is its own only member")
    func plain() {
        let opened = ShapesContainerTests.members(Array("a,b\n".utf8), named: "bill.csv")
        #expect(opened.members.map(\.name) == ["bill.csv"])
        #expect(opened.problems.isEmpty)
    }

    @Test("members are named behind the archive, in GBK or UTF-8 whatever the flag says")
    func names() {
        var flagged = Entry("汇总.csv", "2")
        flagged.flags = 0x800
        let archive = ArchiveBuilder.zip([
            Entry(gbk("2088_业务明细.csv"), [0x31]), flagged, Entry("明细.csv", "3"),
            Entry("dir/", ""), Entry("dir/a\u{1B}[2J\nb.csv", "4"),
            Entry("../../etc/passwd", "5"), Entry("__MACOSX/._x", "6"),
        ])
        let opened = ShapesContainerTests.members(archive)
        #expect(
            opened.members.map(\.name) == [
                "bill.zip!2088_业务明细.csv", "bill.zip!汇总.csv", "bill.zip!明细.csv",
                "bill.zip!dir/a\u{FFFD}[2J\u{FFFD}b.csv", "bill.zip!../../etc/passwd",
            ])
        #expect(
            opened.members.map { String(decoding: $0.bytes, as: UTF8.self) }
                == ["1", "2", "3", "4", "5"])
        #expect(opened.problems.isEmpty)
    }

    static let refused: [(String, [Entry], ProblemCode)] = {
        var encrypted = Entry("a.csv", "x")
        encrypted.flags = 1
        var wrongSum = Entry("a.csv", "x")
        wrongSum.checksum = 1
        var tooShort = Entry("a.csv", "xyz")
        tooShort.declaredSize = 9
        tooShort.declaredCompressedSize = 9
        return [
            ("encrypted", [encrypted], .badArchive),
            ("wrong checksum", [wrongSum], .badArchive),
            ("longer than its data", [tooShort], .badArchive),
            (
                "an archive inside",
                [Entry(Array("i.zip".utf8), ArchiveBuilder.zip([Entry("a", "b")]))],
                .badArchive
            ),
            ("gzip inside", [Entry(Array("i.gz".utf8), ArchiveBuilder.gzip([0x41]))], .badArchive),
            ("nothing inside", [], .badArchive),
            ("only folders", [Entry("a/", "")], .badArchive),
        ]
    }()

    @Test("what cannot be trusted gives no member and a problem", arguments: refused)
    func refuse(_ name: String, _ entries: [Entry], _ code: ProblemCode) {
        let opened = ShapesContainerTests.members(ArchiveBuilder.zip(entries))
        #expect(opened.members.isEmpty)
        #expect(opened.problems.map(\.code) == [code])
        #expect(opened.problems.first?.file.hasPrefix("bill.zip") == true)
    }

    @Test("a bad member does not keep its neighbours out")
    func neighbours() {
        var wrongSum = Entry("b.csv", "x")
        wrongSum.checksum = 1
        let archive = ArchiveBuilder.zip([Entry("a.csv", "1"), wrongSum, Entry("c.csv", "3")])
        let opened = ShapesContainerTests.members(archive)
        #expect(opened.members.map(\.name) == ["bill.zip!a.csv", "bill.zip!c.csv"])
        #expect(opened.problems.map(\.file) == ["bill.zip!b.csv"])
    }

    /// 2 MiB of zeros in 13 KiB, declared as what it is or as less.
    private static func bomb(declared: Int? = nil) -> Entry {
        let count = 1 + 258 * 8192
        var entry = Entry(Array("bomb.csv".utf8), [UInt8](repeating: 0, count: count))
        entry.deflated = ArchiveBuilder.deflatedZeros(count)
        entry.declaredSize = declared
        return entry
    }

    @Test("an honest archive of the same ratio opens under the limit that is built in")
    func belowRatio() {
        let opened = ShapesContainerTests.members(ArchiveBuilder.zip([ShapesContainerTests.bomb()]))
        #expect(opened.members.map(\.bytes.count) == [1 + 258 * 8192])
    }

    @Test("bombs are refused, by what they declare and by what they unfold", arguments: [nil, 100])
    func bombs(declared: Int?) {
        let archive = ArchiveBuilder.zip([ShapesContainerTests.bomb(declared: declared)])
        let byRatio = ShapesContainerTests.members(archive) { $0.compressionRatio = 100 }
        #expect(byRatio.members.isEmpty)
        #expect(byRatio.problems.map(\.code) == [.limitExceeded])
        let bySize = ShapesContainerTests.members(archive) { $0.archiveBytes = 1 << 20 }
        #expect(bySize.members.isEmpty)
        #expect(bySize.problems.map(\.code) == [.limitExceeded])
    }

    @Test("a size of gigabytes is refused before a byte is unpacked")
    func declaredSize() {
        let opened = ShapesContainerTests.members(
            ArchiveBuilder.zip([ShapesContainerTests.bomb(declared: 0xF000_0000)]))
        #expect(opened.problems.map(\.code) == [.limitExceeded])
    }

    @Test("members share one budget")
    func sharedBudget() {
        let entries = (0..<4).map { Entry("\($0).csv", String(repeating: "x", count: 100)) }
        let opened = ShapesContainerTests.members(ArchiveBuilder.zip(entries)) {
            $0.archiveBytes = 250
        }
        #expect(opened.members.count == 2)
        #expect(opened.problems.map(\.code) == [.limitExceeded, .limitExceeded])
    }

    @Test("members that are modest each and a bomb together are refused")
    func overlapping() {
        let entries = (0..<8).map { index in
            var entry = Entry("\(index).csv", "")
            entry.data = [UInt8](repeating: 0, count: 1 + 258 * 8)
            entry.deflated = ArchiveBuilder.deflatedZeros(1 + 258 * 8)
            return entry
        }
        let opened = ShapesContainerTests.members(ArchiveBuilder.zip(entries)) {
            $0.compressionRatio = 10
            $0.ratioFloorBytes = 5000
        }
        // The archive has some 850 bytes; ten times that holds four members of 2,065.
        #expect(opened.members.count == 4)
        #expect(opened.problems.count == 4)
        #expect(opened.problems.allSatisfy { $0.code == .limitExceeded })
    }

    @Test("members are counted")
    func memberCount() {
        let opened = ShapesContainerTests.members(
            ArchiveBuilder.zip((0..<65).map { Entry("\($0).csv", "x") }))
        #expect(opened.members.isEmpty)
        #expect(opened.problems.first?.expected == "64 members")
    }

    @Test("gzip: its name, its members one after another")
    func gzip() {
        let one = ArchiveBuilder.gzip(Array("a,b\n".utf8), name: gbk("账单.csv"))
        let two = ArchiveBuilder.gzip(Array("c,d\n".utf8))
        let named = ShapesContainerTests.members(one, named: "bill.csv.gz")
        #expect(named.members.map(\.name) == ["bill.csv.gz!账单.csv"])
        let joined = ShapesContainerTests.members(two + one, named: "day/bill.csv.gz")
        #expect(joined.members.map(\.name) == ["day/bill.csv.gz!bill.csv"])
        #expect(joined.members.map { String(decoding: $0.bytes, as: UTF8.self) } == ["c,d\na,b\n"])
        #expect(joined.members.allSatisfy { $0.fault == nil })
    }

    @Test("a gzip that is cut or followed by other bytes is read as far as it goes, and says so")
    func cutGzip() {
        let whole = ArchiveBuilder.gzip(Array("a,b\nc,d\n".utf8))
        for file in [Array(whole.dropLast(3)), whole + [0x20, 0x20], whole + [0]] {
            let opened = ShapesContainerTests.members(file, named: "bill.gz")
            #expect(opened.problems.isEmpty)
            #expect(opened.members.count == 1)
            guard let member = opened.members.first else { continue }
            let reading = Reading(member)
            #expect(reading.rows == [["a", "b"], ["c", "d"]])
            #expect(reading.failure?.code == .truncated)
            #expect(reading.failure?.file == "bill.gz!bill")
        }
    }

    @Test("a gzip with a wrong checksum, or that is none inside, is refused")
    func badGzip() {
        var wrong = ArchiveBuilder.gzip(Array("a,b\n".utf8))
        wrong[wrong.count - 6] ^= 1
        for file in [wrong, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF]] as [[UInt8]] {
            let opened = ShapesContainerTests.members(file)
            #expect(opened.members.isEmpty)
            #expect(opened.problems.map(\.code) == [.badArchive])
        }
    }

    @Test("a gzip bomb is refused while it unfolds")
    func gzipBomb() {
        let opened = ShapesContainerTests.members(ArchiveBuilder.gzipOfZeros(1 + 258 * 8192)) {
            $0.compressionRatio = 100
        }
        #expect(opened.members.isEmpty)
        #expect(opened.problems.map(\.code) == [.limitExceeded])
    }

    @Test("cells handed in are a member for each sheet with rows")
    func handedIn() {
        var sheet = RawFile.Sheet(name: "流水")
        sheet.appendRow(["", "日期", "", "金额", ""], line: 3)
        sheet.appendRow(["", ""], line: 4)
        sheet.appendRow(["a"], line: 9)
        let file = RawFile(name: "bank.xls", bytes: [], sheets: [.init(name: "空"), sheet])
        let opened = Statements.members(of: file, limits: Limits())
        #expect(opened.members.map(\.name) == ["bank.xls!流水"])
        let again = opened.members.flatMap { Statements.members(of: $0, limits: Limits()).members }
        #expect(again.map(\.name) == ["bank.xls!流水"])
        let reading = Reading(again[0], as: .delimited(separator: 0x2C))
        #expect(reading.rows == [["", "日期", "", "金额"], ["a"]])
        #expect(reading.lines == [3, 9])
        #expect(reading.raw == ["\t日期\t\t金额", "a"])
    }
}
