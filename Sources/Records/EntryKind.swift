/// What an entry is. The raw value is its code in a column; `name` its word on the wire.
public enum EntryKind: UInt8, Sendable, CaseIterable {
    case order, payment, refund, fee, payout, transfer, chargeback, adjustment, split, topUp

    public var name: String { self == .topUp ? "top_up" : String(describing: self) }
}
