package import Records

/// An entry of history under an identity that came again.
package struct PriorEntry: Sendable, Hashable {
    /// Place among the identities that were asked for.
    package var place: Int
    package var entry: EntryID
    package var content: Hash128
    package var kind: EntryKind
    package var status: EntryStatus

    package init(
        place: Int, entry: EntryID, content: Hash128, kind: EntryKind, status: EntryStatus
    ) {
        self.place = place
        self.entry = entry
        self.content = content
        self.kind = kind
        self.status = status
    }
}
