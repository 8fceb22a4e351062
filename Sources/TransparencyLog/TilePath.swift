/// The name of a tile or entry bundle: `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`.
package struct TilePath: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// Hashes of subtrees of 256^level leaves.
        case hashes(level: Int)
        case entries
    }

    package let kind: Kind
    package let index: UInt64
    /// 256, or less for the last one of its level.
    package let width: Int

    /// 256^7 = 2^56 leaves are more than the log's limit; tlog-tiles allows levels to 63.
    package static let levelLimit = 7

    package init(_ kind: Kind, index: UInt64, width: Int = TransparencyLog.tileWidth) {
        precondition((1...TransparencyLog.tileWidth).contains(width), "width \(width)")
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// Nil for anything but the one spelling of a path.
    package init?(_ text: String) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.popFirst() == "tile", let level = parts.popFirst() else { return nil }
        if level == "entries" {
            kind = .entries
        } else {
            guard let number = NoteLines.number(level.utf8), number <= TilePath.levelLimit else {
                return nil
            }
            kind = .hashes(level: Int(number))
        }
        var width = UInt64(TransparencyLog.tileWidth)
        if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
            guard let last = parts.popLast(), let number = NoteLines.number(last.utf8),
                (1..<width).contains(number), let name = parts.popLast()
            else { return nil }
            width = number
            parts.append(name.dropLast(2))
        }
        var index: UInt64 = 0
        guard (1...6).contains(parts.count) else { return nil }
        for (position, part) in parts.enumerated() {
            let isLast = position == parts.count - 1
            let digits = isLast ? part.utf8[...] : part.utf8.dropFirst()
            guard isLast || part.utf8.first == 0x78, digits.count == 3,
                digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            index = digits.reduce(index) { $0 * 10 + UInt64($1 - 0x30) }
        }
        self.index = index
        self.width = Int(width)
        guard description == text else { return nil }
    }

    package var description: String {
        let folder =
            switch kind {
            case .hashes(let level): "tile/\(level)/"
            case .entries: "tile/entries/"
            }
        var name = TilePath.padded(index % 1000)
        var rest = index / 1000
        while rest > 0 {
            name = "x\(TilePath.padded(rest % 1000))/\(name)"
            rest /= 1000
        }
        return folder + name + (width < TransparencyLog.tileWidth ? ".p/\(width)" : "")
    }

    /// 0 for entries, which lie below level 0.
    package var level: Int {
        switch kind {
        case .hashes(let level): level
        case .entries: 0
        }
    }

    /// How many hashes the level has in a tree: floor(size / 256^level).
    package static func count(level: Int, size: UInt64) -> UInt64 {
        size >> UInt64(TransparencyLog.tileHeight * level)
    }

    /// The tile as it must be in a tree of `size`, or nil if that tree has none there.
    package static func tile(_ kind: Kind, index: UInt64, size: UInt64) -> TilePath? {
        let probe = TilePath(kind, index: index)
        let count = count(level: probe.level, size: size)
        let start = index << UInt64(TransparencyLog.tileHeight)
        guard start < count else { return nil }
        let width = min(UInt64(TransparencyLog.tileWidth), count - start)
        return TilePath(kind, index: index, width: Int(width))
    }

    /// Levels of tiles in a tree: those with at least one hash.
    package static func levels(size: UInt64) -> Int {
        var levels = 0
        while count(level: levels, size: size) > 0 { levels += 1 }
        return levels
    }

    private static func padded(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}
