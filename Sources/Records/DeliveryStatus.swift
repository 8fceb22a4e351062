/// Whether the goods (the card text of a 发卡 order) went out.
public enum DeliveryStatus: UInt8, Sendable, CaseIterable {
    case unknown, pending, delivered, partial
    /// Flagged delivered, but the secret is empty or an apology text.
    case deliveredEmpty

    public var name: String {
        switch self {
        case .unknown: ""
        case .deliveredEmpty: "delivered_empty"
        default: String(describing: self)
        }
    }
}
