import Records

/// A field read as a number.
struct SlotValue {
    enum State { case empty, value, fault(AmountFault) }

    var units: Int128 = 0
    var scale = 0
    var currency: Currency?
    var state = State.empty

    var isValue: Bool { if case .value = state { true } else { false } }
}
