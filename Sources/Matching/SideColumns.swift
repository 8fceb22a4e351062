import Records

/// What the passes compare of one side, on the leg's one scale: a column each, index = side index.
struct SideColumns {
    var count = 0
    var units: [Int128] = []
    /// Code in `LegWork.currencies`.
    var currency: [UInt8] = []
    var group: [KindGroup] = []
    var moved: [Bool] = []
    var time: [Int64] = []
    /// Claimed by a pass: gone for later ones.
    var claimed: [Bool] = []
    /// Right side: the fee at `LegWork.feeScale` (`absent` where the row has none), the base it is
    /// charged on at `scale`, and the rate the row itself states.
    var fee: [Int128] = []
    var feeBase: [Int128] = []
    var statedRate: [Int32] = []
}

extension EntryTable {
    var hasAsked: Bool { !asked.narrow.isEmpty || !asked.wide.isEmpty }

    /// The reference a role names. Order references of refunds stay the order's.
    func reference(_ role: ReferenceRole, _ row: Int) -> TextRef {
        switch role {
        case .order: orderReference[row]
        case .channel: channelReference[row]
        case .refund: refundReference[row]
        case .batch: batchReference[row]
        case .bank: bankReference[row]
        case .chain: chainReference[row]
        }
    }
}
