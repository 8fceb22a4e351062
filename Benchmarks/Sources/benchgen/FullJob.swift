/// Orders and payments of one merchant over some days, in the shape every peer reads: 96 % clean, 1 %
/// amount mismatch, 0.5 % missing payment, 0.5 % missing order, 0.5 % duplicate, 0.5 % late, 1 % without
/// an order id, 0.2 % status mismatch; 3 % of the clean ones refunded, 1 % of the refunds on one side only.
struct FullJob {
    enum Fate: Int { case amount, noPayment, noOrder, duplicate, late, noKey, status, clean }

    struct Order {
        var created: Int
        var amount: Int
        var user: Int
        var channel: Int
        var fate: Fate
    }

    struct Row {
        /// Sort key: the time, then a running number.
        var time: Int
        var order: Int
        var amount: Int
        var isRefund: Bool
    }

    static let start = 1_767_225_600  // 2026-01-01T00:00:00
    static let tiers = [
        100, 300, 600, 648, 990, 999, 1200, 1299, 1800, 1999, 2500, 2999, 3000, 4500, 4999, 5000, 6800,
        6999, 9800, 9999, 12_800, 19_800, 29_800, 32_800, 64_800,
    ]
    static let channels: [StaticString] = ["alipay", "wechat", "stripe", "adyen"]
    static let scramble = 9_999_999_967  // a prime: row numbers become distinct ten-digit ids

    var orders: [Order] = []
    var random: Random
    private let days: Int
    private let seed: UInt64

    init(count: Int, days: Int, seed: UInt64) {
        self.days = days
        self.seed = seed
        random = Random(seed: seed)
        orders.reserveCapacity(count)
        for _ in 0..<count {
            let second = max(0, min(86_399, random.bell(middle: 50_400, spread: 50_400)))
            orders.append(
                Order(
                    created: FullJob.start + random.below(days) * 86_400 + second,
                    amount: amount(), user: random.longTail(bits: 22, limit: max(1000, count / 5)),
                    channel: [0, 0, 0, 0, 1, 1, 1, 2, 2, 3][random.below(10)], fate: fate()))
        }
        orders.sort { $0.created < $1.created }
    }

    private mutating func amount() -> Int {
        if random.chance(perMille: 550) {
            // Cheap things sell more often: the smaller of two draws.
            return FullJob.tiers[min(random.below(FullJob.tiers.count), random.below(FullJob.tiers.count))]
        }
        return random.longTail(bits: 22, limit: 5_000_000)
    }

    private mutating func fate() -> Fate {
        let draw = random.below(1000)
        let edges = [10, 15, 20, 25, 30, 40, 42]
        return Fate(rawValue: edges.firstIndex { draw < $0 } ?? 7)!
    }

    mutating func write(to directory: String) {
        var left: [Row] = []
        var right: [Row] = []
        var counts: [String: Int] = [:]
        for (index, order) in orders.enumerated() {
            plan(order, index, &left, &right, &counts)
        }
        left.sort { ($0.time, $0.order, $0.amount) < ($1.time, $1.order, $1.amount) }
        right.sort { ($0.time, $0.order, $0.amount) < ($1.time, $1.order, $1.amount) }
        writeOrders(left, directory + "/orders.csv")
        writePayments(right, directory + "/payments.csv")
        writeCounts(counts, left.count, right.count, directory + "/counts.json")
        writeSettlement(right, directory)
    }

    private mutating func plan(
        _ order: Order, _ index: Int, _ left: inout [Row], _ right: inout [Row],
        _ counts: inout [String: Int]
    ) {
        let lag = order.fate == .late
            ? 86_401 + random.below(2 * 86_400) : min(21_600, random.longTail(bits: 9, limit: 21_600))
        let paid = order.created + lag
        let sale = Row(time: order.created, order: index, amount: order.amount, isRefund: false)
        if order.fate != .noOrder { left.append(sale) }
        var payment = Row(time: paid, order: index, amount: order.amount, isRefund: false)
        switch order.fate {
        case .amount:
            let change = [1, -1, -(order.amount / 10) - 1, 90][random.below(4)]
            payment.amount = max(1, order.amount + change)
            if payment.amount == order.amount { payment.amount += 1 }
            right.append(payment)
            counts["amount_mismatch", default: 0] += 1
        case .noPayment: counts["missing_right", default: 0] += 1
        case .noOrder:
            right.append(payment)
            counts["missing_left", default: 0] += 1
        case .duplicate:
            right.append(payment)
            payment.time += 1 + random.below(119)
            right.append(payment)
            counts["duplicate", default: 0] += 1
        case .late:
            right.append(payment)
            counts["date_mismatch", default: 0] += 1
        case .noKey:
            right.append(payment)
            counts["no_key", default: 0] += 1
            counts["missing_right", default: 0] += 1
        case .status:
            right.append(payment)
            counts["status_mismatch", default: 0] += 1
        case .clean:
            right.append(payment)
            refund(order, index, &left, &right, &counts)
        }
    }

    private mutating func refund(
        _ order: Order, _ index: Int, _ left: inout [Row], _ right: inout [Row],
        _ counts: inout [String: Int]
    ) {
        guard random.chance(perMille: 30) else { return }
        let amount = random.chance(perMille: 700) ? order.amount : max(1, order.amount / 2)
        let time = order.created + 3600 + random.below(5 * 86_400 - 3600)
        left.append(Row(time: time, order: index, amount: -amount, isRefund: true))
        if random.chance(perMille: 10) {
            counts["missing_right", default: 0] += 1
        } else {
            right.append(
                Row(time: time + 5 + random.below(595), order: index, amount: -amount, isRefund: true))
        }
    }

    private func writeOrderID(_ index: Int, _ file: inout TextFile) {
        file.text("ORD")
        file.time(orders[index].created, dayOnly: true)
        file.number((index + 1) * 2_654_435 % FullJob.scramble, width: 10)
    }

    private func writeOrders(_ rows: [Row], _ path: String) {
        var file = TextFile(path)
        file.text("order_id,type,user_id,amount,currency,status,created_at,channel,sku\n")
        for row in rows {
            let order = orders[row.order]
            writeOrderID(row.order, &file)
            file.text(row.isRefund ? ",REFUND,u" : ",SALE,u")
            file.number(order.user, width: 9)
            file.text(",")
            file.money(row.amount)
            file.text(row.isRefund ? ",CNY,REFUNDED," : ",CNY,PAID,")
            file.time(row.time)
            file.text(",")
            file.text(FullJob.channels[order.channel])
            file.text(",sku_")
            file.number(abs(row.amount) % 977)
            file.endRow()
        }
        file.end()
    }

    private func writePayments(_ rows: [Row], _ path: String) {
        var file = TextFile(path)
        file.text("payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel\n")
        for (number, row) in rows.enumerated() {
            let order = orders[row.order]
            file.text("42000019")
            file.time(row.time, dayOnly: true)
            file.number((number * 7919 + 13) % FullJob.scramble, width: 12)
            file.text(",")
            if order.fate != .noKey { writeOrderID(row.order, &file) }
            file.text(row.isRefund ? ",REFUND,u" : ",SALE,u")
            file.number(order.user, width: 9)
            file.text(",")
            file.money(row.amount)
            file.text(",")
            file.money(row.isRefund ? 0 : (row.amount * 6 + 500) / 1000)
            file.text(order.fate == .status ? ",CNY,FAILED," : ",CNY,SUCCESS,")
            file.time(row.time)
            file.text(",")
            file.text(FullJob.channels[order.channel])
            file.endRow()
        }
        file.end()
    }

    private func writeSettlement(_ rows: [Row], _ directory: String) {
        var settlement = Settlement(days: days, channels: FullJob.channels.count, seed: seed)
        var file = TextFile(directory + "/settlement_lines.csv")
        file.text("payment_id,type,amount,fee,net,batch,settle_date\n")
        var payments = 0
        for (number, row) in rows.enumerated() where orders[row.order].fate != .status {
            payments += 1
            settlement.add(
                time: row.time, amount: row.amount, isRefund: row.isRefund,
                channel: orders[row.order].channel, number: (number * 7919 + 13) % FullJob.scramble,
                to: &file)
        }
        file.end()
        settlement.writeBatches(directory + "/batches.csv")
        writeCounts(
            settlement.counts, payments, settlement.lines, directory + "/settlement_counts.json")
    }

    private func writeCounts(_ counts: [String: Int], _ left: Int, _ right: Int, _ path: String) {
        var file = TextFile(path)
        var all = counts
        all["left_rows"] = left
        all["right_rows"] = right
        let pairs = all.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \($0.value)" }
        file.bytes(Array("{\n\(pairs.joined(separator: ",\n"))\n}\n".utf8))
        file.end()
    }
}
