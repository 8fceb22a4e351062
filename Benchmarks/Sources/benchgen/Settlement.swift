/// What the channel settles of the payments: a line each, one batch per day and channel, on the next day.
/// Its faults are its own and few: 0.1 % each of a fee a cent off, an amount a cent off, a line that is
/// missing, and a line of no payment. Batches add up.
struct Settlement {
    struct Sums {
        var gross = 0
        var fee = 0
        var count = 0
    }

    /// By day of settlement, then channel.
    private var batches: [Sums]
    private let channels: Int
    private var random: Random
    private(set) var counts: [String: Int] = [:]
    private(set) var lines = 0

    init(days: Int, channels: Int, seed: UInt64) {
        self.channels = channels
        // Refunds run five days on, late payments three, and settlement is on the day after.
        batches = Array(repeating: Sums(), count: (days + 10) * channels)
        random = Random(seed: seed ^ 0x5E77_1E)
    }

    /// The lines of one payment: none, one, or one and a stranger's. `number`: the payment's own.
    mutating func add(
        time: Int, amount: Int, isRefund: Bool, channel: Int, number: Int, to file: inout TextFile
    ) {
        let draw = random.below(1000)
        if draw == 0 {
            counts["missing_right", default: 0] += 1
            return
        }
        var gross = amount
        if draw == 1 {
            gross += 1
            counts["amount_mismatch", default: 0] += 1
        }
        var fee = isRefund ? 0 : (gross * 6 + 500) / 1000
        if draw == 2, !isRefund {
            fee += 1
            counts["fee_mismatch", default: 0] += 1
        }
        write(time, gross, fee, isRefund, channel, "42000019", number, &file)
        if draw == 3 {
            write(time, gross, fee, isRefund, channel, "42000020", number, &file)
            counts["missing_left", default: 0] += 1
        }
    }

    private mutating func write(
        _ time: Int, _ gross: Int, _ fee: Int, _ isRefund: Bool, _ channel: Int,
        _ prefix: StaticString, _ number: Int, _ file: inout TextFile
    ) {
        let day = (time - FullJob.start) / 86_400 + 1
        file.text(prefix)
        file.time(time, dayOnly: true)
        file.number(number, width: 12)
        file.text(isRefund ? ",REFUND," : ",SALE,")
        file.money(gross)
        file.text(",")
        file.money(fee)
        file.text(",")
        file.money(gross - fee)
        file.text(",")
        writeBatch(day, channel, &file)
        file.text(",")
        file.date(FullJob.start + day * 86_400)
        file.endRow()
        let batch = day * channels + channel
        batches[batch].gross += gross
        batches[batch].fee += fee
        batches[batch].count += 1
        lines += 1
    }

    private func writeBatch(_ day: Int, _ channel: Int, _ file: inout TextFile) {
        file.text("B")
        file.number(day, width: 3)
        file.text("_")
        file.number(channel)
    }

    func writeBatches(_ path: String) {
        var file = TextFile(path)
        file.text("batch,gross,fee,net,n\n")
        for (index, sums) in batches.enumerated() where sums.count > 0 {
            writeBatch(index / channels, index % channels, &file)
            for amount in [sums.gross, sums.fee, sums.gross - sums.fee] {
                file.text(",")
                file.money(amount)
            }
            file.text(",")
            file.number(sums.count)
            file.endRow()
        }
        file.end()
    }
}
