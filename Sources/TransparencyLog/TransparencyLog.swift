/// An append-only Merkle log of opaque leaves, and everything an auditor needs to check it alone.
///
/// - `LogBuilder`: leaves in, tiles and entry bundles out (C2SP tlog-tiles), with the tree's root.
/// - `TileNodes`: a published log as a `NodeSource`, from which `InclusionProof` and
///   `ConsistencyProof` are made; each verifies itself without the log.
/// - `Checkpoint` in a `SignedNote` (C2SP tlog-checkpoint, signed-note, Ed25519): `NoteSigner`
///   writes it, `TrustedCheckpoint` is one whose signature held.
/// - `ProofBundle`: some leaves, their paths and the checkpoint in one text file
///   (docs/formats/proof-bundle.md).
/// - `LogAudit`: re-hashes a whole published log and names what is wrong in it.
///
/// Hashing is RFC 6962, section 2.1, with SHA-256. Nothing here reads a file, a clock or a random
/// number: bytes come in and go out.
package enum TransparencyLog {
    /// Hashes, and entries, of a full tile (tlog-tiles: "exactly 256 hashes wide").
    package static let tileWidth = 256
    /// Tree levels that one tile spans: 2^8 = 256.
    package static let tileHeight = 8
    /// An entry's length stands in 16 bits (tlog-tiles, "Log entries").
    package static let leafLimit = 65_535
    /// Far beyond any merchant's history; keeps every index and size exact in 64 bits with room for
    /// arithmetic.
    package static let sizeLimit: UInt64 = 1 << 48
    /// A checkpoint with sixteen post-quantum signatures of 5 kB is 110 kB in base64.
    package static let noteLimit = 1 << 20
    /// signed-note: at least sixteen must be accepted.
    package static let signatureLimit = 64
    /// The story of an order is some tens of leaves; who wants more audits the log itself.
    package static let bundleLeafLimit = 10_000
    /// Bytes. A reader holds a bundle in memory more than once.
    package static let bundleLimit = 64 << 20
    /// A host name and a path; longer names are no names.
    package static let keyNameLimit = 255
    /// Bytes of a wrong line that an error repeats.
    package static let foundLimit = 120
}
