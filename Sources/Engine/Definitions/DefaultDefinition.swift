import Matching
import Records
package import Statements

/// The definition of the shorthand `--left A… --right B…` (docs/reconciliation.md §2, last
/// paragraph): what the files are decides more than the side they were named on.
package struct DefaultDefinition {
    /// A statement with the path it came from and the side it was named on.
    package struct Found: Sendable {
        package var path: String
        package var statement: Statement
        package var namedLeft: Bool

        package init(path: String, statement: Statement, namedLeft: Bool) {
            self.path = path
            self.statement = statement
            self.namedLeft = namedLeft
        }
    }

    let aliases: ChannelAliases
    let found: [Found]
    /// Whether files were named on a side: in a book they are not.
    let sidesNamed: Bool
    var definition = Definition()
    /// Names of the sources with entries, by what they are.
    var names: [SourceKind: String] = [:]

    /// What one source is: statements of one channel and role.
    struct SourceKind: Hashable {
        var role: SourceRole
        /// Canonical; "" for orders, and for bills whose rows name the channel.
        var channel: String
        /// Banks are told apart by their format.
        var format = ""
        /// Only where nothing says what is compared with what.
        var namedLeft: Bool?
    }

    package static func make(
        of found: [Found], aliases: ChannelAliases = .builtin, sidesNamed: Bool = true
    ) -> Definition {
        var builder = DefaultDefinition(aliases: aliases, found: found, sidesNamed: sidesNamed)
        builder.addSources()
        builder.addLegs()
        builder.definition.feeSchedules = DefaultFees.schedules
        return builder.definition
    }

    init(aliases: ChannelAliases, found: [Found], sidesNamed: Bool) {
        self.aliases = aliases
        self.sidesNamed = sidesNamed
        // Sorted, so that the order of arguments changes nothing.
        self.found = found.sorted {
            ($0.path, $0.statement.file, $0.namedLeft ? 0 : 1)
                < ($1.path, $1.statement.file, $1.namedLeft ? 0 : 1)
        }
    }

    /// Statements whose entries count.
    var imported: [Found] {
        found.filter { $0.statement.quarantine == nil && $0.statement.dialect.role != .summary }
    }

    var hasOrders: Bool { imported.contains { $0.statement.dialect.role == .orders } }

    func kind(of found: Found) -> SourceKind {
        let dialect = found.statement.dialect
        var channel = dialect.channel.isEmpty ? "" : aliases.canonical(dialect.channel)
        var format = ""
        var namedLeft: Bool?
        switch dialect.role {
        case .orders: channel = ""
        case .wallet: channel = aliases.chain
        case .bank: format = dialect.name
        case .channel, .fund, .link, .summary: break
        }
        if sidesNamed, !hasOrders, !pairsWithFund(channel) { namedLeft = found.namedLeft }
        return SourceKind(
            role: dialect.role, channel: channel, format: format, namedLeft: namedLeft)
    }

    /// Whether a channel has both its trade bill and its fund-flow bill.
    func pairsWithFund(_ channel: String) -> Bool {
        let roles = imported.filter {
            !$0.statement.dialect.channel.isEmpty
                && aliases.canonical($0.statement.dialect.channel) == channel
        }.map(\.statement.dialect.role)
        return roles.contains(.channel) && roles.contains(.fund)
    }

    private mutating func addSources() {
        var members: [SourceKind: [Found]] = [:]
        var unread: [Found] = []
        for item in found {
            if item.statement.dialect.name.isEmpty {
                unread.append(item)
            } else {
                members[kind(of: item), default: []].append(item)
            }
        }
        var named: [(name: String, kind: SourceKind, found: [Found])] = []
        for (kind, items) in members where kind.role != .summary {
            named.append((name(of: kind), kind, items))
        }
        named.sort { $0.name < $1.name }
        for (name, kind, items) in named {
            add(name: name, kind: kind, items)
        }
        // A summary belongs to its detail file; alone it is read all the same.
        let covered = Set(definition.sources.flatMap(\.files))
        unread += members.filter { $0.key.role == .summary }.flatMap(\.value)
        let rest = Set(unread.map(\.path)).subtracting(covered)
        if !rest.isEmpty {
            var source = Definition.Source(name: "further-files")
            source.files = rest.sorted()
            definition.sources.append(source)
        }
    }

    private mutating func add(name: String, kind: SourceKind, _ items: [Found]) {
        var source = Definition.Source(name: name)
        source.files = Set(items.map(\.path)).sorted()
        source.formats = Set(items.map(\.statement.dialect.name)).sorted()
        source.role = kind.role
        definition.sources.append(source)
        if items.contains(where: { $0.statement.quarantine == nil }) { names[kind] = name }
    }

    func name(of kind: SourceKind) -> String {
        let base =
            switch kind.role {
            case .orders: "orders"
            case .channel: kind.channel.isEmpty ? "payments" : kind.channel
            case .fund: kind.channel.isEmpty ? "fund" : kind.channel + "-fund"
            case .wallet: "wallet"
            case .link: kind.channel.isEmpty ? "links" : kind.channel + "-links"
            case .bank: kind.format
            case .summary: "summary"
            }
        switch kind.namedLeft {
        case true?: return base + "-left"
        case false?: return base + "-right"
        case nil: return base
        }
    }
}
