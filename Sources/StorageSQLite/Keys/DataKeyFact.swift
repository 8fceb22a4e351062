package import Records

/// A data key as it is shown: never the key.
package struct DataKeyFact: Sendable, Hashable {
    package var number: Int
    package var purpose: KeyPurpose
    package var madeAt: Instant
    /// The id of the master key that wraps it.
    package var master: String
}
