import Engine
import Records
import Statements
import Testing

/// The files of the demonstration day, by themselves; what the engine makes of them is tested with
/// the runs.
@Suite struct DemoDayTests {
    @Test("the same seed writes the same bytes, another seed others")
    func deterministic() {
        #expect(DemoDay.files() == DemoDay.files())
        #expect(DemoDay.files(seed: 1) != DemoDay.files(seed: 2))
    }

    @Test("every plant is named once and its reference stands in the files", arguments: 1...5)
    func planted(seed: UInt64) {
        let planted = DemoDay.expected(seed: seed)
        #expect(planted.count >= 25)
        #expect(Set(planted.map(\.name)).count == planted.count)
        let text = DemoDay.files(seed: seed).map { String(decoding: $0.bytes, as: UTF8.self) }
        for plant in planted {
            #expect(text.contains { $0.contains(plant.reference) }, "\(plant.name)")
        }
    }

    @Test("archives open, with their Chinese member names")
    func archives() throws {
        for file in DemoDay.files() where file.name.hasSuffix("zip") || file.name.hasSuffix("gz") {
            let raw = RawFile(name: file.name, bytes: file.bytes)
            let (members, problems) = Statements.members(of: raw, limits: Limits())
            #expect(problems.isEmpty, "\(problems)")
            #expect(!members.isEmpty)
            if file.name.hasSuffix("zip") {
                #expect(members.allSatisfy { $0.name.contains("明细") }, "\(members.map(\.name))")
            }
        }
    }

    @Test("UnionPay's rows have 607 bytes")
    func unionPayWidth() throws {
        let file = try #require(DemoDay.files().first { $0.name.hasPrefix("INN") })
        let rows = file.bytes.split(separator: 0x0A)
        #expect(rows.count > 20)
        #expect(rows.allSatisfy { $0.count == 607 })
    }

    @Test("a day of so many orders has so many, within its plants")
    func size() throws {
        let file = try #require(DemoDay.files(orders: 400).first { $0.name == "orders.csv" })
        let rows = file.bytes.split(separator: 0x0A).count - 1
        #expect((380...420).contains(rows), "\(rows)")
    }
}
