import Matching
import Records
import Statements

extension DefaultDefinition {
    mutating func addLegs() {
        if hasOrders { addOrderLegs() }
        addFundLegs()
        if definition.legs.isEmpty, !hasOrders { addPlainLeg() }
    }

    /// The channel words of the orders, by canonical channel; "" where a row has none.
    private var orderWords: [String: Set<String>] {
        var words: [String: Set<String>] = [:]
        for item in imported where item.statement.dialect.role == .orders {
            for word in usedWords(item.statement.table) {
                words[word.isEmpty ? "" : aliases.canonical(word), default: []].insert(word)
            }
        }
        return words
    }

    private func usedWords(_ table: EntryTable) -> Set<String> {
        var used = [Bool](repeating: false, count: table.channel.words.count)
        for row in 0..<table.count { used[Int(table.channel.codes[row])] = true }
        return Set(table.channel.words.indices.filter { used[$0] }.map { table.channel.words[$0] })
    }

    /// Where the money of each channel is: source names, and the words to choose rows by.
    private struct Money {
        var sources: [String] = []
        var words: Set<String> = []
    }

    private func moneyByChannel() -> [String: Money] {
        var money: [String: Money] = [:]
        for (kind, name) in names {
            switch kind.role {
            case .channel where !kind.channel.isEmpty, .wallet:
                money[kind.channel, default: Money()].sources.append(name)
            case .fund where names[SourceKind(role: .channel, channel: kind.channel)] == nil:
                money[kind.channel, default: Money()].sources.append(name)
            default: break
            }
        }
        for item in imported {
            let kind = kind(of: item)
            guard kind.role == .channel, kind.channel.isEmpty, let name = names[kind] else {
                continue
            }
            for word in usedWords(item.statement.table) {
                let channel = word.isEmpty ? "" : aliases.canonical(word)
                var known = money[channel] ?? Money()
                if !known.sources.contains(name) { known.sources.append(name) }
                if !word.isEmpty { known.words.insert(channel) }
                money[channel] = known
            }
            if item.statement.table.count == 0 {
                money["", default: Money()].sources.append(name)
            }
        }
        if money.isEmpty {
            for (kind, name) in names where kind.role == .bank {
                money["", default: Money()].sources.append(name)
            }
        }
        return money.mapValues { found in
            Money(sources: Set(found.sources).sorted(), words: found.words)
        }
    }

    private mutating func addOrderLegs() {
        guard let orders = names[SourceKind(role: .orders, channel: "")] else { return }
        let words = orderWords
        var money = moneyByChannel()
        // Orders that name no channel are compared with all money there is.
        if words.keys.allSatisfy({ $0.isEmpty }) {
            let sources = Set(money.values.flatMap(\.sources)).sorted()
            guard !sources.isEmpty else { return }
            let isOne = money.count == 1 ? money.first?.key ?? "" : ""
            let isChain = !isOne.isEmpty && isOne == aliases.chain
            addLeg(
                name: isOne.isEmpty ? "payments" : isOne, orders: orders, left: [],
                right: .init(sources: sources), links: allLinks(),
                passes: isChain ? DefaultPasses.chain : DefaultPasses.sales)
            return
        }
        let general = money.removeValue(forKey: "")
        var served: Set<String> = []
        for (channel, found) in money.sorted(by: { $0.key < $1.key }) {
            var left = words[channel].map { [$0.count == 1 ? $0.first! : channel] } ?? [channel]
            served.insert(channel)
            if aliases.gateways.contains(channel), words[channel] == nil {
                let behind = Set(words.keys).subtracting(money.keys)
                    .intersection(aliases.behindGateways)
                left += behind.sorted()
                served.formUnion(behind)
            }
            let word = words[channel].flatMap { $0.count == 1 ? $0.first : nil }
            addLeg(
                name: channel == aliases.chain ? word?.lowercased() ?? channel : channel,
                orders: orders, left: left,
                right: .init(sources: found.sources, channels: rightChannels(found, channel)),
                links: links(of: channel),
                passes: channel == aliases.chain ? DefaultPasses.chain : DefaultPasses.sales)
        }
        if let general {
            let rest = Set(words.keys).subtracting(served).subtracting([""]).sorted()
            addLeg(
                name: "payments", orders: orders, left: served.isEmpty ? [] : rest + [""],
                right: .init(sources: general.sources, channels: served.isEmpty ? [] : [""]),
                links: [], passes: DefaultPasses.sales)
        }
    }

    /// Rows are chosen by channel only where a source holds several.
    private func rightChannels(_ found: Money, _ channel: String) -> [String] {
        found.words.isEmpty ? [] : [channel]
    }

    private func links(of channel: String) -> [String] {
        names.filter { $0.key.role == .link && [channel, ""].contains($0.key.channel) }
            .map(\.value).sorted()
    }

    private func allLinks() -> [String] {
        names.filter { $0.key.role == .link }.map(\.value).sorted()
    }

    private mutating func addLeg(
        name: String, orders: String, left: [String], right: Definition.Selection,
        links: [String], passes: [Pass]
    ) {
        var leg = Definition.Leg(name: "orders-" + name)
        leg.left = .init(sources: [orders], channels: left)
        leg.right = right
        leg.links = links
        leg.passes = passes
        definition.legs.append(leg)
    }

    /// trade bill ↔ fund-flow bill, where both are there.
    private mutating func addFundLegs() {
        for (kind, fund) in names.sorted(by: { $0.value < $1.value }) where kind.role == .fund {
            let trades = SourceKind(role: .channel, channel: kind.channel)
            guard let trade = names[trades] else { continue }
            var leg = Definition.Leg(name: kind.channel + "-fund")
            leg.left = .init(sources: [trade])
            leg.right = .init(sources: [fund])
            leg.passes = DefaultPasses.fund
            leg.comparesFeeRows = true
            definition.legs.append(leg)
        }
    }

    /// Neither orders nor a bill with its fund flow: as the files were named.
    private mutating func addPlainLeg() {
        func sources(_ left: Bool) -> [String] {
            names.filter { $0.key.namedLeft == left && $0.key.role != .link }.map(\.value).sorted()
        }
        let (left, right) = (sources(true), sources(false))
        guard !left.isEmpty, !right.isEmpty else { return }
        var leg = Definition.Leg(name: "left-right")
        leg.left = .init(sources: left)
        leg.right = .init(sources: right)
        leg.links = allLinks()
        leg.passes = DefaultPasses.any
        definition.legs.append(leg)
    }
}
