package import Matching

/// Pairs of lines as columns: file and line of either side (lines from 1), and how they were found.
package struct LinePairs: Sendable {
    package var leftFile: [UInt32] = []
    package var leftLine: [UInt32] = []
    package var rightFile: [UInt32] = []
    package var rightLine: [UInt32] = []
    /// Index of the pass, 255 = none.
    package var pass: [UInt8] = []
    package var entryClass: [EntryClass] = []

    package init() {}

    package var count: Int { leftLine.count }

    mutating func reserve(_ count: Int) {
        leftFile.reserveCapacity(count)
        leftLine.reserveCapacity(count)
        rightFile.reserveCapacity(count)
        rightLine.reserveCapacity(count)
        pass.reserveCapacity(count)
        entryClass.reserveCapacity(count)
    }

    /// The first index from `start` on that differs in more than its lines.
    func endOfRun(from start: Int) -> Int {
        var end = start + 1
        while end < count, pass[end] == pass[start], entryClass[end] == entryClass[start],
            leftFile[end] == leftFile[start], rightFile[end] == rightFile[start]
        {
            end += 1
        }
        return end
    }
}
