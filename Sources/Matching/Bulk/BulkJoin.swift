import Records

/// Joins the two sides of a partition: a key that stands once on either side, with equal amounts,
/// is settled; everything else of its key is left to the passes. One per worker, since it keeps
/// its table.
@safe
package final class BulkJoin {
    package private(set) var tally = BulkTally()
    private let rule: BulkRule
    private let sameMask: UInt64
    private var table = Table(count: 0)
    private let crowd: UnsafeMutablePointer<BulkEntry>

    /// The left entries of a partition with different keys, numbered in their order, and where a
    /// key's hash finds its number. Small enough to stay in a core's first cache.
    @safe
    private struct Table {
        /// Numbers from 1; 0 where none is. A power of two, at most half of them taken.
        let slots: UnsafeMutablePointer<UInt32>
        let slotCount: Int
        let capacity: Int
        let entries: UnsafeMutablePointer<UnsafePointer<BulkEntry>>
        /// The right entry that met a left one: `crowd`, where more than one entry of a side has
        /// the key.
        let partners: UnsafeMutablePointer<UnsafePointer<BulkEntry>?>
        /// The bytes of a key, where it is long.
        let longKeys: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
        let pairs: UnsafeMutablePointer<Pair>
        var mask = 0
        var count = 0

        init(count: Int) {
            var size = 16
            while size < count * 2 { size *= 2 }
            slotCount = size
            capacity = size / 2
            unsafe slots = .allocate(capacity: size)
            unsafe entries = .allocate(capacity: size / 2)
            unsafe partners = .allocate(capacity: size / 2)
            unsafe longKeys = .allocate(capacity: size / 2)
            unsafe pairs = .allocate(capacity: size / 2)
        }

        func deallocate() {
            unsafe slots.deallocate()
            unsafe entries.deallocate()
            unsafe partners.deallocate()
            unsafe longKeys.deallocate()
            unsafe pairs.deallocate()
        }

        /// For so many entries; they fit.
        mutating func clear(for wanted: Int) {
            var size = 16
            while size < wanted * 2 { size *= 2 }
            mask = size - 1
            count = 0
            unsafe slots.initialize(repeating: 0, count: size)
        }
    }

    /// The origins of two entries that are settled with each other.
    @frozen
    package struct Pair {
        package var left: UInt64
        package var right: UInt64
    }

    /// Called once a partition with all its settled pairs.
    package typealias Settled = (UnsafeBufferPointer<Pair>) -> Void

    package init(_ rule: BulkRule) {
        self.rule = rule
        sameMask = rule.comparesKinds ? BulkEntry.groupMask : 0
        unsafe crowd = .allocate(capacity: 1)
    }

    deinit {
        table.deallocate()
        unsafe crowd.deallocate()
    }

    package func join(left: [BulkPart], right: [BulkPart], settled: Settled) {
        let count = left.reduce(0) { $0 + $1.count }
        if table.capacity < count {
            table.deallocate()
            table = Table(count: count)
        }
        // Taken out meanwhile: every look at a variable of the class is checked for another's.
        var table = table
        var found = BulkTally()
        swap(&found, &tally)
        table.clear(for: count)
        for part in left {
            var keys = unsafe KeyCursor(part.keys)
            for index in unsafe part.chunks.indices {
                unsafe insert(part.chunks[index], &keys, &table, &found)
            }
        }
        for part in right {
            var keys = unsafe KeyCursor(part.keys)
            for index in unsafe part.chunks.indices {
                unsafe probe(part.chunks[index], &keys, table, &found)
            }
        }
        unsafe settle(table, settled, &found)
        swap(&found, &tally)
    }

    private func insert(
        _ chunk: UnsafeBufferPointer<BulkEntry>, _ keys: inout KeyCursor, _ table: inout Table,
        _ found: inout BulkTally
    ) {
        let (slots, entries, mask) = unsafe (table.slots, table.entries, table.mask)
        var count = table.count
        for place in 0..<chunk.count {
            let entry = unsafe chunk.baseAddress! + place
            let key = unsafe keys.key(of: entry)
            var slot = unsafe Int(truncatingIfNeeded: entry.pointee.key.hash) & mask
            while true {
                let number = unsafe Int(slots[slot]) &- 1
                if number < 0 {
                    unsafe (entries + count).initialize(to: entry)
                    unsafe (table.partners + count).initialize(to: nil)
                    if unsafe entry.pointee.key.isLong {
                        unsafe (table.longKeys + count).initialize(to: key)
                    }
                    count &+= 1
                    unsafe slots[slot] = UInt32(truncatingIfNeeded: count)
                    break
                }
                if unsafe isSame(entry, key, entries[number], table.longKeys + number) {
                    unsafe table.partners[number] = UnsafePointer(crowd)
                    unsafe found.left.append(entry.pointee.origin)
                    break
                }
                slot = (slot &+ 1) & mask
            }
        }
        table.count = count
    }

    private func probe(
        _ chunk: UnsafeBufferPointer<BulkEntry>, _ keys: inout KeyCursor, _ table: Table,
        _ found: inout BulkTally
    ) {
        let (slots, entries, mask) = unsafe (table.slots, table.entries, table.mask)
        for place in 0..<chunk.count {
            let entry = unsafe chunk.baseAddress! + place
            let key = unsafe keys.key(of: entry)
            var slot = unsafe Int(truncatingIfNeeded: entry.pointee.key.hash) & mask
            while true {
                let number = unsafe Int(slots[slot]) &- 1
                if number < 0 {
                    unsafe found.right.append(entry.pointee.origin)
                    break
                }
                if unsafe isSame(entry, key, entries[number], table.longKeys + number) {
                    unsafe meet(entry, table.partners + number, &found)
                    break
                }
                slot = (slot &+ 1) & mask
            }
        }
    }

    /// A right entry meets the left one of its key.
    @inline(__always)
    private func meet(
        _ entry: UnsafePointer<BulkEntry>,
        _ partner: UnsafeMutablePointer<UnsafePointer<BulkEntry>?>, _ found: inout BulkTally
    ) {
        guard let known = unsafe partner.pointee else {
            unsafe partner.pointee = unsafe entry
            return
        }
        if unsafe known != UnsafePointer(crowd) {
            unsafe found.right.append(known.pointee.origin)
            unsafe partner.pointee = UnsafePointer(crowd)
        }
        unsafe found.right.append(entry.pointee.origin)
    }

    @inline(__always)
    private func isSame(
        _ a: UnsafePointer<BulkEntry>, _ aKey: UnsafeBufferPointer<UInt8>,
        _ b: UnsafePointer<BulkEntry>, _ bKey: UnsafePointer<UnsafeBufferPointer<UInt8>>
    ) -> Bool {
        guard unsafe a.pointee.key == b.pointee.key,
            unsafe (a.pointee.origin ^ b.pointee.origin) & sameMask == 0
        else { return false }
        return unsafe !a.pointee.key.isLong || aKey.elementsEqual(bKey.pointee)
    }

    /// In the order of the left entries: walking the slots would guess wrong at every other one.
    private func settle(_ table: Table, _ settled: Settled, _ found: inout BulkTally) {
        let (crowd, pairs) = unsafe (UnsafePointer(crowd), table.pairs)
        var count = 0
        var sums = BulkTally.Sums()
        for number in 0..<table.count {
            let left = unsafe table.entries[number]
            guard let right = unsafe table.partners[number], unsafe right != crowd else {
                unsafe found.left.append(left.pointee.origin)
                continue
            }
            if unsafe isPlain(left, right) {
                unsafe found.settle(left, right, &sums)
                let pair = unsafe Pair(left: left.pointee.origin, right: right.pointee.origin)
                unsafe (pairs + count).initialize(to: pair)
                count &+= 1
            } else {
                unsafe found.left.append(left.pointee.origin)
                unsafe found.right.append(right.pointee.origin)
            }
        }
        found.add(sums)
        unsafe settled(UnsafeBufferPointer(start: pairs, count: count))
    }

    /// What `LegWork.judge` calls matched, without a finding.
    @inline(__always)
    private func isPlain(
        _ left: UnsafePointer<BulkEntry>, _ right: UnsafePointer<BulkEntry>
    ) -> Bool {
        let (left, right) = unsafe (left.pointee, right.pointee)
        guard left.amount == right.amount, left.currency == right.currency, left.hasMoved,
            right.hasMoved, !left.isLone, !right.isLone
        else { return false }
        guard let late = rule.lateAfterMicroseconds, left.time != EntryTable.noTime,
            right.time != EntryTable.noTime
        else { return true }
        return right.time - left.time <= late
    }
}

/// Walks the long keys of a part beside its entries.
@safe
private struct KeyCursor {
    private let keys: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ keys: UnsafeBufferPointer<UInt8>) { unsafe self.keys = unsafe keys }

    @inline(__always)
    mutating func key(of entry: UnsafePointer<BulkEntry>) -> UnsafeBufferPointer<UInt8> {
        guard unsafe entry.pointee.key.isLong else {
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        var length = 0
        for byte in 0..<4 { length |= unsafe Int(keys[position + byte]) << (8 * byte) }
        let start = position + 4
        position = start + length
        return unsafe UnsafeBufferPointer(rebasing: keys[start..<start + length])
    }
}
