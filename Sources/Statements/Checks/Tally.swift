import Records

/// What is added up while rows go by.
struct Tally {
    /// By slot: the column's printed values.
    var sums: [ExactSum] = []
    /// By planned total.
    var totals: [ExactSum] = []
    /// Running balances by partition.
    var balances: [Hash128: [BalanceStep]] = [:]
    /// Balances are checked file by file in memory: 48 bytes a row.
    var partitions: [Hash128] = []

    mutating func prepare(_ plan: Plan) {
        sums = Array(repeating: ExactSum(), count: plan.slots.count)
        totals = Array(repeating: ExactSum(), count: plan.totals.count)
    }
}
