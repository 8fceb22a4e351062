/// What the scored pass compares of the open entries of one side, a column each.
struct ScoredSide {
    var amount: [Int64] = []
    /// Seconds.
    var time: [Int64] = []
    /// Numbers of words and texts that both sides share, −1 = none.
    var channel: [Int32] = []
    var account: [Int32] = []
    var name: [Int32] = []
    /// The last four characters of an account, −1 = none.
    var tail: [Int64] = []
    /// What its remarks name; nothing where nobody reads them.
    var remarks = RemarkColumn()

    var count: Int { amount.count }

    mutating func append(
        amount: Int64, time: Int64, channel: Int32, account: Int32, name: Int32, _ pool: TextPool
    ) {
        self.amount.append(amount)
        self.time.append(time)
        self.channel.append(channel)
        self.account.append(account)
        self.name.append(name)
        tail.append(pool.tail(of: account))
    }
}
