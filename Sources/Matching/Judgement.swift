import Records

/// What a pair is: its class, what else holds, and the amount of the break if it is one.
struct Judgement: Hashable {
    var entryClass: EntryClass
    var findings = Findings()
    /// right − left at the leg's scale (a fee break: actual − expected at the fee scale).
    var difference: Int128 = 0
    /// What the left side was compared with, in the right's currency.
    var compared: Int128 = 0
    var expectedFee = AmountColumn.absent
    var feeRate: Int64 = -1
}
