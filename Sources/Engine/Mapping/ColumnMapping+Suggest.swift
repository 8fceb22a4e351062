package import Statements
import Records

extension ColumnMapping {
    /// What the header says by itself, by the words that the formats for any shop, channel and bank
    /// know in three languages.
    package init(suggestedFor sample: TableSample) throws(EngineError) {
        self.init()
        header = sample.columns.map(\.name).filter { !$0.isEmpty }
        leadingMark = sample.leadingMark
        isExact = sample.isUnique
        let known = try BookSources.builtin()
        func dialect(_ name: String) -> Dialect? { known.first { $0.name == name } }
        guard let orders = dialect("generic-orders"), let payments = dialect("generic-payments"),
            let bank = dialect("bank-corporate")
        else { return }
        role = suggestedRole(payments, bank)
        let own = role == .bank ? bank : role == .channel ? payments : orders
        for dialect in [own, payments, bank] {
            guard let rule = dialect.entries.first else { continue }
            suggest(rule)
        }
        guard let rule = own.entries.first else { return }
        for column in sample.columns {
            switch uses[column.name] {
            case .status: suggestStatuses(column.words, rule.status)
            case .kind: suggestKinds(column.words, rule)
            default: break
            }
        }
    }

    private func has(_ names: [String]) -> Bool {
        header.contains { name in names.contains { TableSample.isSame($0, name) } }
    }

    private func suggestedRole(_ payments: Dialect, _ bank: Dialect) -> SourceRole {
        if let gross = bank.entries.first?.gross, has(gross.columns.joined() + []),
            has(gross.outColumn)
        {
            return .bank
        }
        return has(payments.entries.first?.channelReference.columns ?? [])
            && has(payments.entries.first?.orderReference.columns ?? []) ? .channel : .orders
    }

    /// Each column once, each use once: what is there stays.
    private mutating func suggest(_ rule: EntryRule) {
        let gross = rule.gross
        let isPair = gross?.outColumn.isEmpty == false
        let places: [(ColumnUse, [String])] = [
            (.orderReference, rule.orderReference.columns),
            (.channelReference, rule.channelReference.columns + rule.bankReference.columns),
            (.refundReference, rule.refundReference.columns),
            (isPair ? .moneyIn : .amount, gross.map { Array($0.columns.joined()) } ?? []),
            (.moneyOut, gross?.outColumn ?? []),
            (.fee, rule.fee.map { Array($0.columns.joined()) } ?? []),
            (.balance, rule.balance.map { Array($0.columns.joined()) } ?? []),
            (.currency, rule.currencyColumn),
            (.time, rule.occurredAt.flatMap(\.columns) + rule.createdAt.flatMap(\.columns)),
            (.clock, rule.occurredAt.flatMap(\.timeColumn)), (.status, rule.status.columns),
            (.kind, rule.conditions.first?.column ?? []), (.channel, rule.channelColumn),
            (.counterparty, rule.counterpartyColumn), (.memo, rule.memoColumn),
        ]
        for (use, names) in places where column(use) == nil {
            // An amount and a pair exclude each other.
            if use == .amount, column(.moneyIn) != nil { continue }
            if [.moneyIn, .moneyOut].contains(use), column(.amount) != nil { continue }
            let free = header.filter { uses[$0] == nil }
            let found = names.lazy.compactMap { name in
                free.first { TableSample.isSame($0, name) }
            }.first
            if let found { uses[found] = use }
        }
        // One of a pair alone is no pair.
        if column(.moneyIn) == nil || column(.moneyOut) == nil {
            for use in [ColumnUse.moneyIn, .moneyOut] {
                if let column = column(use) { uses[column] = nil }
            }
        }
    }

    private mutating func suggestStatuses(_ words: [String], _ rule: StatusRule) {
        for word in words { statuses[word] = rule.map[word.lowercased()] ?? rule.map[word] }
    }

    /// Words of which the rule says that its rows are none of its own are refunds.
    private mutating func suggestKinds(_ words: [String], _ rule: EntryRule) {
        var refunds: [String] = []
        if case .differs(let listed)? = rule.conditions.first?.test { refunds = listed }
        for word in words {
            let isRefund = refunds.contains { TableSample.isSame($0, word) }
            kinds[word] = .some(isRefund ? .refund : usualKind)
        }
    }
}
