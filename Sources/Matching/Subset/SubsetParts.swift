import Records

/// The entries of a side that may be parts, in order of time, with what the structures ask of them.
struct SubsetParts {
    /// Side indices in stated order.
    private(set) var entries: [Int32] = []
    private(set) var time: [Int64] = []
    private(set) var units: [Int] = []
    private(set) var currency: [UInt8] = []
    private(set) var day: [Int32] = []
    /// Per structure, the group of each part, −1 = in none.
    private(set) var group: [[Int32]] = []
    /// What each part has of an attribute, as a number, of those that any structure asks for.
    private(set) var values: [SubsetStructure.Attribute: [Int32]] = [:]
    /// Per structure, how many parts each group has.
    private(set) var groupSize: [[Int32]] = []

    /// Ten billion at two decimals; sums of many, counted besides, still fit a machine word.
    static let unitsLimit = Int128(1) << 40

    init(_ entries: [Int32], units: [Int], _ columns: borrowing SideColumns, day: [Int32]) {
        self.entries = entries
        self.units = units
        self.day = day
        for entry in entries {
            time.append(columns.time[Int(entry)])
            currency.append(columns.currency[Int(entry)])
        }
    }

    /// Numbers the groups of each structure: equal in all its attributes and in currency.
    mutating func number(
        _ structures: [SubsetStructure], _ columns: borrowing SideColumns
    ) {
        for structure in structures {
            var numbers = currency.map { Int32($0) }
            let attributes =
                structure.shape == .batches
                ? structure.attributes + [.batch]
                : structure.attributes
            for attribute in attributes {
                let own = values[attribute] ?? values(of: attribute, columns)
                values[attribute] = own
                numbers = SubsetParts.paired(numbers, own)
            }
            group.append(numbers)
            var sizes = Array(repeating: Int32(0), count: Int(numbers.max() ?? 0) + 1)
            for number in numbers where number >= 0 { sizes[Int(number)] += 1 }
            groupSize.append(sizes)
        }
    }

    /// One number for each pair of numbers, in order of appearance; −1 where either is.
    static func paired(_ first: [Int32], _ second: [Int32]) -> [Int32] {
        var numbers: [UInt64: Int32] = [:]
        return zip(first, second).map { a, b in
            if a < 0 || b < 0 { return -1 }
            let key = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
            let number = numbers[key] ?? Int32(numbers.count)
            numbers[key] = number
            return number
        }
    }

    private func values(
        of attribute: SubsetStructure.Attribute, _ columns: borrowing SideColumns
    ) -> [Int32] {
        let places = columns.places
        switch attribute {
        case .day: return day.map { $0 == EntryTable.noDay ? -1 : $0 &+ (1 << 24) }
        case .batch: return SubsetParts.batches(entries, columns)
        case .feeRate:
            return entries.map {
                places.box(Int($0)).table.statedFeeRate[places.row(Int($0))]
            }
        case .channel, .shop, .product:
            var numbers: [String: Int32] = [:]
            var codes: [UInt64: Int32] = [:]
            return entries.map { entry in
                let box = places.box(Int(entry))
                let row = places.row(Int(entry))
                let code = box.table.word(attribute).codes[row]
                let key = UInt64(places.input(Int(entry))) << 32 | UInt64(code)
                if let number = codes[key] { return number }
                let word = box.table.word(attribute)[row]
                let number = numbers[word] ?? Int32(numbers.count)
                numbers[word] = number
                codes[key] = number
                return number
            }
        }
    }

    /// Equal batch references, byte for byte.
    private static func batches(
        _ entries: [Int32], _ columns: borrowing SideColumns
    ) -> [Int32] {
        guard columns.hasAny(.batch) else { return Array(repeating: -1, count: entries.count) }
        let places = columns.places
        let references = entries.map { columns.reference(.batch, Int($0)) }
        var index = KeyIndex(capacity: entries.count, entries: entries.count)
        for place in entries.indices where !references[place].isEmpty {
            let box = places.box(Int(entries[place]))
            var hasher = Hasher128(seed: KeyColumn.seed)
            box.withBytes(of: references[place]) { hasher.combine($0) }
            index.insert(hasher.finalize(), member: Int32(place)) { other in
                TableBox.same(
                    references[place], box, references[Int(other)],
                    places.box(Int(entries[Int(other)])))
            }
        }
        var numbers = Array(repeating: Int32(-1), count: entries.count)
        for group in 0..<index.groupCount {
            for member in index.members(of: group) { numbers[Int(member)] = Int32(group) }
        }
        return numbers
    }

    /// Parts of a currency in a stretch of time that are still open, as places in `entries`.
    func places(from: Int64, to: Int64, _ code: UInt8, _ isOpen: [Bool]) -> [Int] {
        var (low, high) = (0, time.count)
        while low < high {
            let middle = (low + high) / 2
            if time[middle] < from { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < time.count, time[low] <= to {
            if isOpen[low], currency[low] == code { found.append(low) }
            low += 1
        }
        return found
    }
}

extension EntryTable {
    func word(_ attribute: SubsetStructure.Attribute) -> DictionaryColumn {
        switch attribute {
        case .shop: shop
        case .product: product
        default: channel
        }
    }
}
