import Records

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
