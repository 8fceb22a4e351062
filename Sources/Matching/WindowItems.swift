import Records

/// The open entries of one side with what must be equal, laid out in parts: all that is equal
/// stands in one part, and a part is small enough to stay in a core's cache while it is searched.
struct WindowItems {
    struct Item {
        var units: Int64
        var payer: Int32
        var index: Int32
        var mix: UInt32
        var currency: UInt8
    }

    private(set) var items: [Item] = []
    /// Part p: `items[starts[p]..<starts[p + 1]]`, by side index.
    private(set) var starts: [Int] = []

    /// Entries of one part: their slots and items fit a second-level cache.
    private static let partSize = 4_096

    static func parts(for count: Int) -> Int {
        var parts = 1
        while parts * partSize < count, parts < 4_096 { parts *= 2 }
        return parts
    }

    init(
        _ open: [Int32], parts: Int, _ units: UnitsColumn, _ currency: [UInt8], _ payers: [Int32]
    ) {
        let loose = open.map { index in
            let amount = units[Int(index)]
            let payer = payers.isEmpty ? 0 : payers[Int(index)]
            let code = currency[Int(index)]
            // Amounts beyond 64 bits share their low half; `WindowGroups` compares the whole.
            let low = Int64(truncatingIfNeeded: amount)
            return Item(
                units: low, payer: payer, index: index,
                mix: WindowItems.mix(low, payer, code), currency: code)
        }
        starts = Array(repeating: 0, count: parts + 1)
        guard parts > 1 else {
            items = loose
            starts[1] = loose.count
            return
        }
        let shift = UInt32(32 - parts.trailingZeroBitCount)
        for item in loose { starts[Int(item.mix >> shift) + 1] += 1 }
        for part in 0..<parts { starts[part + 1] += starts[part] }
        var next = starts
        items = loose
        for item in loose {
            let part = Int(item.mix >> shift)
            items[next[part]] = item
            next[part] += 1
        }
    }

    @inline(__always)
    private static func mix(_ units: Int64, _ payer: Int32, _ currency: UInt8) -> UInt32 {
        let key = UInt64(bitPattern: units) ^ UInt64(UInt32(bitPattern: payer)) << 32
        let (high, low) = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
            by: 0xD6E8_FEB8_6659_FD93 &+ UInt64(currency) << 1)
        return UInt32(truncatingIfNeeded: (high ^ low) >> 17)
    }
}
