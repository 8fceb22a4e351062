import Records

/// A stretch of a file's rows that can be read by itself, on whatever thread.
package struct Block: Sendable {
    /// From the start of a line to the start of another.
    package let range: Range<Int>
    let basis: Basis

    /// What every block of a file shares: what the reader knew when it cut them.
    struct Basis: Sendable {
        var compiled: CompiledDialect
        var hints: ReadHints
        var limits: Limits
        var plan: Plan
        var header: HeaderIndex
        var source: RowSource
        var times: TimeContext
        var outside: OutsideLines
        var ownAddresses: [[UInt8]]
        var scale: Int
        var feeScale: Int
    }

    /// Large enough that cutting and joining cost nothing beside reading, small enough that a few
    /// are little memory and no thread waits long for another.
    package static let usualBytes = 1 << 20
}
