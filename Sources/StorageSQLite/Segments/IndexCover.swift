/// The segments whose keys an index file holds, each with the start of its SHA-256: keys of another
/// file under the same number are not believed.
struct IndexCover: Sendable, Hashable {
    /// Ascending.
    private(set) var segments: [Int]
    private(set) var digests: [UInt64]

    init(_ parts: [(segment: Int, digest: UInt64)]) {
        let sorted = parts.sorted { $0.segment < $1.segment }
        segments = sorted.map { $0.segment }
        digests = sorted.map { $0.digest }
    }

    init(segment: Int, sha256: [UInt8]) {
        self.init([(segment, IndexCover.digest(sha256))])
    }

    init(joining covers: [IndexCover]) {
        self.init(covers.flatMap { zip($0.segments, $0.digests).map { ($0, $1) } })
    }

    static func digest(_ sha256: [UInt8]) -> UInt64 {
        LittleEndianBytes.value(sha256, 0, as: UInt64.self)
    }

    /// Names the files of the set: segments stand in one set only.
    var first: Int { segments.first ?? 0 }

    func isDisjoint(with other: IndexCover) -> Bool {
        Set(segments).isDisjoint(with: other.segments)
    }

    /// Whether every segment is one of the catalogue.
    func isKnown(_ known: [Int: UInt64]) -> Bool {
        zip(segments, digests).allSatisfy { known[$0] == $1 }
    }
}
