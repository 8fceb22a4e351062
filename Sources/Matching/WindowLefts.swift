import Records

/// The open left entries as a window sees them: what each is compared with, and from when until
/// when its money may come. Columns are by side index; those that no link changes are the side's.
struct WindowLefts {
    /// Side indices of what is open.
    var open: [Int32] = []
    var units: UnitsColumn
    var currency: [UInt8]
    private let time: [Int64]
    private let before: Int64
    private let after: Int64
    /// Only where orders state payment windows of their own; else time + `before`…`after`.
    private var own: [(from: Int64, to: Int64)] = []

    init(_ side: borrowing SideColumns, _ rule: WindowRule) {
        units = side.units
        currency = side.currency
        time = side.time
        before = rule.beforeSeconds * Instant.microsecondsPerSecond
        after = rule.afterSeconds * Instant.microsecondsPerSecond
        if rule.usesPaymentWindow { own = side.time.map { ($0, $0) } }
    }

    /// How long each window is, µs, where all are of one length.
    var length: Int64 { after - before }

    /// Whether the windows are of one length, so that they end in the order in which they begin.
    var isUniform: Bool { own.isEmpty }

    @inline(__always)
    func from(_ l: Int) -> Int64 { own.isEmpty ? time[l] + before : own[l].from }

    @inline(__always)
    func to(_ l: Int) -> Int64 { own.isEmpty ? time[l] + after : own[l].to }

    /// An order's own window: `before` its creation until it expires, or the plain one where it
    /// states no end.
    mutating func setWindow(_ l: Int, created: Int64, expires: Int64) {
        let start = created != EntryTable.noTime ? created : time[l]
        let hasEnd = expires != EntryTable.noTime && expires > start
        own[l] = (start + before, hasEnd ? expires : start + after)
    }

    mutating func setAmount(_ l: Int, _ amount: Int128, _ code: UInt8) {
        units.replace(l, by: amount)
        currency[l] = code
    }
}
