/// A file of a published log.
package struct LogFile: Hashable, Sendable {
    package let path: TilePath
    package let bytes: [UInt8]

    /// The one file that changes; written after every tile that it speaks for.
    package static let checkpoint = "checkpoint"
}
