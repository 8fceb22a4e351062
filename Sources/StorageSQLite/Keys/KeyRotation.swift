/// What a change of keys came to.
package struct KeyRotation: Sendable, Hashable {
    /// Ids of the master key before and after; equal where only a data key was added.
    package var from: String
    package var to: String
    /// Data keys that were wrapped anew.
    package var rewrapped: Int
    /// The data key that was added.
    package var added: Int?
    /// The file that holds the new master key; nil where the environment has to.
    package var file: String?
}
