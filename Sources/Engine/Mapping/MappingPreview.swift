package import Records
package import Statements

/// What an import of the file would make with the columns that were named: the same reader, the
/// same formats, and the new one among them.
package struct MappingPreview: Sendable {
    package let statements: [Statement]
    package let yaml: String

    package init(
        _ mapping: ColumnMapping, of file: InputFile, _ book: Book
    ) throws(EngineError) {
        let (text, _, library) = try book.parts(of: mapping)
        yaml = text
        statements = library.statements(of: file)
    }

    /// What keeps the file out; nil where it may be imported. A file that another format claims too
    /// is no file of the new one.
    package var refusal: Problem? {
        statements.lazy.compactMap(\.quarantine).first
    }

    /// A file that is laid out as a table, the only one of its archive; nil for any other.
    package static func table(
        of file: InputFile, headerLine: Int? = nil
    ) throws(EngineError) -> TableSample? {
        let library = try FormatLibrary([], limits: Limits())
        let members = library.members(of: file).members
        guard members.count == 1, let member = members.first else { return nil }
        let sample = TableSample(member, headerLine: headerLine)
        return sample.columns.count > 1 ? sample : nil
    }
}
