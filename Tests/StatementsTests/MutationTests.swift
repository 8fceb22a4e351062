import Engine
import Records
import Statements
import Testing

/// Damaged files: never a crash, never a hang, never a wrong sum that passes for a right one.
///
/// 500 mutations of each format's fixtures, 10,000 where MATCHBOOK_MUTATIONS says so.
@Suite struct MutationTests {
    @Test(
        "whatever happens to a file, what is read of it is what stands there",
        .timeLimit(.minutes(30)), arguments: MutationBench.formats)
    func damaged(format: String) throws {
        let fixtures = MutationBench.fixtures(format)
        for number in 0..<MutationBench.cases {
            let fixture = fixtures[number % fixtures.count]
            let other = fixtures[(number / fixtures.count) % fixtures.count]
            var mutator = Mutator(seed: UInt64(number) &+ UInt64(fixture.bytes.count) << 32)
            let bytes = mutator.mutate(fixture.bytes, splicing: other.bytes)
            // Every fourth file must say by itself what it is.
            let told = number % 4 == 0 ? nil : dialect(of: fixture)
            for (member, statement) in MutationBench.read(
                bytes, named: fixture.name, as: told)
            {
                let fault = MutationBench.fault(statement, member)
                #expect(fault.isEmpty, "\(fixture.name) case \(number): \(fault)")
                if statement.table.count > 0, [.utf8, .gb18030].contains(statement.encoding),
                    let count = RawCount(statement.dialect, fixture: member.bytes)
                {
                    let differences = count.differences(statement, member.bytes)
                    #expect(differences.isEmpty, "\(fixture.name) case \(number): \(differences)")
                }
            }
        }
    }

    @Test("no file that ever crashed a reader crashes any reader", .timeLimit(.minutes(30)))
    func crashers() {
        for fixture in MutationBench.fixtures("crashers") {
            for dialect in MutationBench.dialects {
                for (member, statement) in MutationBench.read(
                    fixture.bytes, named: fixture.name, as: dialect)
                {
                    let fault = MutationBench.fault(statement, member)
                    #expect(fault.isEmpty, "\(fixture.name) as \(dialect.name): \(fault)")
                }
            }
        }
    }

    @Test(
        "the second count knows most formats, and agrees with the first on whole files",
        .enabled(if: !MutationBench.formats.isEmpty))
    func secondCount() {
        var counted: Set<String> = []
        for format in MutationBench.formats {
            for fixture in MutationBench.fixtures(format) {
                for (member, statement) in MutationBench.read(
                    fixture.bytes, named: fixture.name, as: nil)
                {
                    guard statement.table.count > 0, statement.encoding != .utf16LittleEndian,
                        statement.encoding != .utf16BigEndian,
                        let count = RawCount(statement.dialect, fixture: member.bytes)
                    else { continue }
                    counted.insert(statement.dialect.name)
                    #expect(count.differences(statement, member.bytes).isEmpty, "\(fixture.name)")
                }
            }
        }
        #expect(counted.isSuperset(of: ["alipay-trade", "unionpay-zm"]), "\(counted.sorted())")
    }

    @Test(
        "a changed amount, a lost row and a doubled row are caught by the file's own totals",
        .timeLimit(.minutes(30)), arguments: MutationBench.formats)
    func caught(format: String) throws {
        for fixture in MutationBench.fixtures(format) {
            for (member, statement) in MutationBench.read(
                fixture.bytes, named: fixture.name, as: nil)
            {
                guard statement.quarantine == nil, statement.table.count > 0,
                    let count = RawCount(statement.dialect, fixture: member.bytes)
                else { continue }
                check(statement, member, count)
            }
        }
    }

    private func check(_ statement: Statement, _ member: RawFile, _ count: RawCount) {
        let summed = sumsItsAmounts(statement)
        guard summed else { return }
        for index in 0..<statement.table.count where statement.table.gross[index] != 0 {
            let start = Int(statement.table.rowOffset[index])
            let row = start..<start + Int(statement.table.rowLength[index])
            guard let changed = withOtherAmount(member.bytes, row, count) else { continue }
            var lost = member.bytes
            lost.removeSubrange(row)
            var doubled = member.bytes
            doubled.insert(contentsOf: [0x0A] + member.bytes[row], at: row.upperBound)
            for (what, bytes) in [("changed", changed), ("lost", lost), ("doubled", doubled)] {
                let again = MutationBench.read(
                    bytes, named: member.name, as: statement.dialect)
                #expect(
                    again.allSatisfy { $0.statement.quarantine != nil },
                    "\(member.name): the entry of line \(statement.table.line[index]) \(what)")
            }
        }
    }

    /// Whether a total of the file covers its amounts, and guards the door.
    private func sumsItsAmounts(_ statement: Statement) -> Bool {
        let dialect = statement.dialect
        guard dialect.totalsQuarantine, let amount = dialect.entries.first?.gross?.columns.first
        else { return false }
        let checks =
            dialect.lines.flatMap(\.checks) + (dialect.footerTable?.checks ?? [])
            + dialect.totalRows.flatMap(\.checks)
        let covers = checks.contains { check in
            switch check.measure {
            case .sum(let columns), .sumOfMagnitudes(let columns):
                !Set(columns).isDisjoint(with: amount)
            case .count: false
            }
        }
        return covers && !statement.controlTotals.isEmpty
    }

    /// The first digit of the row's amount made another.
    private func withOtherAmount(
        _ bytes: [UInt8], _ row: Range<Int>, _ count: RawCount
    ) -> [UInt8]? {
        guard let before = count.magnitude(bytes[row]) else { return nil }
        for index in row where (0x30...0x39).contains(bytes[index]) {
            var changed = bytes
            changed[index] = bytes[index] == 0x39 ? 0x31 : bytes[index] + 1
            if let after = count.magnitude(changed[row]), after != before { return changed }
        }
        return nil
    }

    private func dialect(of fixture: MutationBench.Fixture) -> Dialect? {
        MutationBench.dialects.first { $0.name == String(fixture.name.prefix { $0 != "/" }) }
    }
}
