import Records

/// What link sources say of a left entry.
struct LinkFacts {
    var link: Int32 = -1
    /// The amount the payer was asked for, at the leg's scale, `absent` if nobody says.
    var asked = AmountColumn.absent
    var askedCurrency: UInt8 = 0
    var windowStart = EntryTable.noTime
    var windowEnd = EntryTable.noTime
    /// A callback or gateway list says that it was paid.
    var saysPaid = false
}
