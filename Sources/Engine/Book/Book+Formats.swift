package import Records
import Statements

extension Book {
    /// A format that files are read by.
    package struct Format: Sendable, Hashable {
        package var name: String
        package var version: Int
        package var role: SourceRole
        /// Inside the program; others are the merchant's own, kept in the definition.
        package var isBuiltin: Bool
        /// Its YAML as it was written (docs/dialects.md).
        package var text: String
    }

    /// All formats by name; the merchant's own stand for those of the same name.
    package func formats() throws(EngineError) -> [Format] {
        let stored = try store.definition()
        var texts = DialectFile.builtinTexts()
        let own = try BookSources.own(stored)
        do throws(DialectFileError) {
            for text in stored?.dialects ?? [] {
                texts[try DialectFile.parse(text.text, name: text.name).name] = text.text
            }
        } catch { throw .file(error) }
        let names = Set(own.map(\.name))
        return try BookSources.dialects(stored).map { dialect in
            Format(
                name: dialect.name, version: dialect.version, role: dialect.role,
                isBuiltin: !names.contains(dialect.name), text: texts[dialect.name] ?? "")
        }
    }
}
