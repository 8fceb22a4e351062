import Matching
import Records

/// The open entries of one side, found by amount, by time and by a loosely written reference: a
/// column each, in the order of time.
struct OpenEntries: Sendable {
    /// A lonely entry of the other side.
    struct Probe {
        var amount: Money
        var time: Int64
        var reference: LooseReference
    }

    private let rows: SideRows
    private let classes: [EntryClass]
    /// Entries behind this index were not indexed any more.
    private var lastIndex = Int32.max

    private var index: [Int32] = []
    private var time: [Int64] = []
    private var identity: [Hash128] = []
    /// Loose references one after another; entry `i` has `referenceEnds[i]..<referenceEnds[i + 1]`.
    private var references: [UInt8] = []
    private var referenceEnds: [Int32] = [0]
    /// Distinct amounts, the code of each entry's, and the entries by code.
    private var amounts: [Money] = []
    private var amountCode: [Int32] = []
    private var amountStarts: [Int32] = []
    private var byAmount: [Int32] = []
    private var amountSlots: [Int32] = []
    /// First entry of each reference by its hash, and the next with the same one; −1 ends.
    private var referenceSlots: [Int32] = []
    private var nextSame: [Int32] = []

    init(_ rows: SideRows, _ outcome: SideOutcome) {
        self.rows = rows
        classes = outcome.classes
        collect()
        indexAmounts()
        indexReferences()
    }

    /// The entry of this side at an index, where it is one of those that were indexed.
    func probe(_ index: Int32) -> Probe? {
        guard index <= lastIndex, OpenEntries.isOpen(classes[Int(index)]),
            let place = rows[index], let amount = place.gross
        else { return nil }
        var reference = LooseReference()
        reference.read(place.box.table.orderReference[place.row], of: place.box)
        return Probe(amount: amount.canonical, time: place.occurredAt, reference: reference)
    }

    private static func isOpen(_ entryClass: EntryClass) -> Bool {
        switch entryClass {
        case .missingLeft, .missingRight, .ambiguous, .expected, .ignored: true
        default: false
        }
    }

    // MARK: Building

    private struct Moment {
        var time: Int64
        var identity: Hash128
        var index: Int32
    }

    private mutating func collect() {
        var moments: [Moment] = []
        for position in classes.indices where OpenEntries.isOpen(classes[position]) {
            if moments.count == NearestMiss.openEntries {
                lastIndex = Int32(position) - 1
                break
            }
            guard let place = rows[Int32(position)], place.gross != nil else { continue }
            moments.append(
                Moment(
                    time: place.occurredAt, identity: place.identity, index: Int32(position)))
        }
        moments.sort {
            $0.time != $1.time ? $0.time < $1.time : $0.identity < $1.identity
        }
        index = moments.map(\.index)
        time = moments.map(\.time)
        identity = moments.map(\.identity)
    }

    private mutating func indexAmounts() {
        amountSlots = Array(repeating: -1, count: OpenEntries.slots(index.count))
        var counts: [Int32] = []
        for entry in index {
            let amount = rows[entry]!.gross!.canonical
            let slot = slot(of: amount)
            if amountSlots[slot] < 0 {
                amountSlots[slot] = Int32(amounts.count)
                amounts.append(amount)
                counts.append(0)
            }
            let code = amountSlots[slot]
            counts[Int(code)] += 1
            amountCode.append(code)
        }
        amountStarts = [0]
        for count in counts { amountStarts.append(amountStarts.last! + count) }
        var next = amountStarts
        byAmount = Array(repeating: 0, count: index.count)
        for (entry, code) in amountCode.enumerated() {
            byAmount[Int(next[Int(code)])] = Int32(entry)
            next[Int(code)] += 1
        }
    }

    /// Twice as many slots as entries, a power of two.
    private static func slots(_ count: Int) -> Int {
        1 << max(1, Int.bitWidth - (count * 2).leadingZeroBitCount)
    }

    /// The slot that holds an amount, or the free one where it belongs.
    private func slot(of amount: Money) -> Int {
        var hasher = Hasher128()
        hasher.combine(word: UInt64(truncatingIfNeeded: amount.units))
        hasher.combine(word: amount.currency.packed ^ UInt64(amount.scale))
        let mask = amountSlots.count - 1
        var slot = Int(truncatingIfNeeded: hasher.finalize().low) & mask
        while amountSlots[slot] >= 0, amounts[Int(amountSlots[slot])] != amount {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func indexReferences() {
        referenceSlots = Array(repeating: -1, count: OpenEntries.slots(index.count))
        nextSame = Array(repeating: -1, count: index.count)
        var loose = LooseReference()
        for entry in index.indices {
            let place = rows[index[entry]]!
            loose.read(place.box.table.orderReference[place.row], of: place.box)
            references += loose.bytes
            referenceEnds.append(Int32(references.count))
            if loose.bytes.isEmpty { continue }
            let slot = slot(of: loose.bytes.span)
            guard referenceSlots[slot] >= 0 else {
                referenceSlots[slot] = Int32(entry)
                continue
            }
            var last = Int(referenceSlots[slot])
            var length = 1
            while nextSame[last] >= 0 {
                last = Int(nextSame[last])
                length += 1
            }
            if length < NearestMiss.sameReference { nextSame[last] = Int32(entry) }
        }
    }

    private func slot(of reference: Span<UInt8>) -> Int {
        var hasher = Hasher128()
        hasher.combine(reference)
        let mask = referenceSlots.count - 1
        var slot = Int(truncatingIfNeeded: hasher.finalize().low) & mask
        let all = references.span
        while referenceSlots[slot] >= 0 {
            let own = all.extracting(bounds(ofReference: Int(referenceSlots[slot])))
            if OpenEntries.equal(own, reference) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private static func equal(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }

    private func bounds(ofReference entry: Int) -> Range<Int> {
        Int(referenceEnds[entry])..<Int(referenceEnds[entry + 1])
    }

    // MARK: Finding

    /// Index of the entry that comes closest, −1 where none does: by reference first, then amount,
    /// then time; a tie goes to the lesser identity.
    func nearest(to probe: Probe) -> Int32 {
        if index.isEmpty { return -1 }
        let slot = slot(of: probe.amount)
        var search = Search(
            amount: amountSlots[slot], time: probe.time, reference: probe.reference.bytes)
        if !search.reference.isEmpty {
            var entry = referenceSlots[self.slot(of: search.reference.span)]
            while entry >= 0 {
                look(at: Int(entry), &search)
                entry = nextSame[Int(entry)]
            }
        }
        if search.amount >= 0 {
            let start = Int(amountStarts[Int(search.amount)])
            let end = Int(amountStarts[Int(search.amount) + 1])
            for place in around(probe.time, start..<end, { time[Int(byAmount[$0])] }) {
                look(at: Int(byAmount[place]), &search)
            }
        }
        for entry in around(probe.time, index.indices, { time[$0] }) { look(at: entry, &search) }
        return search.best < 0 ? -1 : index[search.best]
    }

    private struct Search {
        /// Code of the amount here; −1 where no entry has it.
        let amount: Int32
        let time: Int64
        let reference: [UInt8]
        var best = -1
        var slips = Int.max
        var differs = 0
        var gap = Int64.max
    }

    private func look(at entry: Int, _ search: inout Search) {
        let isKnownTime = search.time != EntryTable.noTime && time[entry] != EntryTable.noTime
        let gap =
            isKnownTime ? Int64(clamping: (time[entry] - search.time).magnitude) : Int64.max
        let isEqual = amountCode[entry] == search.amount
        // More slips than the best has cannot win any more.
        let limit = min(isEqual ? Suggestions.greatestDistance : 1, search.slips)
        let all = references.span
        let found = LooseReference.slips(
            all.extracting(bounds(ofReference: entry)), search.reference.span, atMost: limit)
        guard found != nil || isEqual && gap <= NearestMiss.equalAmountMicroseconds
        else { return }
        let slips = found ?? Suggestions.greatestDistance + 1
        let differs = isEqual ? 0 : 1
        if search.best >= 0 {
            if slips != search.slips {
                if slips > search.slips { return }
            } else if differs != search.differs {
                if differs > search.differs { return }
            } else if gap != search.gap {
                if gap > search.gap { return }
            } else if identity[entry] >= identity[search.best] {
                return
            }
        }
        search.best = entry
        search.slips = slips
        search.differs = differs
        search.gap = gap
    }

    /// The places on either side of a moment among those sorted by time.
    @inline(__always)
    private func around(
        _ moment: Int64, _ sorted: Range<Int>, _ time: (Int) -> Int64
    ) -> Range<Int> {
        var low = sorted.lowerBound
        var high = sorted.upperBound
        while low < high {
            let middle = (low + high) / 2
            if time(middle) < moment { low = middle + 1 } else { high = middle }
        }
        let start = max(sorted.lowerBound, low - NearestMiss.neighbours)
        return start..<min(sorted.upperBound, low + NearestMiss.neighbours)
    }
}
