/// What an audit found.
package struct LogReport: Hashable, Sendable {
    /// Files that are missing or of a wrong length first; then the root, tiles from the top down,
    /// leaves, and what is left of earlier times.
    package var findings: [LogFinding] = []
    /// Findings beyond `LogReport.findingLimit`, counted only.
    package var unlisted = 0
    /// Files below `tile/` that belong to no tile of the checkpoint's tree: left from a publication
    /// whose checkpoint never came, or not the log's at all. They prove nothing.
    package var strays: [String] = []
    /// Entries that were read and hashed.
    package var leaves: UInt64 = 0
    /// Tiles and bundles that were read.
    package var files = 0

    /// One run names so many places; who has more damage than that needs a copy, not a list.
    package static let findingLimit = 1_000
    /// Of files that are not the log's.
    package static let strayLimit = 100

    /// Missing files after which an audit stops: a checkpoint can claim a size that nobody could
    /// read to the end.
    package static let missingLimit = 10_000

    package enum Verdict: Hashable, Sendable { case verified, incomplete, wrong }

    package var verdict: Verdict {
        if findings.isEmpty { return .verified }
        return isContradicted ? .wrong : .incomplete
    }

    /// Something is not only absent.
    private var isContradicted = false
    private(set) var missing = 0

    mutating func add(_ finding: LogFinding) {
        if finding.isAbsence { missing += 1 } else { isContradicted = true }
        if findings.count < LogReport.findingLimit {
            findings.append(finding)
        } else {
            unlisted += 1
        }
    }
}
