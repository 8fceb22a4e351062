import Records

/// The keys of one side under one rule: which entries have one, its hash, and its bytes.
struct KeyColumn {
    private(set) var indices: [Int32] = []
    private(set) var hashes: [Hash128] = []
    private let rule: KeyRule
    private let onLeft: Bool
    /// A key of one reference that is compared as it stands needs no copy of its bytes.
    private let isPlain: Bool
    private let references: [TextRef]
    private let groups: [KindGroup]
    private let places: SidePlaces
    /// Else: the normalised parts, each after its length. By side index.
    private var bytes: [UInt8] = []
    private var slices: [Range<Int>] = []

    static let seed: UInt64 = 0x6D61_7463

    /// Unclaimed entries that have the key, in side order.
    init(_ rule: KeyRule, _ side: borrowing SideColumns, _ claims: [UInt8], onLeft: Bool) {
        self.rule = rule
        self.onLeft = onLeft
        let role = onLeft ? rule.parts[0].left : rule.parts[0].right
        references = side.references[role.column]
        groups = side.group
        places = side.places
        isPlain =
            rule.parts.count == 1 && rule.parts[0].leftNormaliser.isIdentity
            && rule.parts[0].rightNormaliser.isIdentity
        indices.reserveCapacity(side.count)
        hashes.reserveCapacity(side.count)
        if isPlain { addPlain(claims) } else { addNormalised(side, claims) }
    }

    private mutating func addPlain(_ claims: [UInt8]) {
        for index in references.indices where claims[index] == SideOutcome.noPass {
            let reference = references[index]
            if reference.isEmpty { continue }
            var hasher = Hasher128(seed: KeyColumn.seed)
            places.box(index).withBytes(of: reference) { hasher.combine($0) }
            if rule.kind { hasher.combine(word: UInt64(groups[index].rawValue)) }
            indices.append(Int32(index))
            hashes.append(hasher.finalize())
        }
    }

    private mutating func addNormalised(_ side: borrowing SideColumns, _ claims: [UInt8]) {
        slices = Array(repeating: 0..<0, count: side.count)
        for index in 0..<side.count where claims[index] == SideOutcome.noPass {
            let start = bytes.count
            var isWhole = true
            for part in rule.parts where isWhole {
                let reference = side.reference(onLeft ? part.left : part.right, index)
                let normaliser = onLeft ? part.leftNormaliser : part.rightNormaliser
                let normalised = side.places.box(index).withBytes(of: reference) {
                    normaliser.apply($0)
                }
                isWhole = !normalised.isEmpty
                for shift in stride(from: 0, to: 32, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: normalised.count >> shift))
                }
                bytes += normalised
            }
            guard isWhole else {
                bytes.removeLast(bytes.count - start)
                continue
            }
            var hasher = Hasher128(seed: KeyColumn.seed)
            hasher.combine(bytes.span.extracting(start..<bytes.count))
            if rule.kind { hasher.combine(word: UInt64(groups[index].rawValue)) }
            indices.append(Int32(index))
            hashes.append(hasher.finalize())
            slices[index] = start..<bytes.count
        }
    }

    /// Whether an entry of this side and one of another (or of this) have the same key.
    @inline(__always)
    func same(_ index: Int32, _ other: KeyColumn, _ otherIndex: Int32) -> Bool {
        let (a, b) = (Int(index), Int(otherIndex))
        if rule.kind, groups[a] != other.groups[b] { return false }
        guard isPlain else { return sameNormalised(index, other, otherIndex) }
        return TableBox.same(
            references[a], places.box(a), other.references[b], other.places.box(b))
    }

    private func sameNormalised(_ index: Int32, _ other: KeyColumn, _ otherIndex: Int32) -> Bool {
        let (a, b) = (slices[Int(index)], other.slices[Int(otherIndex)])
        return TableBox.isSame(bytes.span.extracting(a), other.bytes.span.extracting(b))
    }
}

extension ReferenceNormaliser {
    /// What is compared.
    package func apply(_ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for index in bytes.indices {
            let byte = bytes[index]
            result.append(ignoresCase && (0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
        }
        var prefix = Array(dropsPrefix.utf8)
        if ignoresCase { prefix = prefix.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
        if !prefix.isEmpty, result.starts(with: prefix) { result.removeFirst(prefix.count) }
        if dropsLeadingZeros {
            let zeros = result.prefix { $0 == 0x30 }.count
            result.removeFirst(min(zeros, max(0, result.count - 1)))
        }
        return result
    }
}
