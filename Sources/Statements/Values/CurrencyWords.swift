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
