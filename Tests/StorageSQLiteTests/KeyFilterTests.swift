import Records
import Testing

@testable import StorageSQLite

@Suite struct KeyFilterTests {
    /// Sorted keys of a slice: all begin with the same `skipping` bits.
    private func keys(_ count: Int, seed: UInt64, skipping: Int) -> IndexKeys {
        var keys = IndexKeys()
        for number in 0..<count {
            var hasher = Hasher128(seed: seed)
            hasher.combine(word: UInt64(number))
            let hash = hasher.finalize()
            keys.append(hash.high >> UInt64(skipping), hash.low, UInt64(number))
        }
        keys.sort()
        return keys
    }

    private func held(_ keys: IndexKeys, _ words: [UInt32], _ skipping: Int) -> Int {
        unsafe words.withUnsafeBufferPointer { cells in
            (0..<keys.count).count {
                unsafe KeyFilter.mayHold(
                    keys.high[$0], keys.low[$0], cells, skippedBits: UInt64(skipping))
            }
        }
    }

    @Test(
        "a filter denies no key that is there, and nearly all that are not",
        arguments: [(1, 0), (2, 3), (31, 0), (1000, 1), (40_000, 0), (40_000, 5)])
    func holds(count: Int, skipping: Int) throws {
        let there = keys(count, seed: 1, skipping: skipping)
        let words = KeyFilter.words(of: there, skipping: skipping)
        #expect(words.count == (count * 10 + 255) / 256 * KeyFilter.words)
        #expect(held(there, words, skipping) == count)
        let held = held(keys(10_000, seed: 2, skipping: skipping), words, skipping)
        #expect(held < (count < 100 ? 1500 : 300), "\(held) of 10,000 that are not there")
    }

    @Test("no keys, no filter")
    func empty() {
        #expect(KeyFilter.words(of: IndexKeys(), skipping: 0) == [])
        #expect(KeyFilter(nil, skippedBits: 0) == nil)
        #expect(KeyFilter(Column(constant: 0, count: 12), skippedBits: 0) == nil)
    }
}
