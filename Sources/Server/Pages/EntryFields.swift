import Engine
import Records
import Reports

/// One entry as a page shows it beside its partner.
struct EntryFields: Sendable {
    var entry: EntryID
    var source = ""
    var file = ""
    var line = 0
    var kind = EntryKind.order
    var status = EntryStatus.succeeded
    var delivery = DeliveryStatus.unknown
    var occurredAt: Instant?
    var gross: Money?
    var discount: Money?
    var fee: Money?
    var net: Money?
    var channel = ""
    var shop = ""
    var orderReference = ""
    var channelReference = ""
    var refundReference = ""
    var chainReference = ""

    static func read(_ entry: EntryID, _ book: Book) throws -> EntryFields {
        let table = try book.store.maskedTable(of: entry.segment, rows: [entry.row])
        let fact = try book.store.statement(entry.segment)
        func text(_ ref: TextRef) -> String { ref.isEmpty ? "" : table.utf8Text(ref) }
        var fields = EntryFields(entry: entry)
        fields.source = fact?.source ?? ""
        fields.file = fact?.file ?? ""
        fields.line = Int(table.line[0])
        fields.kind = table.kind[0]
        fields.status = table.status[0]
        fields.delivery = table.delivery[0]
        fields.occurredAt = table.occurred(ofRow: 0)
        fields.gross = table.gross(ofRow: 0)
        fields.discount = table.discount(ofRow: 0)
        fields.fee = table.fee(ofRow: 0)
        fields.net = table.net(ofRow: 0)
        fields.channel = table.channel[0]
        fields.shop = table.shop[0]
        fields.orderReference = text(table.orderReference[0])
        fields.channelReference = text(table.channelReference[0])
        fields.refundReference = text(table.refundReference[0])
        fields.chainReference = text(table.chainReference[0])
        return fields
    }

    /// Names and values in the order in which people compare them; empty where nothing is said.
    func values(_ zone: ZoneRules, _ language: Language) -> [(name: Words, value: String)] {
        [
            (Words("类型", "類型", "Kind"), kind.words[language]),
            (Words("金额", "金額", "Amount"), gross.map(Show.amount) ?? ""),
            (Words("优惠", "優惠", "Discount"), discount.map(Show.amount) ?? ""),
            (Words("手续费", "手續費", "Fee"), fee.map(Show.amount) ?? ""),
            (Words("净额", "淨額", "Net"), net.map(Show.amount) ?? ""),
            (Words("状态", "狀態", "Status"), status.words[language]),
            (
                Words("发货", "出貨", "Delivery"),
                delivery == .unknown ? "" : delivery.words[language]
            ),
            (Words("时间", "時間", "Time"), occurredAt.map { Show.moment($0, zone) } ?? ""),
            (Words("商户订单号", "商店訂單號", "Order number"), orderReference),
            (Words("渠道交易号", "通路交易號", "Channel's number"), channelReference),
            (Words("退款单号", "退款單號", "Refund number"), refundReference),
            (Words("链上哈希", "鏈上雜湊", "Chain transaction"), chainReference),
            (Words("渠道", "通路", "Channel"), ChannelTitle.title(channel, language)),
            (Words("店铺", "商店", "Shop"), shop),
            (Words("数据源", "資料來源", "Source"), source),
            (Words("文件", "檔案", "File"), Mask.fileName(file)),
            (Words("行", "列", "Line"), line > 0 ? "\(line)" : ""),
        ]
    }

    /// Rows of both sides: a field that both say differently is marked.
    static func compared(
        _ left: EntryFields?, _ right: EntryFields?, _ zone: ZoneRules, _ language: Language
    ) -> JSONValue {
        // Each side's own by nature; that they differ says nothing.
        let own = ["Kind", "Source", "File", "Line", "Fee", "Net", "Channel's number"]
        let first = left?.values(zone, language)
        let second = right?.values(zone, language)
        let names = (first ?? second ?? []).map(\.name)
        return .list(
            names.indices.filter { index in
                !(first?[index].value ?? "").isEmpty || !(second?[index].value ?? "").isEmpty
            }
        ) { index in
            let a = first?[index].value ?? ""
            let b = second?[index].value ?? ""
            let differs =
                !a.isEmpty && !b.isEmpty && a != b && !own.contains(names[index].english)
            return .fields([
                "name": .string(names[index][language]), "left": .string(a), "right": .string(b),
                "differs": .bool(differs), "same": .bool(!a.isEmpty && a == b),
            ])
        }
    }
}
