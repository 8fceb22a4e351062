/// Where an entry stands. `succeeded`, `refunded` and `frozen` have moved money; the others not.
public enum EntryStatus: UInt8, Sendable, CaseIterable {
    case succeeded, pending, failed, closed, expired, refunded, frozen

    public var name: String { String(describing: self) }

    /// An unpaid, closed, failed or expired side of a comparison counts as zero.
    @inlinable
    public var movedMoney: Bool {
        switch self {
        case .succeeded, .refunded, .frozen: true
        case .pending, .failed, .closed, .expired: false
        }
    }
}
