package import Records
package import Reports

/// One statement of an imported file, as the catalogue knows it. Its number is also its segment's.
package struct StatementFact: Sendable, Hashable {
    package var number: Int
    package var importNumber: Int
    /// The file's name, with the archive's member.
    package var file: String
    package var source: String
    package var dialect: String
    package var account = ""
    package var period: Period?
    package var rows = 0
    /// Microseconds of UTC of the first and last entry that has a time.
    package var firstTime: Int64?
    package var lastTime: Int64?
    /// Rows that do not count, ascending: they stood in an earlier file, or say less than it did.
    package var excluded: [UInt32] = []
    /// Channel words of the rows, for the automatic definition.
    package var channels: [String] = []
    /// What the segment is known by; nil where the statement has no rows.
    package var seal: SegmentSeal?

    package init(
        number: Int, importNumber: Int, file: String, source: String, dialect: String
    ) {
        self.number = number
        self.importNumber = importNumber
        self.file = file
        self.source = source
        self.dialect = dialect
    }

    /// What of it the log proves.
    package var json: JSONValue {
        .fields([
            "fact": .string("statement"), "number": .integer(number),
            "import": .integer(importNumber), "file": .string(file), "source": .string(source),
            "dialect": .string(dialect), "account": .string(account),
            "period_start": period.map { .integer(Int($0.start.microseconds)) } ?? .null,
            "period_end": period.map { .integer(Int($0.end.microseconds)) } ?? .null,
            "rows": .integer(rows), "excluded": .string(excludedDigest),
            "segment": .optional(seal?.sha256), "entries_root": .optional(seal?.merkleRoot),
        ])
    }

    /// SHA-256 of the excluded rows as 32-bit little-endian numbers.
    private var excludedDigest: String {
        Digest.sha256(excluded.flatMap { row in (0..<4).map { UInt8(row >> (8 * $0) & 0xFF) } })
    }
}
