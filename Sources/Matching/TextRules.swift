package import Records

/// What the program knows of texts: how names are written and read, and what remarks say. Data of
/// the program, not of a definition; without it names and remarks are compared as they stand.
package final class TextRules: Sendable, Hashable {
    package let folding: NameFolding
    package let reader: RemarkReader
    /// Of the files it was made from.
    package let digest: Hash128
    private let text: @Sendable (EntryTable, TextRef) -> String

    /// `text` decodes a text of a table whose file is not UTF-8.
    package init(
        folding: NameFolding, reader: RemarkReader, digest: Hash128,
        text: @escaping @Sendable (EntryTable, TextRef) -> String
    ) {
        self.folding = folding
        self.reader = reader
        self.digest = digest
        self.text = text
    }

    /// A free text of a table, UTF-8.
    func withUTF8<Result>(
        _ ref: TextRef, of box: TableBox, _ body: (Span<UInt8>) -> Result
    ) -> Result {
        if ref.inHeap || box.table.encoding == .utf8 { return box.withBytes(of: ref, body) }
        return body(Array(text(box.table, ref).utf8).span)
    }

    package static func == (a: TextRules, b: TextRules) -> Bool { a.digest == b.digest }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
