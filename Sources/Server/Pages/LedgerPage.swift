import Engine
import Hummingbird
import Ledger
import Records
import Reports

/// The books: what each account holds, and the journal.
struct LedgerPage: Sendable {
    let pages: Pages

    /// Entries of the journal on a page.
    private static let limit = 50

    func register(on router: Router<PageContext>) {
        router.get("ledger") { request, context -> Response in
            try await pages.show(
                "ledger", Words("账本", "帳本", "Ledger"), request, context
            ) { reading in
                let journal = try reading.memo.value("journal", reading.book) {
                    try reading.book.store.journal()
                }
                let ledger = try reading.memo.value("ledger", reading.book) {
                    try reading.book.ledger()
                }
                return LedgerPage.model(ledger.trialBalance(), journal, reading)
            }
        }
        router.get("ledger/journal.{form}") { request, context -> Response in
            let form = context.parameters.get("form") ?? ""
            return try await pages.answering(request, context) {
                let text = try await pages.server.desk.read(as: context.actor) { book in
                    switch form {
                    case "beancount":
                        BeancountJournal.text(try book.ledger(), title: book.settings.merchant)
                    case "hledger": HledgerJournal.text(try book.ledger())
                    default: throw EngineError.book(.unknown(kind: "form", name: form))
                    }
                }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/plain; charset=utf-8",
                        .contentDisposition: "attachment; filename=\"journal.\(form)\"",
                    ], body: .init(byteBuffer: .init(string: text)))
            }
        }
    }

    private static func model(
        _ balance: TrialBalance, _ journal: [JournalEntry], _ reading: Pages.Reading
    ) -> JSONValue {
        let account = reading.query["account"]
        let kept = journal.filter { entry in
            account == nil || entry.postings.contains { $0.account.description == account }
        }
        let count = max(1, (kept.count + limit - 1) / limit)
        let page = min(max(1, reading.query["page"].flatMap { Int($0) } ?? 1), count)
        func address(_ number: Int) -> JSONValue {
            (1...count).contains(number)
                ? .string(
                    "/ledger" + reading.query.query(replacing: ["page": "\(number)"]) + "#journal")
                : .null
        }
        return .fields([
            "accounts": .list(balance.rows.filter { !$0.balance.isZero }) { row in
                .fields([
                    "account": .string("\(row.account)"),
                    "words": .string(words(row.account, reading.language)),
                    "path": .string(
                        "/ledger?account=\(FormFields.encode(row.account.description))#journal"),
                    "active": .bool(row.account.description == account),
                    "debit": .string(row.balance.units > 0 ? Show.decimal(row.balance) : ""),
                    "credit": .string(row.balance.units < 0 ? Show.decimal(-row.balance) : ""),
                    "currency": .string("\(row.balance.currency)"),
                ])
            },
            "totals": .list(balance.totals) { total in
                .fields([
                    "currency": .string("\(total.debits.currency)"),
                    "debits": .string(Show.decimal(total.debits)),
                    "credits": .string(Show.decimal(total.credits)),
                    "difference": .string(Show.decimal(total.difference)),
                    "zero": .bool(total.difference.isZero),
                ])
            },
            "balanced": .bool(balance.isZero), "none": .bool(journal.isEmpty),
            "account": .optional(account),
            "entries": .list(kept.reversed().dropFirst((page - 1) * limit).prefix(limit)) {
                entry($0, reading.language)
            },
            "count": .string(Show.count(kept.count)), "page": .integer(page),
            "pages": .integer(count), "many": .bool(count > 1), "previous": address(page - 1),
            "next": address(page + 1),
        ])
    }

    private static func entry(_ entry: JournalEntry, _ language: Language) -> JSONValue {
        .fields([
            "identifier": .string("\(entry.identifier)"), "day": .string("\(entry.day)"),
            "kind": .string(words(entry.kind)[language]), "memo": .string(entry.memo),
            "reverses": .optional(entry.reverses?.description),
            "span": .integer(entry.postings.count),
            "postings": .list(entry.postings.enumerated()) { place, posting in
                .fields([
                    "first": .bool(place == 0),
                    "account": .string(words(posting.account, language)),
                    "debit": .string(
                        posting.amount.units > 0 ? Show.decimal(posting.amount) : ""),
                    "credit": .string(
                        posting.amount.units < 0 ? Show.decimal(-posting.amount) : ""),
                    "currency": .string("\(posting.amount.currency)"),
                ])
            },
        ])
    }

    /// "支付宝 · 渠道待清算".
    static func words(_ account: Account, _ language: Language) -> String {
        let (words, label): (Words, AccountLabel?) =
            switch account {
            case .bank(let label): (Words("银行存款", "銀行存款", "Bank"), label)
            case .clearing(let label): (Words("渠道待清算", "通路待清算", "Clearing"), label)
            case .suspense(let label): (Words("挂账", "掛帳", "Suspense"), label)
            case .revenue(let label): (Words("销售收入", "銷售收入", "Revenue"), label)
            case .refunds(let label): (Words("退款", "退款", "Refunds"), label)
            case .exchangeGains: (Words("汇兑损益", "匯兌損益", "Exchange gains"), nil)
            case .fees(let label): (Words("手续费", "手續費", "Fees"), label)
            case .adjustments: (Words("调账", "調帳", "Adjustments"), nil)
            case .writeOffs: (Words("核销", "沖銷", "Write-offs"), nil)
            case .rounding: (Words("舍入", "捨入", "Rounding"), nil)
            case .conversion: (Words("换汇", "換匯", "Conversion"), nil)
            case .opening: (Words("期初", "期初", "Opening"), nil)
            }
        guard let label else { return words[language] }
        return words[language] + " · " + ChannelTitle.title(label.description, language)
    }

    private static func words(_ kind: JournalEntry.Kind) -> Words {
        switch kind {
        case .opening: Words("期初", "期初", "opening")
        case .payment: Words("收款", "收款", "payment")
        case .refund: Words("退款", "退款", "refund")
        case .fee: Words("手续费", "手續費", "fee")
        case .payout: Words("提现", "提領", "payout")
        case .adjustment: Words("调账", "調帳", "adjustment")
        case .suspense: Words("挂账", "掛帳", "suspense")
        case .release: Words("解除挂账", "解除掛帳", "release")
        case .writeOff: Words("核销", "沖銷", "write-off")
        case .exchange: Words("换汇", "換匯", "exchange")
        case .reversal: Words("冲回", "沖回", "reversal")
        }
    }
}
