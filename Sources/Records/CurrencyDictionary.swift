/// The currencies of one table; code 0 stands for none. A file with over 255 is refused by its
/// reader.
public struct CurrencyDictionary: Sendable {
    public private(set) var all: [Currency?] = [nil]

    public init() {}

    public mutating func code(for currency: Currency) -> UInt8 {
        if all.count > 1, all[1] == currency { return 1 }
        if let index = all.firstIndex(of: currency) { return UInt8(index) }
        precondition(all.count < 256, "more than 255 currencies")
        all.append(currency)
        return UInt8(all.count - 1)
    }

    @inlinable public subscript(code: UInt8) -> Currency? { all[Int(code)] }
}
