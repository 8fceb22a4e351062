import Records

/// A reference as people mistype numbers: letters and digits alone, in lower case, without leading
/// zeros.
struct LooseReference {
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Replaces the bytes by those of another reference.
    mutating func read(_ ref: TextRef, of box: TableBox) {
        bytes.removeAll(keepingCapacity: true)
        if ref.isEmpty || readASCII(ref, of: box) { return }
        bytes = Array(LooseReference.loose(box.table.utf8Text(ref)).utf8)
    }

    private mutating func readASCII(_ ref: TextRef, of box: TableBox) -> Bool {
        let text = ref.inHeap ? box.table.heap : box.table.bytes
        for index in ref.offset..<ref.offset + ref.length {
            let byte = text[index]
            switch byte {
            case 0x30: if !bytes.isEmpty { bytes.append(byte) }
            case 0x31...0x39, 0x61...0x7A: bytes.append(byte)
            case 0x41...0x5A: bytes.append(byte + 0x20)
            case 0x80...: return false
            default: break
            }
        }
        return true
    }

    private static func loose(_ reference: String) -> String {
        let kept = reference.lowercased().unicodeScalars.filter {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
        return String(String.UnicodeScalarView(kept.drop { $0 == "0" }))
    }

    // MARK: Slips

    /// Slips between a candidate's reference and another (`Suggestions.distance`), nil beyond
    /// `limit` (at most 2) or where they are too short for a slip to mean anything.
    static func slips(_ a: Span<UInt8>, _ b: Span<UInt8>, atMost limit: Int) -> Int? {
        if a.isEmpty || b.isEmpty { return nil }
        let shorter = min(a.count, b.count)
        if a.count == b.count, commonPrefix(a, 0, b, 0) == a.count { return 0 }
        guard shorter >= NearestMiss.leastReferenceLength, limit > 0 else { return nil }
        if a.count < b.count {
            let isPart =
                commonPrefix(a, 0, b, 0) == a.count
                || commonPrefix(a, 0, b, b.count - a.count) == a.count
            if isPart { return 1 }
        }
        guard abs(a.count - b.count) <= limit else { return nil }
        if limit == 1 { return isOneSlip(a, b) ? 1 : nil }
        return edits(a, 0, b, 0, atMost: limit)
    }

    /// Whether different texts of lengths at most one apart are one edit apart: what differs first
    /// is the edit, and everything behind it is equal.
    private static func isOneSlip(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        let same = commonPrefix(a, 0, b, 0)
        let i = same + (a.count >= b.count ? 1 : 0)
        let j = same + (b.count >= a.count ? 1 : 0)
        // Most texts that differ do so in their last character too.
        if i < a.count, a[a.count - 1] != b[b.count - 1] { return false }
        return commonPrefix(a, i, b, j) == a.count - i
    }

    /// Length of what is equal from two positions on.
    private static func commonPrefix(
        _ a: Span<UInt8>, _ i: Int, _ b: Span<UInt8>, _ j: Int
    ) -> Int {
        let length = min(a.count - i, b.count - j)
        var same = 0
        while same + 8 <= length {
            let x = unsafe a.bytes.unsafeLoadUnaligned(fromByteOffset: i + same, as: UInt64.self)
            let y = unsafe b.bytes.unsafeLoadUnaligned(fromByteOffset: j + same, as: UInt64.self)
            if x != y { return same + (x.littleEndian ^ y.littleEndian).trailingZeroBitCount / 8 }
            same += 8
        }
        while same < length, a[i + same] == b[j + same] { same += 1 }
        return same
    }

    /// Levenshtein distance of two tails, nil beyond `limit`: what is equal in front is never
    /// edited, so only the first difference branches, at most `limit` times.
    private static func edits(
        _ a: Span<UInt8>, _ i: Int, _ b: Span<UInt8>, _ j: Int, atMost limit: Int
    ) -> Int? {
        let same = commonPrefix(a, i, b, j)
        let i = i + same
        let j = j + same
        if i == a.count || j == b.count {
            let rest = a.count - i + b.count - j
            return rest <= limit ? rest : nil
        }
        guard limit > 0 else { return nil }
        var best: Int?
        for (di, dj) in [(1, 1), (1, 0), (0, 1)] {
            let gap = abs((a.count - i - di) - (b.count - j - dj))
            let left = best.map { $0 - 2 } ?? limit - 1
            if left < 0 || gap > left { continue }
            if let further = edits(a, i + di, b, j + dj, atMost: left) { best = further + 1 }
        }
        return best
    }
}
