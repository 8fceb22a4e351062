/// The bytes of an imported file as a book keeps them.
package struct PackedFile: Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
}
