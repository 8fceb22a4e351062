import Records

/// What banks print instead of a code.
enum CurrencyWords {
    /// A table's dictionary holds 255; no statement has more than a few dozen.
    static let limit = 200

    private static let printed: [String: String] = [
        "人民币": "CNY", "人民币元": "CNY", "元": "CNY", "RMB": "CNY", "CNH": "CNY", "￥": "CNY",
        "美元": "USD", "美金": "USD", "港币": "HKD", "港元": "HKD", "港幣": "HKD", "欧元": "EUR",
        "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "韩元": "KRW", "韩国元": "KRW", "澳元": "AUD",
        "澳大利亚元": "AUD", "加元": "CAD", "加拿大元": "CAD", "新加坡元": "SGD", "新币": "SGD",
        "瑞士法郎": "CHF", "泰铢": "THB", "澳门元": "MOP", "澳门币": "MOP", "新台币": "TWD",
        "台币": "TWD", "卢布": "RUB", "林吉特": "MYR", "马来西亚林吉特": "MYR", "越南盾": "VND",
        "人民幣": "CNY", "156": "CNY", "840": "USD", "344": "HKD",
    ]

    static func currency(_ word: String) -> Currency? {
        if let code = printed[word] { return Currency(code) }
        return word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? nil : Currency(word)
    }
}

/// Answers that repeat from row to row, so that no text is made for them.
struct CodeCache {
    private var currencyBytes: [UInt8] = []
    private var lastCurrency: Currency?
    private var channel = LastCode()
    private var product = LastCode()
    private var shop = LastCode()
    private(set) var constantChannel: UInt16 = 0
    private(set) var constantProduct: UInt16 = 0

    struct LastCode {
        var bytes: [UInt8] = []
        var code: UInt16 = 0
    }

    mutating func prepare(_ dialect: Dialect, _ table: inout EntryTable) {
        constantChannel = table.channel.code(for: dialect.channel) ?? 0
        constantProduct = table.product.code(for: dialect.product) ?? 0
    }

    func currency(_ bytes: Span<UInt8>) -> Currency? {
        guard bytes.count == currencyBytes.count, FieldText.hasWord(bytes, 0, currencyBytes)
        else { return nil }
        return lastCurrency
    }

    mutating func remember(_ bytes: Span<UInt8>, _ currency: Currency) {
        currencyBytes.removeAll(keepingCapacity: true)
        for index in bytes.indices { currencyBytes.append(bytes[index]) }
        lastCurrency = currency
    }

    enum Column { case channel, product, shop }

    func last(_ column: Column) -> LastCode {
        switch column {
        case .channel: channel
        case .product: product
        case .shop: shop
        }
    }

    mutating func remember(_ column: Column, _ last: LastCode) {
        switch column {
        case .channel: channel = last
        case .product: product = last
        case .shop: shop = last
        }
    }
}
