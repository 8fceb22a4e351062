/// No key, no certainty: pairs by how likely they are, learnt from the entries themselves.
package struct ScoredRule: Sendable, Hashable {
    /// A right entry lies within left − before … left + after.
    package var beforeSeconds: Int64 = 300
    package var afterSeconds: Int64 = 3 * 86_400
    /// The reference that names the payer's account, where a source has one.
    package var account = ReferenceRole.bank
    /// From this probability on a pair is matched, in millionths.
    package var confirmMillionths = 990_000
    /// From this on it is proposed to a person.
    package var suggestMillionths = 600_000
    /// What history found of what the pass says.
    package var calibration: Calibration?

    package init() {}

    /// Who is likelier than not to have a partner is ambiguous where no pair of his is likely.
    static let partnerMillionths = 500_000
    /// Fewer entries than these teach nothing: pairs of them are only proposed.
    static let learningLimit = 100
    /// Entries of a side; their pairs are some thirty times as many and lie in memory.
    package static let entryLimit = 500_000
}
