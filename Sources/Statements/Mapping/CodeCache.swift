import Records

/// Answers that repeat from row to row, so that no text is made for them.
struct CodeCache {
    private(set) var currencyBytes: [UInt8] = []
    private(set) var lastCurrency: Currency?
    private var channel = KnownCodes()
    private var product = KnownCodes()
    private var shop = KnownCodes()
    private(set) var constantChannel: UInt16 = 0
    private(set) var constantProduct: UInt16 = 0

    mutating func prepare(_ dialect: Dialect, _ table: inout EntryTable) {
        constantChannel = table.channel.code(for: dialect.channel) ?? 0
        constantProduct = table.product.code(for: dialect.product) ?? 0
    }

    mutating func remember(_ bytes: [UInt8], _ currency: Currency) {
        currencyBytes = bytes
        lastCurrency = currency
    }

    enum Column { case channel, product, shop }

    func known(_ column: Column) -> KnownCodes {
        switch column {
        case .channel: channel
        case .product: product
        case .shop: shop
        }
    }

    mutating func remember(_ bytes: [UInt8], _ code: UInt16, _ column: Column) {
        switch column {
        case .channel: channel.remember(bytes, code)
        case .product: product.remember(bytes, code)
        case .shop: shop.remember(bytes, code)
        }
    }
}
