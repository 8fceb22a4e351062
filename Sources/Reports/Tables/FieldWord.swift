/// A word that stands in many rows of a table: quoted and neutralised once.
struct FieldWord: Sendable {
    let bytes: [UInt8]

    init(_ text: String) {
        var buffer = RowBuffer(capacity: 64)
        buffer.field(text)
        bytes = buffer.bytes
    }
}
