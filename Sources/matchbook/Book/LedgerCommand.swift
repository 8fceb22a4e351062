import ArgumentParser
import Engine
import Ledger
import Records
import Reports
import Resolution

struct LedgerCommand: AsyncParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable { case trial, beancount, hledger }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ledger",
            abstract: say(
                "试算平衡表，或导出分录。", "試算平衡表，或匯出分錄。",
                "Show the trial balance, or write the journal."))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "trial（默认）、beancount 或 hledger。", "trial（預設）、beancount 或 hledger。",
                "trial (default), beancount or hledger."), valueName: "form"))
    var form: Form = .trial

    @Option(
        help: ArgumentHelp(
            say("到哪一天为止（试算）。", "到哪一天為止（試算）。", "Through which day (trial)."),
            valueName: "day"))
    var through: String?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let through, Day(through) == nil {
            throw ValidationError("--through: yyyy-MM-dd · “\(through)”")
        }
    }

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws(EngineError) {
        let book = try options.open(writes: false, shared: shared)
        let ledger = try book.ledger()
        switch form {
        case .beancount:
            Console.output(BeancountJournal.text(ledger, title: book.settings.merchant))
        case .hledger: Console.output(HledgerJournal.text(ledger))
        case .trial:
            let balance: TrialBalance
            do throws(LedgerRefusal) {
                balance =
                    try through.flatMap { Day($0) }.map {
                        (day) throws(LedgerRefusal) in try ledger.trialBalance(through: day)
                    } ?? ledger.trialBalance()
            } catch {
                throw .book(.decision(.ledger(error)))
            }
            Console.output(json ? LedgerCommand.json(balance) : LedgerCommand.table(balance))
        }
    }

    private static func json(_ balance: TrialBalance) -> String {
        let rows = balance.rows.filter { !$0.balance.isZero }
        let value = JSONValue.fields([
            "balances": .array(
                rows.map {
                    .fields([
                        "account": .string("\($0.account)"),
                        "currency": .string("\($0.balance.currency)"),
                        "balance": .string($0.balance.decimal),
                    ])
                }),
            "zero": .bool(balance.isZero),
        ])
        return String(decoding: value.pretty(), as: UTF8.self)
    }

    private static func table(_ balance: TrialBalance) -> String {
        var table = TextTable([.left, .right, .left])
        table.row([say("科目", "科目", "account"), say("余额", "餘額", "balance"), ""])
        for row in balance.rows where !row.balance.isZero {
            table.row([
                "\(row.account)", row.balance.decimal, "\(row.balance.currency)",
            ])
        }
        for total in balance.totals {
            table.row([
                say("合计", "合計", "total"), total.difference.decimal,
                "\(total.difference.currency)",
            ])
        }
        return table.lines().joined(separator: "\n") + "\n"
    }
}
