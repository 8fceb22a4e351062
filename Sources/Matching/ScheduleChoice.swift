import Records

/// Which schedule holds for a channel, a product and a day. Words are compared once per word of a
/// table's dictionary, never per row.
struct ScheduleChoice {
    private let schedules: [FeeSchedule]
    private let channels: [String]
    private let products: [String]
    /// Per pair of classes, once somebody asked: the schedules that may hold, in the definition's
    /// order.
    private var cells: [[Int]?]
    /// The answer of a cell that does not depend on the day, −1 = none; nil where it does.
    private var fixed: [Int16?]

    init(_ schedules: [FeeSchedule]) {
        precondition(schedules.count <= Int(Int16.max), "\(schedules.count) fee schedules")
        self.schedules = schedules
        channels = Set(schedules.map(\.channel)).subtracting([""]).sorted()
        products = Set(schedules.map(\.product)).subtracting([""]).sorted()
        cells = Array(repeating: nil, count: (channels.count + 1) * (products.count + 1))
        fixed = Array(repeating: nil, count: cells.count)
    }

    private mutating func cell(_ index: Int) -> [Int] {
        if let known = cells[index] { return known }
        let (channel, product) = index.quotientAndRemainder(dividingBy: products.count + 1)
        let fitting = schedules.indices.filter {
            let (c, p) = (schedules[$0].channel, schedules[$0].product)
            return (c.isEmpty || channel > 0 && c == channels[channel - 1])
                && (p.isEmpty || product > 0 && p == products[product - 1])
        }
        let hasDays = fitting.contains { schedules[$0].from != nil || schedules[$0].to != nil }
        if !hasDays { fixed[index] = ScheduleChoice.best(fitting, schedules, on: nil) }
        cells[index] = fitting
        return fitting
    }

    /// The schedule of every row of a table that takes part and has a fee; −1 where none holds.
    mutating func append(
        _ input: LegInput, zone: ZoneRules, to chosen: inout [Int16]
    ) {
        let table = input.table
        let classes = (
            channel: table.channel.words.map { (channels.firstIndex(of: $0) ?? -1) + 1 },
            product: table.product.words.map { (products.firstIndex(of: $0) ?? -1) + 1 }
        )
        chosen.reserveCapacity(chosen.count + input.count)
        let (channel, product) = (table.channel.codes, table.product.codes)
        let (times, fees) = (table.occurredAt, table.fee)
        for position in 0..<input.count {
            let row = input.row(position)
            guard fees.isPresent(row) else {
                chosen.append(-1)
                continue
            }
            let index =
                classes.channel[Int(channel[row])] * (products.count + 1)
                + classes.product[Int(product[row])]
            if let known = fixed[index] {
                chosen.append(known)
            } else {
                let fitting = cell(index)
                let time = times[row]
                let day =
                    time == EntryTable.noTime ? nil : Instant(microseconds: time).day(in: zone)
                chosen.append(ScheduleChoice.best(fitting, schedules, on: day))
            }
        }
    }

    /// The most specific that is in force on a day.
    private static func best(_ cell: [Int], _ schedules: [FeeSchedule], on day: Day?) -> Int16 {
        var best: Int?
        for index in cell {
            let schedule = schedules[index]
            if let day, let from = schedule.from, day < from { continue }
            if let day, let to = schedule.to, day > to { continue }
            if let known = best {
                let current = schedules[known]
                let rank = (schedule.product.isEmpty ? 0 : 1, schedule.from?.number ?? Int32.min)
                let present = (current.product.isEmpty ? 0 : 1, current.from?.number ?? Int32.min)
                if rank <= present { continue }
            }
            best = index
        }
        return best.map { Int16($0) } ?? -1
    }
}
