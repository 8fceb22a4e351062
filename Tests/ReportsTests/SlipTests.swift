import Testing

@testable import Reports

/// Slips between two references are what the whole table of edits says, up to the limit.
struct SlipTests {
    private struct Numbers {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test("random edits of random references", arguments: 1...30 as ClosedRange<UInt64>)
    func randomEdits(_ seed: UInt64) {
        var numbers = Numbers(state: seed)
        for _ in 0..<300 {
            let a = (0..<numbers.below(24)).map { _ in UInt8(0x61 + numbers.below(3)) }
            var b = a
            for _ in 0..<numbers.below(4) {
                let place = numbers.below(b.count + 1)
                switch numbers.below(3) {
                case 0 where place < b.count: b.remove(at: place)
                case 1: b.insert(UInt8(0x61 + numbers.below(3)), at: place)
                default: if place < b.count { b[place] = UInt8(0x61 + numbers.below(3)) }
                }
            }
            for limit in 0...2 {
                #expect(
                    LooseReference.slips(a.span, b.span, atMost: limit)
                        == Self.expected(a, b, limit))
            }
        }
    }

    private static func expected(_ a: [UInt8], _ b: [UInt8], _ limit: Int) -> Int? {
        if a.isEmpty || b.isEmpty { return nil }
        if a == b { return 0 }
        guard min(a.count, b.count) >= NearestMiss.leastReferenceLength, limit > 0 else {
            return nil
        }
        if a.count < b.count, b.starts(with: a) || b.suffix(a.count).elementsEqual(a) { return 1 }
        let edits = distance(a, b)
        return edits <= limit ? edits : nil
    }

    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var corner = row[0]
            row[0] = i + 1
            for j in 0..<b.count {
                let next = min(row[j] + 1, row[j + 1] + 1, corner + (a[i] == b[j] ? 0 : 1))
                corner = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
