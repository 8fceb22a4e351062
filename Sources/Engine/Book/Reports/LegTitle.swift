import Reports

/// "orders-alipay" in words: the sides' titles.
enum LegTitle {
    static func title(_ leg: String, _ language: Language) -> String {
        let parts = leg.split(separator: "-").map(String.init)
        guard parts.count == 2, parts[0] == "orders" else {
            return ChannelTitle.title(leg, language)
        }
        return ChannelTitle.title("orders", language) + " ↔ "
            + ChannelTitle.title(parts[1], language)
    }
}
