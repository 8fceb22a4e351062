/// What a remark says that the money was for, as far as its words tell.
package enum RemarkType: UInt8, Sendable, CaseIterable {
    case payment, refund, fee, payout, transfer, chargeback, interest, other

    package var name: String { String(describing: self) }

    /// A sale is paid, or money is moved for it; the others are money of another kind.
    var mayBeSale: Bool { self == .payment || self == .transfer || self == .other }
}
