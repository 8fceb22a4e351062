/// What became of each entry of one side. Index = position in the side, inputs one after another.
package struct SideOutcome: Sendable {
    package var classes: [EntryClass]
    package var findings: [Findings]
    /// The partner's index on the other side (the kept one of a duplicate, a mismatch's other
    /// half), −1.
    package var partner: [Int32]
    /// Index into the leg's passes of the pass that claimed it, 255 = none.
    package var pass: [UInt8]
    /// First index of each input, ascending; one more at the end (the count).
    package var offsets: [Int]
    /// Recalled, and ends as it stood: no part of this run. Empty where nothing was recalled.
    package var unchanged: [Bool] = []

    package init(inputs: [LegInput]) {
        var offsets = [0]
        for input in inputs { offsets.append(offsets.last! + input.count) }
        self.offsets = offsets
        let count = offsets.last!
        classes = Array(repeating: .unclassified, count: count)
        findings = Array(repeating: Findings(), count: count)
        partner = Array(repeating: -1, count: count)
        pass = Array(repeating: 255, count: count)
    }

    package var count: Int { classes.count }

    @inline(__always)
    package func isUnchanged(_ index: Int) -> Bool { !unchanged.isEmpty && unchanged[index] }

    static let noPass: UInt8 = 255

    @inline(__always)
    mutating func claim(_ index: Int, _ entryClass: EntryClass, _ by: UInt8, _ other: Int32) {
        classes[index] = entryClass
        pass[index] = by
        partner[index] = other
    }

    package func position(_ index: Int, in inputs: [LegInput]) -> EntryPosition {
        var low = 0
        var high = offsets.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[middle] <= index { low = middle } else { high = middle }
        }
        let local = index - offsets[low]
        return EntryPosition(input: low, row: inputs[low].rows.map { Int($0[local]) } ?? local)
    }
}
