package import Records

extension Hash128 {
    /// 32 hexadecimal digits, as `hex` writes them.
    package init?(hex: String) {
        guard hex.utf8.count == 32, hex.allSatisfy(\.isHexDigit),
            let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}
