import ArgumentParser
import Engine
import Ledger
import Ledger
import Records
import Reports
import Resolution

struct DecideCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "decide",
            abstract: say("处理差错。", "處理差錯。", "Decide what becomes of breaks."),
            discussion: say(
                """
                种类：force-match、unmatch、accept-difference、write-off、adjustment、suspense、release、\
                expected-until、not-a-duplicate、ignore、refund、redeliver、opening。差错写编号的前 8 位以上。\
                超过限额的决定要由另一个人 approve。
                """,
                """
                種類：force-match、unmatch、accept-difference、write-off、adjustment、suspense、release、\
                expected-until、not-a-duplicate、ignore、refund、redeliver、opening。差錯寫編號的前 8 位以上。\
                超過限額的決定要由另一個人 approve。
                """,
                """
                Kinds: force-match, unmatch, accept-difference, write-off, adjustment, suspense, \
                release, expected-until, not-a-duplicate, ignore, refund, redeliver, opening. \
                Breaks are named by 8 or more digits of their id. Above a limit another person \
                must approve.
                """))
    }

    @Argument(
        help: ArgumentHelp(say("种类。", "種類。", "What is decided."), valueName: "kind"))
    var kind: String

    @Argument(
        help: ArgumentHelp(
            say("差错编号（至少 8 位）。", "差錯編號（至少 8 位）。", "Ids of breaks (8 digits or more)."),
            valueName: "break"))
    var breaks: [String] = []

    @Option(help: ArgumentHelp(say("理由。", "理由。", "Why."), valueName: "text"))
    var reason: String

    @Option(
        help: ArgumentHelp(
            say(
                "只处理一部分金额（不带正负号）；opening：期初余额，如“1000.00 CNY”。",
                "只處理一部分金額（不帶正負號）；opening：期初餘額，如「1000.00 CNY」。",
                "A part of the amount, without its sign; opening: what was there, “1000.00 CNY”."),
            valueName: "amount"))
    var amount: String?

    @Option(
        help: ArgumentHelp(
            say("expected-until 的日期。", "expected-until 的日期。", "Day of expected-until."),
            valueName: "day"))
    var until: String?

    @Option(
        help: ArgumentHelp(
            say(
                "force-match 另加的流水；unmatch：那一对里的流水或单号。",
                "force-match 另加的明細；unmatch：那一對裡的明細或單號。",
                "force-match: further entries; unmatch: an entry or reference of the match."),
            valueName: "entry"))
    var with: [String] = []

    @Option(
        help: ArgumentHelp(
            say(
                "unmatch：哪个对账环节（有几个时）。", "unmatch：哪個對帳環節（有幾個時）。",
                "unmatch: which leg, where it is matched in several."),
            valueName: "leg"))
    var leg: String?

    @Option(
        help: ArgumentHelp(
            say(
                "adjustment：fee、fx、rounding 或 misc；release：revenue、refund 或 adjustment。",
                "adjustment：fee、fx、rounding 或 misc；release：revenue、refund 或 adjustment。",
                "adjustment: fee, fx, rounding or misc; release: revenue, refund or adjustment."),
            valueName: "account"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            say(
                "opening：账户，如 Assets:Bank:Icbc。", "opening：帳戶，如 Assets:Bank:Icbc。",
                "opening: the account, such as Assets:Bank:Icbc."),
            valueName: "account"))
    var account: String?

    @Option(
        help: ArgumentHelp(
            say(
                "release：哪一项挂账决定。", "release：哪一項掛帳決定。",
                "release: the decision that put it in suspense."),
            valueName: "decision"))
    var of: Int?

    @Option(
        help: ArgumentHelp(
            say("ignore 的规则名。", "ignore 的規則名。", "Name of the rule of ignore."), valueName: "name"))
    var rule: String?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if DecisionKind.Name(rawValue: kindName) == nil || parsedKind == nil {
            throw ValidationError(
                say("不认识或缺少参数：", "不認識或缺少參數：", "unknown, or lacks an option: ") + kind)
        }
        for entry in with where parsedKind != .unmatch && EntryID(entry) == nil {
            throw ValidationError("--with: 12:345 · “\(entry)”")
        }
        if parsedKind == .unmatch, with.isEmpty || !breaks.isEmpty {
            throw ValidationError(
                say(
                    "unmatch：用 --with 写流水（12:345）或单号，不写差错",
                    "unmatch：用 --with 寫明細（12:345）或單號，不寫差錯",
                    "unmatch: name an entry (12:345) or a reference with --with, and no break"))
        }
        for name in breaks where name.utf8.count < 8 {
            throw ValidationError(
                say("差错编号至少 8 位：", "差錯編號至少 8 位：", "8 digits of a break's id or more: ")
                    + "“\(name)”")
        }
    }

    private var kindName: String { String(kind.map { $0 == "-" ? "_" : $0 }) }

    /// Nil where the kind needs an option that is not there, or one that is none.
    private var parsedKind: DecisionKind? {
        switch DecisionKind.Name(rawValue: kindName) {
        case .adjustment:
            return DecisionKind.Adjustment(rawValue: to ?? "misc").map { .adjustment($0) }
        case .expectedUntil: return until.flatMap { Day($0) }.map { .expectedUntil($0) }
        case .ignore: return .ignore(rule: rule ?? "manual")
        case .release:
            guard let of else { return nil }
            let word = to == "revenue" ? "revenue:main" : to ?? "adjustment"
            return DecisionKind.release(word).map { .release(of: of, to: $0) }
        case .opening: return account.flatMap { Account($0) }.map { .opening($0) }
        case .undo, .close, nil: return nil
        default: return DecisionKind(kindName)
        }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            if parsedKind == .unmatch {
                let stored = try BookDecide(book).unmatch(
                    try book.entries(named: with), leg: leg, reason: reason)
                DecisionText.show(stored, json: json, shared.language)
                return
            }
            var request = BookDecide.Request(
                parsedKind!, try book.breakIDs(breaks), reason: reason)
            request.entries = with.compactMap { EntryID($0) }
            request.amount = amount.map { BookDecide.ExactAmount($0) }
            let stored = try BookDecide(book).decide(request)
            DecisionText.show(stored, json: json, shared.language)
        }
    }
}
