package import Records

/// An entry that no longer counts, and the one that took its place: a later state of the same
/// thing, or nothing where a corrected file lacks it.
package struct Supersession: Sendable, Hashable {
    package var old: EntryID
    package var new: EntryID?

    package init(old: EntryID, new: EntryID?) {
        self.old = old
        self.new = new
    }

    var text: String { "\(old) \(new.map(\.description) ?? "-")" }
}
