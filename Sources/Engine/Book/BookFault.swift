package import Records
package import Resolution

/// What keeps a book from doing what it was asked.
package enum BookFault: Error, Sendable, Hashable {
    /// No book stands in the folder.
    case noBook(path: String)
    /// The key that signs the log is not in the folder.
    case noKey(path: String)
    /// The master key is missing, malformed or another one: where it was looked for, its id or
    /// size, and what it must be. Never the key.
    case masterKey(place: String, found: String, expected: String)
    /// Made by an earlier program, in a shape that is read no more.
    case older(found: String)
    /// What was copied is not what it was copied from: how many findings an audit had.
    case unsound(path: String, findings: Int)
    /// There is one already.
    case bookExists(path: String)
    /// Another command is writing.
    case busy(path: String)
    /// Made by a later program.
    case newer(found: String, known: String)
    /// The database refused; its own words.
    case database(operation: String, reason: String)
    /// A file that contradicts itself, or that nobody can read: nothing of it was kept.
    case quarantined(file: String, problem: Problem)
    /// A statement that belongs to no source of the definition.
    case noSource(file: String, dialect: String, sources: [String])
    case unknownSource(name: String, sources: [String])
    /// What is named (an import, a run, a decision, a break, an entry) is not in the book.
    case unknown(kind: String, name: String)
    /// A stored file reads otherwise than when it was imported.
    case rereadDiffers(file: String, found: Int, expected: Int)
    /// A leg with open items is no longer in the definition.
    case legGone(leg: String, openItems: Int)
    /// The plan is not what was shown.
    case planChanged(found: String, expected: String)
    /// Nothing was imported, so that no day can be run.
    case nothingToRun
    /// A run goes forward: to go back, undo.
    case runBefore(day: Day, last: Day)
    /// Only the last run can be undone.
    case notTheLastRun(number: Int, last: Int)
    /// A key that stands in the definition itself would stand in the book.
    case secretInDefinition(source: String)
    /// A segment of entries or matches is not what was sealed.
    case segment(name: String, reason: String)
    /// The log cannot be read or written.
    case log(reason: String)
    case periodClosed(day: Day, through: Day)
    /// A rule of decisions, closing or the ledger says no; its own word.
    case refused(rule: String, detail: String)
    /// A decision that cannot be, or not like this.
    case decision(DecisionRefusal)
    /// An event that does not belong to a break's life.
    case life(BreakRefusal)
    /// A period that cannot be closed; all that stands against it.
    case close([CloseRefusal])
    /// Decisions that rest on what is to be undone.
    case decided(run: Int, decisions: [Int])
    /// The beginning of an id that several have.
    case ambiguous(kind: String, name: String)
}

extension BookFault {
    /// What a caller of the program learns from it (sysexits.h).
    package var kind: EngineError.Kind {
        switch self {
        case .noBook, .noKey, .masterKey, .bookExists, .unknownSource, .unknown, .planChanged,
            .nothingToRun,
            .runBefore, .notTheLastRun, .periodClosed, .refused,
            .decision, .life, .close, .decided, .ambiguous:
            .usage
        case .unsound, .quarantined, .noSource, .rereadDiffers, .legGone, .secretInDefinition,
            .newer, .older:
            .data
        case .busy, .database, .segment, .log: .inputOutput
        }
    }
}
