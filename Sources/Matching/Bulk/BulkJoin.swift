import Records

/// Joins the two sides of a partition: a key that stands once on either side, with equal amounts,
/// is settled; everything else of its key is left to the passes. One per worker, since it keeps
/// its table.
@safe
package final class BulkJoin {
    package private(set) var tally = BulkTally()
    private let rule: BulkRule
    private let sameMask: UInt64
    private var slots: UnsafeMutableBufferPointer<Slot>
    private var mask = 0

    /// By slot: the bytes of its key, where it is long.
    private var longKeys: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
    private let crowd: UnsafeMutablePointer<BulkEntry>
    /// As many as left entries fit into the table.
    private var pairs: UnsafeMutablePointer<Pair>

    /// A key with its first left entry, and the right one that met it: `crowd`, where more than one
    /// entry of a side has the key.
    @safe
    private struct Slot {
        var left: UnsafePointer<BulkEntry>?
        var right: UnsafePointer<BulkEntry>?
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
        unsafe slots = .allocate(capacity: 0)
        unsafe longKeys = .allocate(capacity: 0)
        unsafe crowd = .allocate(capacity: 1)
        unsafe pairs = .allocate(capacity: 0)
    }

    deinit {
        unsafe slots.deallocate()
        unsafe longKeys.deallocate()
        unsafe crowd.deallocate()
        unsafe pairs.deallocate()
    }

    package func join(left: [BulkPart], right: [BulkPart], settled: Settled) {
        makeTable(for: left.reduce(0) { $0 + $1.count })
        // Taken out meanwhile: every look at a variable of the class is checked for another's.
        var found = BulkTally()
        swap(&found, &tally)
        for part in left {
            var keys = unsafe KeyCursor(part.keys)
            for index in unsafe part.chunks.indices {
                let chunk = unsafe part.chunks[index]
                for place in 0..<chunk.count {
                    let entry = unsafe chunk.baseAddress! + place
                    unsafe insert(entry, keys.key(of: entry), &found)
                }
            }
        }
        for part in right {
            var keys = unsafe KeyCursor(part.keys)
            for index in unsafe part.chunks.indices {
                let chunk = unsafe part.chunks[index]
                for place in 0..<chunk.count {
                    let entry = unsafe chunk.baseAddress! + place
                    unsafe probe(entry, keys.key(of: entry), &found)
                }
            }
        }
        unsafe settle(settled, &found)
        swap(&found, &tally)
    }

    /// At most half full: linear probing stays short.
    private func makeTable(for count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        if unsafe slots.count < size {
            unsafe slots.deallocate()
            unsafe slots = .allocate(capacity: size)
            unsafe longKeys.deallocate()
            unsafe longKeys = .allocate(capacity: size)
            unsafe pairs.deallocate()
            unsafe pairs = .allocate(capacity: size / 2)
        }
        mask = size - 1
        for slot in 0..<size {
            unsafe (slots.baseAddress! + slot).initialize(to: Slot(left: nil, right: nil))
        }
    }

    @inline(__always)
    private func insert(
        _ entry: UnsafePointer<BulkEntry>, _ key: UnsafeBufferPointer<UInt8>,
        _ found: inout BulkTally
    ) {
        let slots = unsafe slots.baseAddress!
        var slot = unsafe Int(truncatingIfNeeded: entry.pointee.key.hash) & mask
        while let other = unsafe slots[slot].left {
            if unsafe isSame(entry, key, other, longKeys[slot]) {
                unsafe slots[slot].right = UnsafePointer(crowd)
                unsafe found.left.append(entry.pointee.origin)
                return
            }
            slot = (slot &+ 1) & mask
        }
        unsafe slots[slot].left = unsafe entry
        if unsafe entry.pointee.key.isLong { unsafe longKeys[slot] = unsafe key }
    }

    @inline(__always)
    private func probe(
        _ entry: UnsafePointer<BulkEntry>, _ key: UnsafeBufferPointer<UInt8>,
        _ found: inout BulkTally
    ) {
        let slots = unsafe slots.baseAddress!
        var slot = unsafe Int(truncatingIfNeeded: entry.pointee.key.hash) & mask
        while let other = unsafe slots[slot].left {
            if unsafe isSame(entry, key, other, longKeys[slot]) {
                guard let known = unsafe slots[slot].right else {
                    unsafe slots[slot].right = unsafe entry
                    return
                }
                if unsafe known != UnsafePointer(crowd) {
                    unsafe found.right.append(known.pointee.origin)
                    unsafe slots[slot].right = UnsafePointer(crowd)
                }
                unsafe found.right.append(entry.pointee.origin)
                return
            }
            slot = (slot &+ 1) & mask
        }
        unsafe found.right.append(entry.pointee.origin)
    }

    @inline(__always)
    private func isSame(
        _ a: UnsafePointer<BulkEntry>, _ aKey: UnsafeBufferPointer<UInt8>,
        _ b: UnsafePointer<BulkEntry>, _ bKey: @autoclosure () -> UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard unsafe a.pointee.key == b.pointee.key,
            unsafe (a.pointee.origin ^ b.pointee.origin) & sameMask == 0
        else { return false }
        return unsafe !a.pointee.key.isLong || aKey.elementsEqual(bKey())
    }

    private func settle(_ settled: Settled, _ found: inout BulkTally) {
        let (slots, crowd) = unsafe (UnsafePointer(slots.baseAddress!), UnsafePointer(crowd))
        let pairs = unsafe pairs
        var count = 0
        for index in 0...mask {
            guard let left = unsafe slots[index].left else { continue }
            guard let right = unsafe slots[index].right, unsafe right != crowd else {
                unsafe found.left.append(left.pointee.origin)
                continue
            }
            if unsafe isPlain(left, right) {
                unsafe found.settle(left, right)
                let pair = unsafe Pair(left: left.pointee.origin, right: right.pointee.origin)
                unsafe (pairs + count).initialize(to: pair)
                count &+= 1
            } else {
                unsafe found.left.append(left.pointee.origin)
                unsafe found.right.append(right.pointee.origin)
            }
        }
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
