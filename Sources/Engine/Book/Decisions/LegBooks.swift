import Ledger
import Matching
import Records
import Resolution
import Statements

/// What a leg means for the books: its role, and the labels of its accounts.
struct LegBooks {
    let role: LegRole
    private let aliases: ChannelAliases
    private let otherChannel: AccountLabel
    private let otherShop: AccountLabel
    let bank: AccountLabel

    init(_ leg: Definition.Leg, of run: BookRun) {
        let left = LegBooks.roles(leg.left, run)
        let right = LegBooks.roles(leg.right, run)
        role = LegRole(left: left, right: right)
        aliases = run.aliases
        let own = AccountLabel("channel")!
        let named = AccountLabel.spelled(leg.name, otherwise: own)
        // Of a payout the channel stands on the left.
        let names = role == .payout ? leg.left.sources : leg.right.sources
        let words = names.compactMap { LegBooks.channel($0, run) }.filter { !$0.isEmpty }
        otherChannel = words.first.map { .spelled($0, otherwise: named) } ?? named
        otherShop = AccountLabel.spelled(
            run.rules.merchant, otherwise: AccountLabel("main")!)
        bank = AccountLabel.spelled(
            leg.right.sources.first ?? "bank", otherwise: AccountLabel("bank")!)
    }

    private static func roles(
        _ selection: Definition.Selection, _ run: BookRun
    ) -> Set<SourceRole> {
        var roles: Set<SourceRole> = []
        for name in selection.sources {
            if let role = run.rules.source(name)?.role {
                roles.insert(role)
                continue
            }
            for fact in run.catalogue.values where fact.source == name {
                if let dialect = run.library.dialect(named: fact.dialect) {
                    roles.insert(dialect.role)
                }
            }
        }
        return roles
    }

    /// What the source or its format says of the channel.
    private static func channel(_ name: String, _ run: BookRun) -> String? {
        if let own = run.rules.source(name)?.channel { return run.aliases.canonical(own) }
        let facts = run.catalogue.values.filter { $0.source == name }
        let dialect = facts.min { $0.number < $1.number }.flatMap {
            run.library.dialect(named: $0.dialect)
        }
        return dialect.map { $0.channel.isEmpty ? "" : run.aliases.canonical($0.channel) }
    }

    func channel(_ word: String) -> AccountLabel {
        word.isEmpty ? otherChannel : .spelled(aliases.canonical(word), otherwise: otherChannel)
    }

    func shop(_ word: String) -> AccountLabel { .spelled(word, otherwise: otherShop) }
}
