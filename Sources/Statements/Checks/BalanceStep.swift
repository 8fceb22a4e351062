import Records

/// One row of a running balance.
struct BalanceStep {
    /// Absent where the row states none.
    var balance: Int128
    var balanceScale: Int
    var movement: Int128
    var movementScale: Int
    /// Equal for rows of one time.
    var time: Hash128
    var line: Int
}
