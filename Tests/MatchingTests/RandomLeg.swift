import Matching
import Records

/// A leg out of a seed: many equal amounts, duplicates, refunds, splits, several currencies and
/// tables, scales up to eighteen decimals, links, asked amounts, fees, windows and tolerances.
struct RandomLeg {
    var definition: LegDefinition
    var left: [[EntryDraft]] = []
    var right: [[EntryDraft]] = []
    var links: [[EntryDraft]] = []
    /// Every text of all rows, laid out once; drafts refer to it.
    private var heap: [UInt8] = []
    private var texts: [String: TextRef] = [:]
    private var random: Random
    private var scale = 2
    private var serial: UInt64 = 0

    static let channels = ["alipay", "wechat", ""]
    static let products = ["", "native", "app"]
    static let currencies = [Currency.cny, .cny, .cny, .usdt, Currency("JPY")!, Currency("KWD")!]

    /// SplitMix64 (Steele, Lea, Flood 2014).
    struct Random {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
        mutating func one(in limit: Int) -> Bool { below(limit) == 0 }
        mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
    }

    init(seed: UInt64) {
        random = Random(state: seed)
        definition = LegDefinition(name: "orders-\(seed % 7)", definition: "random")
        scale = random.pick([2, 2, 2, 3, 6, 9, 12, 18])
        chooseDefinition()
        choosePasses()
        let size = random.pick([5, 40, 40, 150])
        left = (0..<1 + random.below(3)).map { _ in
            (0..<random.below(size) + 1).map { _ in draft(isLeft: true) }
        }
        right = (0..<1 + random.below(3)).map { _ in
            (0..<random.below(size) + 1).map { _ in draft(isLeft: false) }
        }
        if random.one(in: 2) {
            links = [(0..<random.below(size) + 1).map { _ in linkDraft() }]
        }
    }

    /// The same entries: whole, or with tables in reverse and rows shuffled.
    func inputs(shuffledBy seed: UInt64? = nil) -> LegInputs {
        func side(_ tables: [[EntryDraft]], _ name: String) -> [LegInput] {
            var tables = tables
            if let seed {
                var random = Random(state: seed)
                for table in tables.indices {
                    for index in tables[table].indices.reversed() where index > 0 {
                        tables[table].swapAt(index, random.below(index + 1))
                    }
                }
                tables.reverse()
            }
            return tables.enumerated().map { number, drafts in
                let built = table(drafts)
                // A leg that takes all rows may say so by naming them.
                let rows = drafts.count % 3 == 0 ? Array(0..<Int32(drafts.count)) : nil
                return LegInput(source: "\(name)-\(number)", table: built, rows: rows)
            }
        }
        return LegInputs(
            left: side(left, "left"), right: side(right, "right"), links: side(links, "links"))
    }

    private func table(_ drafts: [EntryDraft]) -> EntryTable {
        var table = EntryTable(scale: scale, feeScale: max(scale, 5))
        _ = table.intern(heap)
        for word in Self.channels { precondition(table.channel.code(for: word) != nil) }
        for word in Self.products { precondition(table.product.code(for: word) != nil) }
        for draft in drafts { precondition(table.append(draft) == nil) }
        return table
    }
}

extension RandomLeg {
    private mutating func chooseDefinition() {
        let midnight: Int64 = 1_780_243_200
        if !random.one(in: 6) {
            definition.period = Period(
                start: Instant(seconds: midnight), end: Instant(seconds: midnight + 86_400))
        }
        definition.expectedWithin = Lag(days: random.pick([0, 0, 1, 3]))
        if random.one(in: 3) { definition.lateAfterSeconds = 7200 }
        if random.one(in: 4) {
            definition.statusEquivalences = [.init(left: .closed, right: .succeeded)]
        }
        if random.one(in: 4) {
            definition.zone = ZoneRules(
                name: "Test/Zone", initialOffsetSeconds: 3600,
                transitions: [.init(at: midnight + 40_000, offsetSeconds: 7200)])
        }
        definition.comparesFeeRows = random.one(in: 5)
        definition.severityLimits.medium = Int64(random.below(5))
        for _ in 0..<random.below(5) { definition.feeSchedules.append(schedule()) }
    }

    private mutating func schedule() -> FeeSchedule {
        var schedule = FeeSchedule(channel: random.pick(Self.channels))
        schedule.product = random.pick(Self.products)
        schedule.rateMillionths = random.pick([6_000, 3_800, 10_000, 0, 500_000])
        if random.one(in: 3) { schedule.flatUnits = Int64(random.below(3)) }
        if random.one(in: 4) { schedule.minimumUnits = 1 }
        if random.one(in: 4) { schedule.maximumUnits = 5 }
        schedule.scale = random.pick([2, 2, 5, 0])
        schedule.rounding = random.pick(Rounding.allCases)
        schedule.refunds = random.pick([.unchecked, .returned, .kept])
        schedule.isDefault = random.one(in: 2)
        schedule.toleranceUnits = random.pick([0, 0, 1])
        if random.one(in: 3) { schedule.from = Day(number: 20_605 - Int32(random.below(3))) }
        if random.one(in: 5) { schedule.to = Day(number: 20_605 + Int32(random.below(3)) - 1) }
        return schedule
    }

    private mutating func choosePasses() {
        var key = KeyRule.orderReference
        if random.one(in: 3) {
            key.parts[0].leftNormaliser.ignoresCase = true
            key.parts[0].rightNormaliser.ignoresCase = true
            key.parts[0].rightNormaliser.dropsPrefix = "x-"
            key.parts[0].leftNormaliser.dropsLeadingZeros = random.one(in: 2)
        }
        if random.one(in: 5) { key.kind = false }
        if random.one(in: 5) { key.parts.append(.init(left: .batch, right: .bank)) }
        var linked = KeyRule.orderReference
        linked.throughLinks = true
        var trade = KeyRule(parts: [.init(left: .channel, right: .channel)])
        trade.kind = random.one(in: 2)
        definition.passes.append(Pass(name: "exact", method: .exact(key)))
        if random.one(in: 2) {
            definition.passes.append(Pass(name: "linked", method: .exact(linked)))
        }
        if random.one(in: 2) {
            definition.passes.append(Pass(name: "trade", method: .exact(trade)))
        }
        for _ in 0..<random.below(3) {
            definition.passes.append(
                Pass(name: "near", method: .tolerance(key, tolerance())))
        }
        if !random.one(in: 3) {
            definition.passes.append(Pass(name: "window", method: .window(window())))
        }
    }

    private mutating func tolerance() -> AmountTolerance {
        var tolerance = AmountTolerance()
        tolerance.absoluteUnits = random.pick([0, 1, 20])
        tolerance.absoluteScale = random.pick([2, 2, 0, 4])
        tolerance.millionths = random.pick([0, 10_000, 150_000])
        if random.one(in: 3) { tolerance.capUnits = 15 }
        tolerance.direction = random.pick([.either, .either, .over, .under])
        return tolerance
    }

    private mutating func window() -> WindowRule {
        var rule = WindowRule()
        rule.beforeSeconds = -Int64(random.below(400))
        rule.afterSeconds = Int64(random.below(3000))
        rule.usesPaymentWindow = random.one(in: 2)
        if random.one(in: 3) { rule.amount = tolerance() }
        if random.one(in: 2) { rule.nearAmount = tolerance() }
        return rule
    }

    private mutating func text(_ text: String) -> TextRef {
        if text.isEmpty { return .none }
        if let known = texts[text] { return known }
        let ref = TextRef(offset: heap.count, length: text.utf8.count, inHeap: true)
        heap.append(contentsOf: text.utf8)
        texts[text] = ref
        return ref
    }

    /// A number that few entries or many share, now and then written differently or absent.
    private mutating func reference(_ prefix: String, of limit: Int, absent: Int) -> TextRef {
        if random.one(in: absent) { return .none }
        let number = random.below(limit)
        return text(
            random.pick([
                "\(prefix)\(number)", "\(prefix)\(number)", "x-\(prefix)\(number)",
                "\(prefix.lowercased())\(number)", "00\(prefix)\(number)",
            ]))
    }

    private mutating func units() -> Int128 {
        let cents = random.pick([100, 100, 200, 300, 990, 1000, 1010, 12_345, 7])
        var factor: Int128 = 1
        if scale > 2 { for _ in 2..<scale { factor *= 10 } }
        let crumbs = scale > 2 && random.one(in: 6) ? Int128(random.below(3)) : 0
        return Int128(cents) * factor + crumbs
    }

    private mutating func draft(isLeft: Bool) -> EntryDraft {
        var draft = EntryDraft()
        serial += 1
        draft.identity = Hash128(high: random.next(), low: serial)
        let isRefund = random.one(in: 5)
        draft.kind =
            isRefund
            ? .refund
            : random.one(in: 8)
                ? random.pick([.fee, .transfer, .payout, .adjustment]) : isLeft ? .order : .payment
        draft.status = random.pick(
            [.succeeded, .succeeded, .succeeded, .succeeded, .refunded] + EntryStatus.allCases)
        draft.currency = random.pick(Self.currencies)
        let amount = units()
        draft.gross = random.one(in: 40) ? AmountColumn.absent : isRefund ? -amount : amount
        if draft.kind == .transfer, random.one(in: 4) { draft.gross = -amount }
        if random.one(in: 9) { draft.discount = amount / 10 }
        addFee(&draft, amount)
        if random.one(in: 12) {
            draft.asked = units()
            draft.askedCurrency = random.one(in: 3) ? .usdt : nil
        }
        draft.orderReference = reference("K", of: 40, absent: 4)
        draft.channelReference = reference("T", of: 60, absent: 2)
        if isRefund { draft.refundReference = reference("R", of: 9, absent: 2) }
        draft.batchReference = reference("B", of: 3, absent: 3)
        draft.bankReference = reference("B", of: 3, absent: 3)
        draft.chainReference = reference("C", of: 30, absent: 3)
        addTimes(&draft)
        return draft
    }

    private mutating func addFee(_ draft: inout EntryDraft, _ amount: Int128) {
        draft.channel = UInt16(random.below(Self.channels.count))
        draft.product = UInt16(random.below(Self.products.count))
        // Codes of a dictionary: 0 is the empty word, the others follow in order.
        if draft.channel == 2 { draft.channel = 0 } else { draft.channel += 1 }
        if random.one(in: 3) { return }
        var factor: Int128 = 1
        for _ in scale..<max(scale, 5) { factor *= 10 }
        let rate = Int128(random.pick([6_000, 6_000, 3_800, 12_000, 10_000]))
        let sharp = amount * factor * rate / 1_000_000
        var cent: Int128 = 1
        for _ in 2..<max(scale, 5) { cent *= 10 }
        draft.fee = -(random.one(in: 3) ? sharp : (sharp + cent / 2) / cent * cent)
        if random.one(in: 9) { draft.fee *= 2 }
        if random.one(in: 9) { draft.fee = 0 }
        if random.one(in: 6) { draft.statedFeeRate = random.pick([6_000, 3_800]) }
    }

    private mutating func addTimes(_ draft: inout EntryDraft) {
        let second: Int64 = 1_780_243_200 - 2000 + Int64(random.below(90_000))
        // Half of the rows fall on few moments, so that equal times and windows meet.
        let moment = random.one(in: 2) ? second : 1_780_243_200 + Int64(random.below(40)) * 600
        draft.occurredAt = random.one(in: 50) ? EntryTable.noTime : moment * 1_000_000
        if random.one(in: 4) { draft.createdAt = (moment - Int64(random.below(900))) * 1_000_000 }
        if random.one(in: 4) { draft.expiresAt = (moment + Int64(random.below(1800))) * 1_000_000 }
        if random.one(in: 4) {
            draft.delivery = random.pick(DeliveryStatus.allCases)
            if random.one(in: 2) {
                draft.deliveredAt = (moment + Int64(random.below(400)) - 200) * 1_000_000
            }
        }
    }

    private mutating func linkDraft() -> EntryDraft {
        var link = draft(isLeft: false)
        link.gross = AmountColumn.absent
        if random.one(in: 2) {
            link.asked = units()
            link.askedCurrency = random.pick([.usdt, .cny, Currency("EUR")!])
        }
        return link
    }
}
