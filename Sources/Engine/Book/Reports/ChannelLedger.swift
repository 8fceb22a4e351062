import Matching
package import Records

/// The figures of every channel on some days, from the sums kept with the imports.
package struct ChannelLedger: Sendable {
    private let legs: [Definition.Leg]
    private let aliases = ChannelAliases.builtin
    private let flows: [EntryFlow]

    package init(_ book: Book, _ days: ClosedRange<Day>) throws(EngineError) {
        let all = try book.store.flows(days)
        flows = all.filter { $0.key.day != nil && $0.key.status.movedMoney }
        let stored = try book.store.definition()
        let orderSources = Set(all.lazy.filter { $0.key.kind == .order }.map(\.key.source))
        legs = try BookSources(stored).definition.legs.filter {
            !orderSources.isDisjoint(with: $0.left.sources)
        }
    }

    /// In the order of the definition's legs, then by currency. `day` takes one day alone.
    package func figures(on day: Day? = nil) -> [ChannelFigures] {
        legs.flatMap { leg in figures(of: leg, on: day) }
    }

    private func figures(of leg: Definition.Leg, on day: Day?) -> [ChannelFigures] {
        let channels = Set(leg.left.channels.map { aliases.canonical($0) })
        let title = leg.left.channels.first ?? leg.right.sources.first ?? leg.name
        var found: [Currency: ChannelFigures] = [:]
        func change(_ currency: Currency, _ body: (inout ChannelFigures) -> Void) {
            var own =
                found[currency]
                ?? ChannelFigures(leg: leg.name, channel: title, currency: currency)
            body(&own)
            found[currency] = own
        }
        for flow in flows where day == nil || flow.key.day == day {
            let isOrder =
                flow.key.kind == .order && leg.left.sources.contains(flow.key.source)
                && (channels.isEmpty || channels.contains(aliases.canonical(flow.key.channel)))
            if isOrder {
                change(flow.key.currency) { $0.orders.add(flow) }
            } else if leg.right.sources.contains(flow.key.source) {
                change(flow.key.currency) { $0.add(channelFlow: flow) }
            }
        }
        return found.values.filter { !$0.isEmpty }
            .sorted { $0.currency.description < $1.currency.description }
    }

    /// Days that have any flow, ascending.
    package var days: [Day] { Set(flows.compactMap(\.key.day)).sorted() }
}
