import Foundation
import Records
import Testing

@testable import Ledger

/// The journals that other people's programs read, judged by those programs.
@Suite struct JournalTests {
    typealias Books = SampleBooks

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where `make test-packages` puts them, else wherever the path leads. Nil if it is not there.
    static func tool(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let folders =
            [root.path + "/.build/books/bin"] + path.split(separator: ":").map(String.init)
        return folders.map { $0 + "/" + name }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    private func run(_ name: String, _ arguments: [String]) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.tool(name)))
        process.arguments = arguments
        process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func check(
        _ text: String, _ name: String, _ arguments: (String) -> [String]
    ) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-books-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try run(name, arguments(file.path))
    }

    /// The first amount of the first transaction, one unit more.
    private func falsified(_ text: String, after mark: String) throws -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let assertion = try #require(lines.lastIndex { $0.contains(mark) })
        let digit = try #require(
            lines[assertion].lastIndex { $0.isNumber && $0 != "0" || $0 == "9" })
        lines[assertion].replaceSubrange(
            digit...digit, with: lines[assertion][digit] == "7" ? "8" : "7")
        return lines.joined(separator: "\n")
    }

    @Test(
        "bean-check accepts the books with exact balance assertions, and no false one",
        .enabled(
            if: tool("bean-check") != nil, "bean-check is not installed: make test-packages"))
    func beancount() throws {
        let text = BeancountJournal.text(try Books.books(seed: 1, count: 200), title: "书 \"1\"")
        let sound = try check(text, "bean-check") { [$0] }
        #expect(sound.status == 0, "\(sound.output)")
        #expect(text.components(separatedBy: " ~ 0.00 ").count > 50)
        let cny = text.components(separatedBy: "\n").filter {
            !$0.contains(" balance ") || $0.hasSuffix("CNY")
        }.joined(separator: "\n")
        let wrong = try check(falsified(cny, after: " balance "), "bean-check") { [$0] }
        #expect(wrong.status != 0 && wrong.output.contains("Balance failed"), "\(wrong.output)")
    }

    @Test(
        "hledger check --strict accepts the books, and no false balance",
        .enabled(if: tool("hledger") != nil, "hledger is not installed: make test-packages"))
    func hledger() throws {
        let text = HledgerJournal.text(try Books.books(seed: 2, count: 200))
        let sound = try check(text, "hledger") { ["-f", "journal:" + $0, "check", "--strict"] }
        #expect(sound.status == 0, "\(sound.output)")
        let wrong = try check(falsified(text, after: " = "), "hledger") {
            ["-f", "journal:" + $0, "check", "--strict"]
        }
        #expect(wrong.status != 0 && wrong.output.contains("assertion"), "\(wrong.output)")
    }

    @Test(
        "hledger adds the journal up to the balances of the ledger",
        .enabled(if: tool("hledger") != nil, "hledger is not installed: make test-packages"))
    func sameBalances() throws {
        let ledger = try Books.books(seed: 3, count: 120)
        let answer = try check(HledgerJournal.text(ledger), "hledger") {
            [
                "-f", "journal:" + $0, "balance", "--flat", "--no-total", "-O", "csv", "-E",
                "--layout=bare",
            ]
        }
        let lines = answer.output.split(separator: "\n").map {
            $0.replacingOccurrences(of: "\"", with: "")
        }
        for row in ledger.trialBalance().rows where !row.balance.isZero {
            let scale = Books.chart.scales[row.balance.currency] ?? 0
            let amount = Money.decimal(
                units: row.balance.rescaled(to: max(scale, row.balance.scale)).units, scale: scale)
            #expect(
                lines.contains("\(row.account),\(row.balance.currency),\(amount)"),
                "\(row.account) \(row.balance)")
        }
    }

    @Test("journals are spelled as they are meant")
    func spelling() throws {
        var ledger = GeneralLedger(
            ChartOfAccounts(
                accounts: [.clearing(Books.alipay), .adjustments],
                scales: [.cny: 2, Books.inch: 0]))
        try ledger.post(
            Books.entry("a:1", Books.plain("x").postings, memo: "say \"date:1\""))
        #expect(
            BeancountJournal.text(ledger, title: "t") == """
                option "title" "t"

                2026-06-18 commodity X-1INCH
                2026-06-18 commodity CNY
                2026-06-18 open Assets:Clearing:Alipay-main
                2026-06-18 open Expenses:Adjustments

                2026-06-18 * "adjustment" "say \\"date:1\\""
                  entry: "a:1"
                  Assets:Clearing:Alipay-main  1.00 CNY
                  Expenses:Adjustments  -1.00 CNY

                2026-06-19 balance Assets:Clearing:Alipay-main  1.00 ~ 0.00 CNY
                2026-06-19 balance Expenses:Adjustments  -1.00 ~ 0.00 CNY

                """)
        #expect(
            HledgerJournal.text(ledger) == """
                decimal-mark .
                commodity 1000. "1INCH"
                commodity 1000.00 CNY
                account Assets:Clearing:Alipay-main
                account Expenses:Adjustments

                2026-06-18 * (a:1) adjustment  ; say "date：1"
                    Assets:Clearing:Alipay-main  1.00 CNY
                    Expenses:Adjustments  -1.00 CNY

                2026-06-18 * balances
                    Assets:Clearing:Alipay-main  0 CNY = 1.00 CNY
                    Expenses:Adjustments  0 CNY = -1.00 CNY

                """)
    }
}
