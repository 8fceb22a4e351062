package import Records
package import Statements

/// What a reader made of one file, as the statement shows it.
package struct FileSummary: Sendable, Hashable {
    /// Display name, with the archive member after "!".
    package var name: String
    /// Lower-case hexadecimal, of the file as it was handed in (the archive, not its member).
    package var sha256: String
    package var byteCount: Int
    /// Name of the dialect; "" where the file is unknown.
    package var dialect = ""
    package var dialectVersion = 0
    package var dialectTitle: [String: String] = [:]
    package var role: SourceRole?
    package var channel = ""
    /// Name of the source the file belongs to; "" where it takes part in none.
    package var source = ""
    /// Masked: the first and last digits only.
    package var account = ""
    package var period: Period?
    package var encoding: TextEncoding?
    package var rows = 0
    package var entries = 0
    package var problems = 0
    package var nonEntries: [String: Int] = [:]
    package var controlTotals: [Statement.ControlTotal] = []
    package var openingBalance: Money?
    package var closingBalance: Money?
    package var unknownColumns: [String] = []
    /// The problem that keeps the file out.
    package var quarantine: Problem?
    /// Same bytes as this file, which was read instead.
    package var sameAs: String?

    package init(name: String, sha256: String, byteCount: Int) {
        self.name = name
        self.sha256 = sha256
        self.byteCount = byteCount
    }

    /// From a statement; the account is masked on the way.
    package init(_ statement: Statement, sha256: String, byteCount: Int) {
        self.init(name: statement.file, sha256: sha256, byteCount: byteCount)
        dialect = statement.dialect.name
        dialectVersion = statement.dialect.version
        dialectTitle = statement.dialect.title
        role = statement.dialect.role
        channel = statement.dialect.channel
        account = Mask.account(statement.account)
        period = statement.period
        encoding = statement.encoding
        rows = statement.rowCount
        entries = statement.table.count + (statement.settled?.count ?? 0)
        problems = statement.problems.count + statement.problemsDropped
        nonEntries = statement.nonEntries
        controlTotals = statement.controlTotals
        openingBalance = statement.openingBalance
        closingBalance = statement.closingBalance
        unknownColumns = statement.unknownColumns
        quarantine = statement.quarantine
    }
}
