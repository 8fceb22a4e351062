import Matching

/// How history may spell what a leg's rules hold for one reference: with a prefix, with leading
/// zeros, in capitals. History is found by bytes, so that each spelling is looked up.
struct HistorySpellings {
    private let normalisers: [ReferenceNormaliser]
    /// Whether a rule takes capitals for small letters.
    let ignoresCase: Bool

    init(_ passes: [Pass]) {
        var normalisers: Set<ReferenceNormaliser> = []
        for pass in passes {
            let parts: [KeyRule.Part]
            switch pass.method {
            case .exact(let rule), .tolerance(let rule, _): parts = rule.parts
            case .group(let rule): parts = rule.key.parts
            case .window, .subset, .scored: parts = []
            }
            for part in parts {
                // One side's spelling may be that of the other, as it stands.
                normalisers.formUnion([part.leftNormaliser, part.rightNormaliser])
            }
        }
        self.normalisers = normalisers.sorted { $0.order < $1.order }
        ignoresCase = normalisers.contains { $0.ignoresCase }
    }

    /// The references and every other spelling of them, each once, in the order of their bytes.
    func all(of references: [[UInt8]]) -> [[UInt8]] {
        if normalisers.allSatisfy(\.isIdentity) { return references }
        var all = Set(references)
        for reference in references {
            for own in normalisers {
                let normal = own.apply(reference.span)
                if normal.isEmpty { continue }
                for other in normalisers { all.formUnion(other.spellings(of: normal)) }
            }
        }
        return all.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension ReferenceNormaliser {
    fileprivate var order: String {
        "\(ignoresCase) \(dropsLeadingZeros) \(dropsPrefix)"
    }
}
