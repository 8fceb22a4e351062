import Records
package import Statements

/// All formats that can be read: those inside the program and the user's own dialect files.
package struct FormatLibrary: Sendable {
    package let dialects: [Dialect]
    package let set: DialectSet
    package let limits: Limits
    private let zones: [String: ZoneRules]

    /// `dialectFiles` are paths. A user's dialect of a built-in name takes its place.
    package static func load(
        dialectFiles: [String] = [], limits: Limits = Limits()
    ) throws(EngineError) -> FormatLibrary {
        var all: [Dialect]
        do throws(DialectFileError) { all = try DialectFile.builtin() } catch {
            throw .file(error)
        }
        for path in dialectFiles {
            let dialect = try dialect(at: path)
            all.removeAll { $0.name == dialect.name }
            all.append(dialect)
        }
        return try FormatLibrary(all.sorted { $0.name < $1.name }, limits: limits)
    }

    package static func dialect(at path: String) throws(EngineError) -> Dialect {
        let bytes = try SystemFile.read(path, limit: DialectFile.textLimitBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .file(.syntax(.init(file: path, line: 1, column: 1), found: "not UTF-8"))
        }
        do throws(DialectFileError) {
            return try DialectFile.parse(text, name: FilePath.name(path))
        } catch {
            throw .file(error)
        }
    }

    init(_ dialects: [Dialect], limits: Limits) throws(EngineError) {
        self.dialects = dialects
        self.limits = limits
        do throws(DialectError) { set = try DialectSet(dialects) } catch {
            throw .dialects(reason: "\(error)")
        }
        var zones: [String: ZoneRules] = [:]
        for name in Set(dialects.flatMap { FormatLibrary.zones(of: $0) }) where !name.isEmpty {
            zones[name] = try TimeZoneFile.rules(name)
        }
        self.zones = zones
    }

    private static func zones(of dialect: Dialect) -> [String] {
        var names = [dialect.zone]
        for rule in dialect.entries {
            let times = [
                rule.occurredAt, rule.createdAt, rule.expiresAt, rule.deliveredAt, rule.bookedOn,
                rule.valueOn,
            ]
            for time in times.joined() { names.append(time.zone) }
        }
        return names
    }

    package func dialect(named name: String) -> Dialect? { dialects.first { $0.name == name } }

    package func hints(ownAddresses: [String] = []) -> ReadHints {
        ReadHints(zones: zones, ownAddresses: ownAddresses)
    }

    /// Every member of a file as a statement, an archive's summaries checked against their details.
    /// What could not be opened is a statement of its own with a quarantining problem.
    package func statements(
        of file: InputFile, as dialect: Dialect? = nil, ownAddresses: [String] = []
    ) -> [Statement] {
        let opened = members(of: file)
        let statements = opened.members.map { member in
            Statements.read(
                member, among: set, as: dialect, hints: hints(ownAddresses: ownAddresses),
                limits: limits)
        }
        return finished(statements, of: file, opened.problems)
    }

    func finished(
        _ read: [Statement], of file: InputFile, _ problems: [Problem]
    ) -> [Statement] {
        var statements = read
        Statements.crossCheck(&statements)
        if !problems.isEmpty {
            var refused = Statement(
                file: file.name, dialect: Dialect(name: ""), table: EntryTable())
            refused.problems = problems
            statements.append(refused)
        }
        return statements
    }

    /// One delimited file in a dialect that is known to be its own.
    func statement(of file: RawFile, as dialect: Dialect) -> Statement {
        Statements.read(file, among: set, as: dialect, hints: hints(), limits: limits)
    }

    func members(of file: InputFile) -> (members: [RawFile], problems: [Problem]) {
        let (raw, problem) = LegacySpreadsheet.withCells(file.raw, limits: limits)
        if let problem { return ([], [problem]) }
        return Statements.members(of: raw, limits: limits)
    }
}
