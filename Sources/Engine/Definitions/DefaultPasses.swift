import Matching

/// The published passes of a definition that states none (docs/reconciliation.md §2).
enum DefaultPasses {
    /// Orders against a channel's trades: the order number; the order number reached over a
    /// gateway's list or callback; and for trades without order numbers the amount within five
    /// minutes.
    static let sales: [Pass] = [exact, linked, tolerance, window]

    /// Orders against a wallet: the time counts from the moment the payer was shown the amount.
    static let chain: [Pass] = [exact, linked, tolerance, paymentWindow]

    /// A trade bill against the channel's fund-flow bill: the channel's own numbers,
    /// a refund by the channel's refund number.
    static let fund: [Pass] = [
        Pass(
            name: "exact-channel",
            method: .exact(KeyRule(parts: [.init(left: .channel, right: .channel)]))),
        Pass(
            name: "exact-refund",
            method: .exact(KeyRule(parts: [.init(left: .batch, right: .channel)]))),
        exact,
    ]

    /// Two sides that are neither orders nor bills: any number they share.
    static let any: [Pass] = [
        exact,
        Pass(
            name: "exact-channel",
            method: .exact(KeyRule(parts: [.init(left: .channel, right: .channel)]))),
        Pass(
            name: "exact-bank",
            method: .exact(KeyRule(parts: [.init(left: .bank, right: .bank)]))),
        tolerance, window,
    ]

    private static let exact = Pass(name: "exact", method: .exact(.orderReference))

    private static let linked: Pass = {
        var rule = KeyRule.orderReference
        rule.throughLinks = true
        return Pass(name: "exact-linked", method: .exact(rule))
    }()

    /// No difference is forgiven unless a definition says so: the pass shows where it would stand.
    private static let tolerance = Pass(
        name: "tolerance", method: .tolerance(.orderReference, AmountTolerance()))

    private static let window = Pass(name: "window", method: .window(WindowRule()))

    private static let paymentWindow: Pass = {
        var rule = WindowRule()
        rule.usesPaymentWindow = true
        // Clocks of shops run ahead of the chain by up to a minute.
        rule.beforeSeconds = -60
        // Gateways keep an order open for ten to thirty minutes.
        rule.afterSeconds = 1_800
        var near = AmountTolerance()
        near.millionths = 100_000
        near.capUnits = 200
        rule.nearAmount = near
        return Pass(name: "payment-window", method: .window(rule))
    }()
}
