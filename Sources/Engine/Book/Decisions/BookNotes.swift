package import Records
package import Resolution

/// What people note on a break: comments, owner, labels, attachments.
package struct BookNotes: Sendable {
    package typealias Event = BreakEvent

    package struct Request: Sendable {
        package var comment: String?
        /// Empty: nobody.
        package var owner: String?
        package var labels: [String]
        package var unlabels: [String]
        /// Paths.
        package var files: [String]

        package init(
            comment: String?, owner: String?, labels: [String], unlabels: [String],
            files: [String]
        ) {
            self.comment = comment
            self.owner = owner
            self.labels = labels
            self.unlabels = unlabels
            self.files = files
        }

        package var isEmpty: Bool {
            comment == nil && owner == nil && labels.isEmpty && unlabels.isEmpty && files.isEmpty
        }
    }

    private let book: Book
    /// A photo or a document; larger evidence is kept elsewhere.
    package static let fileLimit = 64 << 20

    package init(_ book: Book) { self.book = book }

    package func events(of id: Hash128) throws(EngineError) -> [BreakEvent] {
        try book.store.events(of: id)
    }

    package func add(_ request: Request, to id: Hash128) throws(EngineError) {
        var whats: [BreakEvent.What] = []
        if let owner = request.owner {
            let name = ActorName(owner)
            guard owner.isEmpty || name != nil else {
                throw .book(.refused(rule: "--owner", detail: owner))
            }
            whats.append(.owned(by: name))
        }
        whats += request.labels.map { .labelled($0) } + request.unlabels.map { .unlabelled($0) }
        if let comment = request.comment { whats.append(.commented(comment)) }
        for path in request.files {
            let bytes = try SystemFile.read(path, limit: BookNotes.fileLimit)
            whats.append(
                .attached(
                    BreakAttachment(
                        digest: ContentDigest(hex: Digest.sha256(bytes))!,
                        name: FilePath.name(path))))
        }
        guard let name = ActorName(book.actor) else {
            throw .book(.refused(rule: "--as", detail: book.actor))
        }
        let events = whats.map { BreakEvent(id, at: book.now, by: name, $0) }
        try check(events, id)
        try book.store.commit(events)
    }

    /// The break's record takes them, after what was noted before.
    private func check(_ events: [BreakEvent], _ id: Hash128) throws(EngineError) {
        guard let found = try book.store.breaks(ids: [id]).first else {
            throw .book(.unknown(kind: "break", name: id.hex))
        }
        let sighting = BreakSighting(
            leg: found.leg, entryClass: found.entryClass, finding: found.finding,
            severity: found.severity, amount: found.amount,
            since: (found.occurredAt ?? book.now).day(in: try book.zone))
        let first = BreakEvent(id, at: book.now, .found(run: found.firstRun, sighting))
        let before = try book.store.events(of: id)
        do throws(BreakRefusal) {
            _ = try BreakRecord.fold([first] + before + events)
        } catch {
            throw .book(.life(error))
        }
    }
}
