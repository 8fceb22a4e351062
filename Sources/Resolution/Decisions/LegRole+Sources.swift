package import Records

extension LegRole {
    /// What a leg of such sources compares. Orders are booked once: where several legs have the
    /// same orders, each takes those of its own channels.
    package init(left: Set<SourceRole>, right: Set<SourceRole>) {
        if left.contains(.orders) {
            self = .sales
        } else if right.contains(.bank), !left.contains(.bank) {
            self = .payout
        } else {
            self = .flow
        }
    }
}
