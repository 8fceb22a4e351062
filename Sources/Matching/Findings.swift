/// A set of findings with its first (primary) one.
package struct Findings: Sendable, Hashable {
    package var bits: UInt64 = 0
    /// Raw value of the primary finding, 255 = none.
    package var primaryRaw: UInt8 = 255

    package init() {}

    package init(_ primary: Finding) { insert(primary) }

    package mutating func insert(_ finding: Finding) {
        bits |= 1 << UInt64(finding.rawValue)
        if primaryRaw == 255 { primaryRaw = finding.rawValue }
    }

    package func contains(_ finding: Finding) -> Bool { bits >> UInt64(finding.rawValue) & 1 == 1 }
    package var primary: Finding? { Finding(rawValue: primaryRaw) }
    package var all: [Finding] { Finding.allCases.filter { contains($0) } }
}
