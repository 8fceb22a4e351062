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
        var files: [ContentDigest: [UInt8]] = [:]
        for path in request.files {
            let bytes = try SystemFile.read(path, limit: BookNotes.fileLimit)
            let digest = ContentDigest(hex: Digest.sha256(bytes))!
            files[digest] = bytes
            whats.append(
                .attached(
                    BreakAttachment(
                        digest: digest, size: bytes.count, name: FilePath.name(path))))
        }
        guard let name = ActorName(book.actor) else {
            throw .book(.refused(rule: "--as", detail: book.actor))
        }
        let events = whats.map { BreakEvent(id, at: book.now, by: name, $0) }
        try check(events, id)
        try book.store.commit(events, files: files)
    }

    /// Files of a break, in the order they were attached.
    package func attachments(of id: Hash128) throws(EngineError) -> [BreakAttachment] {
        try events(of: id).compactMap { event in
            if case .attached(let attachment) = event.what { return attachment }
            return nil
        }
    }

    /// Writes them into a folder and answers their paths; a name that is there is left alone.
    package func export(
        attachmentsOf id: Hash128, to folder: String
    ) throws(EngineError) -> [String] {
        try SystemFile.makeFolder(folder)
        var paths: [String] = []
        for attachment in try attachments(of: id) {
            let bytes = try book.store.bytes(of: attachment)
            guard Digest.sha256(bytes) == attachment.digest.description else {
                throw .book(.segment(name: attachment.name, reason: "SHA-256"))
            }
            // A name from another system may hold what here is a way out of the folder.
            let name = attachment.name.split(separator: "/").last.map(String.init) ?? ""
            let own = name.isEmpty || name == "." || name == ".." ? "attachment" : name
            let dot = own.lastIndex(of: ".") ?? own.endIndex
            var path = folder + "/" + own
            var number = 1
            while SystemFile.exists(path) {
                number += 1
                path = folder + "/\(own[..<dot])~\(number)\(own[dot...])"
            }
            try DurableFile.write(bytes, to: path)
            paths.append(path)
        }
        return paths
    }

    /// The break's record takes them, after what was noted before.
    private func check(_ events: [BreakEvent], _ id: Hash128) throws(EngineError) {
        guard let found = try book.store.breaks(ids: [id]).first else {
            throw .book(.unknown(kind: "break", name: id.hex))
        }
        try check(events, found)
    }

    func check(_ events: [BreakEvent], _ found: BookBreak) throws(EngineError) {
        let id = found.id
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
