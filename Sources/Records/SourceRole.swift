/// What a source speaks of (docs/reconciliation.md §1).
public enum SourceRole: String, Sendable, CaseIterable {
    /// A shop's own orders.
    case orders
    /// A channel's trade bill 业务账单 or order list with money.
    case channel
    /// A channel's fund-flow bill 资金账单.
    case fund
    case bank
    /// A wallet address: chain transfers, exchange history.
    case wallet
    /// References and the asked amount, no money of its own: gateway order list, callback log.
    case link
    /// Totals of another file; adds checks, no entries.
    case summary
}
