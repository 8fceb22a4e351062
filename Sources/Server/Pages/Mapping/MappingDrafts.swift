import Engine
import Foundation
import Records
import Statements
import Synchronization

/// Files that no format knows, kept while a person says what their columns are: on the disk, in
/// folders of their own that nobody else reads, and not for long.
final class MappingDrafts: Sendable {
    struct Draft: Sendable {
        var id: String
        /// Whose it is; nobody else sees it.
        var account: Int
        /// As the book will know it.
        var name: String
        var at: Instant
        /// As it was told last; nil: as it was suggested.
        var mapping: ColumnMapping?
        var headerLine: Int?
        fileprivate var folder: URL

        var path: String { folder.appending(path: name).path }
        var address: String { "/imports/mapping/\(id)" }

        private static let limits: Limits = {
            var limits = Limits()
            limits.fileBytes = MappingDrafts.byteLimit
            return limits
        }()

        func file() throws(EngineError) -> InputFile {
            try InputFile.read(path, name: name, limits: Draft.limits)
        }

        /// What the header says by itself; a person changes it.
        func suggestion(
            for sample: TableSample, _ book: Book
        ) throws(EngineError) -> ColumnMapping {
            var mapping = try ColumnMapping(suggestedFor: sample)
            mapping.name = ColumnMapping.usualName(of: name)
            mapping.zone = book.settings.zone
            return mapping
        }
    }

    /// A file of a person is read anew for each look at it.
    static let byteLimit = 16 << 20
    /// Several people at once, and some who went away.
    static let limit = 20
    /// A lunch break.
    static let seconds: Int64 = 3600

    private let scratch: ScratchFolder
    private let held = Mutex<[String: Draft]>([:])

    init(in scratch: ScratchFolder) { self.scratch = scratch }

    /// Nil where the file is too large for a page.
    func keep(
        _ bytes: some Collection<UInt8>, name: String, of account: Int, at now: Instant
    ) throws -> Draft? {
        guard bytes.count <= MappingDrafts.byteLimit else { return nil }
        tidy(at: now)
        let id = Secrets.word()
        let folder = try scratch.folder("mapping")
        let draft = Draft(id: id, account: account, name: name, at: now, folder: folder)
        do {
            try Data(bytes).write(to: folder.appending(path: name))
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
        let oldest = held.withLock { held -> Draft? in
            held[id] = draft
            guard held.count > MappingDrafts.limit,
                let oldest = held.values.min(by: { ($0.at, $0.id) < ($1.at, $1.id) })
            else { return nil }
            return held.removeValue(forKey: oldest.id)
        }
        if let oldest { try? FileManager.default.removeItem(at: oldest.folder) }
        return draft
    }

    func draft(_ id: String, of account: Int, at now: Instant) -> Draft? {
        tidy(at: now)
        return held.withLock { $0[id] }.flatMap { $0.account == account ? $0 : nil }
    }

    func note(_ mapping: ColumnMapping, headerLine: Int, of id: String) {
        held.withLock { held in
            held[id]?.mapping = mapping
            held[id]?.headerLine = headerLine
        }
    }

    /// In place of `before` alone; false where it is another by now, or gone.
    func note(
        _ mapping: ColumnMapping, headerLine: Int, of id: String, over before: ColumnMapping?
    ) -> Bool {
        held.withLock { held in
            guard let draft = held[id], draft.mapping == before else { return false }
            held[id]?.mapping = mapping
            held[id]?.headerLine = headerLine
            return true
        }
    }

    func remove(_ id: String) {
        let gone = held.withLock { $0.removeValue(forKey: id) }
        if let gone { try? FileManager.default.removeItem(at: gone.folder) }
    }

    private func tidy(at now: Instant) {
        let end = now.advanced(bySeconds: -MappingDrafts.seconds)
        let gone = held.withLock { held in
            let old = held.values.filter { $0.at < end }
            for draft in old { held[draft.id] = nil }
            return old
        }
        for draft in gone { try? FileManager.default.removeItem(at: draft.folder) }
    }
}
