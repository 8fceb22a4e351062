package enum ReferenceRole: String, Sendable, CaseIterable {
    case order, channel, refund, batch, bank, chain
}
