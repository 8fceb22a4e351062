import Engine
import HTTPTypes
import Ledger
import Records
import Reports

/// The books: balances, journal, and the journal as other programs read it.
enum LedgerOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "getTrialBalance", method: .get, path: "/ledger/trial", rule: .needs(.read),
            summary: "Balances of all accounts; `zero` says that the books balance.",
            parameters: [.query("through", .string(.day, length: 10...10), "Through this day.")],
            answer: .json(
                .open([.must("balances", .array(.open([]))), .must("zero", .boolean)]))
        ) { call in
            let through = try call.day("through")
            return .json(
                try await call.read { book in
                    let ledger = try book.ledger()
                    let balance: TrialBalance
                    do throws(LedgerRefusal) {
                        if let through {
                            balance = try ledger.trialBalance(through: through)
                        } else {
                            balance = ledger.trialBalance()
                        }
                    } catch {
                        throw APIProblem(.unprocessableContent, .refused, detail: "\(error)")
                    }
                    return value(balance)
                })
        },
        APIOperation(
            id: "listJournal", method: .get, path: "/ledger/journal", rule: .needs(.export),
            summary: "Every posting, one row each; as NDJSON or CSV all of them.",
            parameters: [
                .query(
                    "account", .string(.line, length: 1...200),
                    "Entries that touch this account only."), .cursor, .limit,
            ],
            answer: .rows(
                .open([
                    .must("items", .array(.open([.must("entry", .string())]))),
                    .must("next", .nullable(.string(length: 0...4000))),
                ]))
        ) { call in try await journal(call) },
        APIOperation(
            id: "getBeancount", method: .get, path: "/ledger/beancount", rule: .needs(.export),
            summary: "The journal for beancount.", answer: .text
        ) { call in
            .text(
                try await call.read { book in
                    BeancountJournal.text(try book.ledger(), title: book.settings.merchant)
                })
        },
        APIOperation(
            id: "getHledger", method: .get, path: "/ledger/hledger", rule: .needs(.export),
            summary: "The journal for hledger.", answer: .text
        ) { call in .text(try await call.read { HledgerJournal.text(try $0.ledger()) }) },
    ]

    private static func value(_ balance: TrialBalance) -> JSONValue {
        .fields([
            "balances": .array(
                balance.rows.filter { !$0.balance.isZero }.map {
                    .fields([
                        "account": .string("\($0.account)"),
                        "currency": .string("\($0.balance.currency)"),
                        "balance": .string($0.balance.decimal),
                    ])
                }), "zero": .bool(balance.isZero),
        ])
    }

    private static func rows(_ entry: JournalEntry) -> [JSONValue] {
        entry.postings.map { posting in
            .fields([
                "entry": .string("\(entry.identifier)"), "day": .string("\(entry.day)"),
                "kind": .string(entry.kind.rawValue), "memo": .string(entry.memo),
                "account": .string("\(posting.account)"),
                "currency": .string("\(posting.amount.currency)"),
                "amount": .string(posting.amount.decimal),
                "reverses": .optional(entry.reverses?.description),
            ])
        }
    }

    /// Entries of a part of a stream.
    private static let partEntries = 1000

    private static func journal(_ call: APICall) async throws -> APIAnswer {
        let from = try call.cursor("journal")?.first.flatMap { Int($0) } ?? 0
        let account = call.text("account")
        let entries = try await call.read { try $0.store.journal() }.filter { entry in
            account == nil || entry.postings.contains { $0.account.description == account }
        }
        guard call.form == .json else {
            let walk = RowWalk(from)
            return .rows(
                RowStream(
                    form: call.form,
                    columns: [
                        "entry", "day", "kind", "memo", "account", "currency", "amount", "reverses",
                    ]
                ) {
                    guard let start = walk.next, start < entries.count else { return [] }
                    let end = min(start + partEntries, entries.count)
                    walk.next = end
                    return entries[start..<end].flatMap(rows)
                })
        }
        let end = min(from + call.limit, entries.count)
        let part = from < end ? entries[from..<end].flatMap(rows) : []
        let next = end < entries.count ? call.cursor("journal", after: ["\(end)"]) : .null
        return .json(.fields(["items": .array(part), "next": next]))
    }
}
