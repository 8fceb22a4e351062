import Records

/// Kinds that may be each other's counterpart: an order is paid by a payment or a transfer.
enum KindGroup: UInt8 {
    case sale, refund, fee, other

    init(_ kind: EntryKind) {
        switch kind {
        case .order, .payment, .transfer: self = .sale
        case .refund: self = .refund
        case .fee: self = .fee
        case .payout, .chargeback, .adjustment, .split, .topUp: self = .other
        }
    }
}
