import Records
import Statements
import Testing

@testable import Engine

@Suite struct ScratchTests {
    @Test func dump() throws {
        for file in Corpus.fixtures + Corpus.samples {
            let opened = try file.members()
            for p in opened.problems { print("@@ \(file) OPEN PROBLEM \(p.code) \(p.found) \(p.expected)") }
            for member in opened.members {
                let id = Statements.identify(member, among: Corpus.dialects, limits: Limits())
                let s = Corpus.read(member)
                print("@@ \(file) [\(member.name)] \(id.claimedBy) rows \(s.rowCount) e \(s.table.count) rwe \(s.rowsWithEntries) rwp \(s.rowsWithProblems) non \(s.nonEntries) \(s.encoding.rawValue) acct=\(s.account) period=\(s.period.map { "\($0.start.rfc3339(in: .china))..\($0.end.rfc3339(in: .china))" } ?? "-") q=\(s.quarantine.map { "\($0.code)" } ?? "-")")
                for p in s.problems.prefix(6) { print("   P \(p.line) \(p.column) \(p.code) found=\(p.found) exp=\(p.expected)") }
                for t in s.controlTotals { print("   T \(t.name) \(t.stated) vs \(t.computed) \(t.holds)") }
                print("   S \(s.columnSums.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })")
                if s.openingBalance != nil || s.closingBalance != nil { print("   B \(s.openingBalance?.decimal ?? "-") \(s.closingBalance?.decimal ?? "-")") }
                if !s.unknownColumns.isEmpty { print("   U \(s.unknownColumns)") }
                for i in 0..<min(s.table.count, 4) {
                    let t = s.table
                    print("   E \(t.kind[i]) \(t.status[i]) g=\(t.gross(ofRow: i)?.description ?? "-") d=\(t.discount(ofRow: i)?.decimal ?? "-") f=\(t.fee(ofRow: i)?.description ?? "-") n=\(t.net(ofRow: i)?.decimal ?? "-") a=\(t.asked(ofRow: i)?.description ?? "-") o=\(t.original(ofRow: i)?.description ?? "-") b=\(t.balance(ofRow: i)?.decimal ?? "-") ord=\(t.utf8Text(t.orderReference[i])) ch=\(t.utf8Text(t.channelReference[i])) rf=\(t.utf8Text(t.refundReference[i])) at=\(t.occurred(ofRow: i)?.rfc3339(in: .china) ?? "-") del=\(t.delivery[i].name) cp=\(Statements.text(t.counterparty[i], in: t)) memo=\(Statements.text(t.memo[i], in: t))")
                }
            }
        }
    }
}
