package import Records
import Statements

/// What a person said of the columns of a file that no format knows. It becomes a dialect like any
/// other, word for word what they could have written themselves (docs/dialects.md).
package struct ColumnMapping: Sendable, Hashable {
    package var name = ""
    package var title = ""
    /// `orders`, `channel` or `bank`.
    package var role = SourceRole.orders
    /// Of every row, where no column says it.
    package var channel = ""
    /// Of every row, where no column says it.
    package var currency = "CNY"
    package var zone = "Asia/Shanghai"
    /// Empty: the common forms.
    package var timeFormat = ""
    /// The amounts are counted in hundredths.
    package var isMinor = false
    /// Money in is printed with a minus.
    package var isReversed = false
    /// Names of the header, in its order; a file with all of them is of this format.
    package var header: [String] = []
    package var uses: [String: ColumnUse] = [:]
    /// By the word that stands in the column.
    package var statuses: [String: EntryStatus] = [:]
    /// The same; words with nil are no entries.
    package var kinds: [String: EntryKind?] = [:]
    package var leadingMark: UInt8?
    /// A file with other columns beside these is another format: they may change what rows mean.
    package var isExact = false

    package init() {}

    package static let roles: [SourceRole] = [.orders, .channel, .bank]

    /// What a row is where no column says it.
    package var usualKind: EntryKind {
        switch role {
        case .orders: .order
        case .bank: .transfer
        default: .payment
        }
    }

    /// The column that is this.
    package func column(_ use: ColumnUse) -> String? { header.first { uses[$0] == use } }

    /// The first thing that is wrong, nil where a dialect can be made.
    package var fault: MappingFault? {
        for use in ColumnUse.allCases where header.count(where: { uses[$0] == use }) > 1 {
            return .twice(use)
        }
        let pair = [column(.moneyIn), column(.moneyOut)].compactMap { $0 }
        if column(.amount) == nil, pair.isEmpty { return .noAmount }
        if column(.amount) != nil ? !pair.isEmpty : pair.count == 1 { return .amountAndPair }
        if column(.time) == nil { return .noTime }
        if Currency(currency) == nil { return .currency(currency) }
        let fits = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        if !fits || !(1...64).contains(name.utf8.count) { return .name(name) }
        return nil
    }

    // MARK: - The dialect

    /// The text of the dialect; `fault` is nil.
    package func yaml(version: Int) -> String {
        var lines = [
            "name: \(name)", "version: \(version)",
            "title: \(quoted(title.isEmpty ? name : title))",
            "role: \(role.rawValue)", "shape: text", "zone: \(quoted(zone))",
            "currency: \(currency)", "autoScale: true",
        ]
        if !channel.isEmpty { lines.append("channel: \(quoted(channel))") }
        if let leadingMark {
            lines.append("leadingMark: \(quoted(String(decoding: [leadingMark], as: UTF8.self)))")
        }
        lines += ["placeholders: [\"-\", \"--\"]", "claim:", "  header:"]
        lines += header.map { "    - \(wanted($0))" }
        if isExact { lines.append("  exact: true") }
        lines += common + ["entries:"]
        for (kinds, words) in groups { lines += entry(kinds, words) }
        let none = words { $0 == nil }
        if let column = column(.kind), !none.isEmpty {
            lines.append(
                "ignore: [{when: {\(wanted(column)): \(list(none))}, reason: not_money}]")
        }
        let numbers = [column(.orderReference), column(.channelReference)].compactMap { $0 }
        if !numbers.isEmpty { lines.append("ids: \(list(numbers, wanted))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var common: [String] {
        var lines = ["common:"]
        let references: [(String, ColumnUse)] = [
            (role == .bank ? "bankReference" : "channelReference", .channelReference),
            ("orderReference", .orderReference), ("refundReference", .refundReference),
            ("channel", .channel), ("counterparty", .counterparty), ("memo", .memo),
            ("balance", .balance),
        ]
        for (key, use) in references {
            if let column = column(use) { lines.append("  \(key): \(wanted(column))") }
        }
        if let column = column(.currency) {
            lines.append("  currency: {column: \(wanted(column))}")
        }
        if let column = column(.time) {
            var parts = ["column: \(wanted(column))"]
            if let clock = self.column(.clock) { parts.append("time: \(wanted(clock))") }
            if !timeFormat.isEmpty { parts.append("format: \(quoted(timeFormat))") }
            lines.append("  occurredAt: {\(parts.joined(separator: ", "))}")
        }
        if let column = column(.status) {
            lines += ["  status:", "    column: \(wanted(column))", "    map:"]
            for status in EntryStatus.allCases {
                let words = statuses.filter { $0.value == status }.keys.sorted()
                if !words.isEmpty { lines.append("      \(status.name): \(list(words))") }
            }
            if statuses.isEmpty { lines[lines.count - 1] = "    map: {}" }
            lines.append("    otherwise: problem")
        }
        return lines
    }

    /// Kinds of which one entry rule speaks, and the words that say them: money that goes out
    /// whatever its printed sign stands apart. Without a column for it all is of the usual kind.
    private var groups: [(kind: EntryKind, words: [String])] {
        guard column(.kind) != nil else { return [(usualKind, [])] }
        return EntryKind.allCases.compactMap { kind in
            let own = words { $0 == kind }
            return own.isEmpty ? nil : (kind, own)
        }
    }

    private func words(_ test: (EntryKind?) -> Bool) -> [String] {
        kinds.filter { test($0.value) }.keys.sorted()
    }

    private func entry(_ kind: EntryKind, _ words: [String]) -> [String] {
        var lines = ["  - kind: \(kind.name)"]
        if let column = column(.kind) {
            lines.append("    when: {\(wanted(column)): \(list(words))}")
        }
        lines.append("    gross: {\(gross(kind))}")
        if let fee = column(.fee) {
            let sign = kind == .refund ? "positive" : "negative"
            lines.append(
                "    fee: {column: \(wanted(fee)), sign: \(sign), optional: true\(minor)}")
        }
        var identity: [ColumnUse] = [.channelReference]
        if role == .orders { identity = [.orderReference] }
        if kind == .refund { identity.append(.refundReference) }
        let columns = identity.compactMap { column($0) }
        if role != .bank, column(identity[0]) != nil {
            lines.append("    identity: {columns: \(list(columns, wanted)), count: true}")
        }
        return lines
    }

    private var minor: String { isMinor ? ", minorUnits: true" : "" }

    private func gross(_ kind: EntryKind) -> String {
        guard let amount = column(.amount) else {
            let pair = (column(.moneyIn) ?? "", column(.moneyOut) ?? "")
            return "in: \(wanted(pair.0)), out: \(wanted(pair.1))\(minor)"
        }
        let goesOut = [.refund, .fee, .payout, .chargeback].contains(kind)
        let sign = goesOut ? ", sign: negative" : isReversed ? ", sign: reversed" : ""
        return "column: \(wanted(amount))\(sign)\(minor)"
    }

    // MARK: - Words of YAML

    /// "|" between names and "*" at their end have a meaning (docs/dialects.md); a name that has a
    /// bar is known by what stands before it.
    private func wanted(_ name: String) -> String {
        guard let bar = name.firstIndex(of: "|") else { return quoted(name) }
        return quoted(name[..<bar] + "*")
    }

    private func list(_ words: [String], _ word: ((String) -> String)? = nil) -> String {
        "[" + words.map { (word ?? quoted)($0) }.joined(separator: ", ") + "]"
    }

    /// A double-quoted scalar of YAML 1.2, which JSON strings are.
    private func quoted(_ text: some StringProtocol) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
