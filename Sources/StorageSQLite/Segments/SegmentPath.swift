import Engine

/// A file of the book, by the folder the book lies in and its place in it. Faults name the place.
struct SegmentPath: Sendable, Hashable {
    /// The folder of segments: "BOOK/segments".
    var folder: String
    /// "12.entries", "index/12.identities".
    var name: String

    var full: String { folder + "/" + name }
    /// What faults and people see.
    var shown: String { "segments/" + name }

    /// What a sealed column belongs to.
    func sealedPlace(_ column: EntryColumn) -> String { shown + " " + column.name }

    /// What keeps a key from being had is told with the file that needs it.
    func opening<Value>(
        _ body: () throws(EngineError) -> Value
    ) throws(SegmentFault) -> Value {
        do throws(EngineError) { return try body() } catch {
            throw .locked(file: shown, error)
        }
    }
}
