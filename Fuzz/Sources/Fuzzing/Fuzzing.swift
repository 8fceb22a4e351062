import Dialects
import Records
import Statements

/// What every fuzz target does with its bytes: open, identify, read, and check what must always hold.
package enum Fuzzing {
    package enum Shape: Sendable { case archive, delimited, fixed, json, jsonLines, query, sheet }

    private static let dialects: [Dialect] = {
        do { return try DialectFile.builtin() } catch { preconditionFailure("\(error)") }
    }()

    private static let set: DialectSet = {
        do { return try DialectSet(dialects) } catch { preconditionFailure("\(error)") }
    }()

    private static let byShape: [(Shape, [Dialect])] = {
        let shapes: [Shape] = [.delimited, .fixed, .json, .jsonLines, .query, .sheet]
        return shapes.map { shape in (shape, dialects.filter { matches($0.shape, shape) }) }
    }()

    private static func matches(_ shape: Dialect.Shape, _ wanted: Shape) -> Bool {
        switch (shape, wanted) {
        case (.delimited, .delimited), (.fixed, .fixed), (.json, .json),
            (.jsonLines, .jsonLines), (.query, .query), (.sheet, .sheet):
            true
        default: false
        }
    }

    /// Small enough that a bomb shows as a refusal, not as a slow unit.
    private static let limits = {
        var limits = Limits()
        limits.archiveBytes = 4 << 20
        limits.sheetXMLBytes = 4 << 20
        limits.sharedStringsBytes = 4 << 20
        limits.problems = 100
        return limits
    }()

    private static let hints = ReadHints(
        zones: ["Asia/Hong_Kong": .china], ownAddresses: ["TSyntheticReceiveAddress00000000001"])

    package static func run(_ bytes: [UInt8], _ shape: Shape) {
        let file = RawFile(name: shape == .archive ? "fuzz.zip" : "fuzz", bytes: bytes)
        for member in Statements.members(of: file, limits: limits).members {
            let claimed = Statements.identify(member, among: set, limits: limits).claimedBy
            check(Statements.read(member, among: set, hints: hints, limits: limits), member)
            let candidates = byShape.first { $0.0 == shape }?.1 ?? dialects
            guard claimed.isEmpty, !candidates.isEmpty else { continue }
            let told = candidates[bytes.count % candidates.count]
            check(
                Statements.read(member, among: set, as: told, hints: hints, limits: limits), member)
        }
    }

    private static func check(_ statement: Statement, _ member: RawFile) {
        let answered = statement.rowsWithEntries + statement.rowsWithProblems
        let declared = statement.nonEntries.values.reduce(0, +)
        precondition(statement.rowCount <= answered + declared, "\(statement.rowCount) rows")
        precondition(statement.rowsWithEntries <= statement.table.count, "rows without entries")
        precondition(statement.problems.count <= limits.problems, "too many problems")
        for index in 0..<statement.table.count {
            let end = statement.table.rowOffset[index] + UInt64(statement.table.rowLength[index])
            let isCells = !(member.sheets ?? []).isEmpty
            precondition(isCells || end <= UInt64(max(member.bytes.count, 1) * 3), "row ends at \(end)")
        }
    }
}
