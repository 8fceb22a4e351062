package import Resolution

/// What people noted on a break, as it stands: the fold of its notes.
package struct BreakMarks: Sendable, Hashable {
    package var owner: ActorName?
    /// Sorted.
    package var labels: [String] = []
    package var comments = 0
    package var attachments = 0
    /// The number of the last note; 0: none.
    package var note = 0
    /// The number of the last decision about it; 0: none. No note.
    package var decision = 0

    package init() {}

    package mutating func add(_ event: BreakEvent.What) {
        switch event {
        case .owned(let name): owner = name
        case .labelled(let label):
            guard !labels.contains(label) else { return }
            labels.append(label)
            labels.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        case .unlabelled(let label): labels.removeAll { $0 == label }
        case .commented: comments += 1
        case .attached: attachments += 1
        case .found, .turned, .expected, .notExpected, .part: break
        }
    }
}
