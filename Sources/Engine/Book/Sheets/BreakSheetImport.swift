import Ledger
import Records
import Reports
package import Resolution

/// A spreadsheet of breaks that comes back: what was filled in becomes notes and decisions. Nothing
/// is done unless every row can be, or only the sound rows where that is asked for.
package struct BreakSheetImport {
    /// A workbook of a queue is some megabytes.
    package static let fileLimit = 64 << 20

    package struct Result: Sendable {
        /// Rows in which nothing was filled in.
        package var unchanged = 0
        /// Rows that were taken, or would be.
        package var changed = 0
        package var notes = 0
        package var decisions: [StoredDecision] = []
        package var faults: [SheetFault] = []
        package var isApplied = false
    }

    private let book: Book
    private let actor: ActorName
    private let sheet: BreakSheet

    package init(_ book: Book) throws(EngineError) {
        self.book = book
        sheet = try BreakSheet(book)
        guard let name = ActorName(book.actor) else {
            throw .book(.refused(rule: "--as", detail: book.actor))
        }
        actor = name
    }

    /// What a row asks for.
    private struct Work {
        var line: Int
        var notes: [BreakEvent] = []
        var request: BookDecide.Request?
    }

    package func take(
        _ bytes: [UInt8], name: String, partial: Bool
    ) throws(EngineError) -> Result {
        var result = Result()
        let rows: [SheetRows.Row]
        do throws(SheetFault) { rows = try SheetRows(bytes, name: name).rows } catch {
            result.faults = [error]
            return result
        }
        var works = try works(rows, &result)
        guard partial || result.faults.isEmpty else { return result }
        let units = try decide(&works, &result)
        guard partial || result.faults.isEmpty else { return result }
        let notes = works.flatMap(\.notes)
        result.notes = notes.count
        result.changed = works.count
        result.isApplied = true
        if !units.isEmpty || !notes.isEmpty { try book.store.commit(units, notes: notes) }
        return result
    }

    // MARK: - Rows

    private func works(
        _ rows: [SheetRows.Row], _ result: inout Result
    ) throws(EngineError) -> [Work] {
        guard rows.count <= SheetRows.limit else {
            result.faults.append(
                SheetFault(
                    line: 0, nil, .tooMany, found: "\(rows.count)", expected: "≤ \(SheetRows.limit)"
                ))
            return []
        }
        var ids: [Int: Hash128] = [:]
        var lineOf: [Hash128: Int] = [:]
        for (place, row) in rows.enumerated() {
            guard let id = Hash128(hex: row[.breakID]) else { continue }
            if let before = lineOf[id] {
                result.faults.append(
                    SheetFault(
                        line: row.line, .breakID, .twice, found: row[.breakID],
                        expected: "\(before)"))
                continue
            }
            lineOf[id] = row.line
            ids[place] = id
        }
        var breaks: [Hash128: BookBreak] = [:]
        for found in try book.store.breaks(ids: Array(ids.values)) { breaks[found.id] = found }
        let marks = try book.store.marks(of: Array(breaks.keys))
        var works: [Work] = []
        for (place, row) in rows.enumerated() {
            guard let id = ids[place], let found = breaks[id] else {
                if lineOf[Hash128(hex: row[.breakID]) ?? .zero] == nil || ids[place] != nil {
                    result.faults.append(
                        SheetFault(
                            line: row.line, .breakID, .unknownBreak, found: row[.breakID]))
                }
                continue
            }
            do throws(SheetFault) {
                if let work = try work(row, found, marks[id] ?? BreakMarks()) {
                    try check(work, found)
                    works.append(work)
                } else {
                    result.unchanged += 1
                }
            } catch {
                result.faults.append(error)
            }
        }
        return works
    }

    /// nil where nothing was filled in.
    private func work(
        _ row: SheetRows.Row, _ found: BookBreak, _ marks: BreakMarks
    ) throws(SheetFault) -> Work? {
        let isEdited =
            row[.owner] != marks.owner?.description ?? ""
            || row[.labels] != BreakSheet.text(marks.labels)
            || [.comment, .decision, .reason, .decisionAmount].contains { !row[$0].isEmpty }
        let version = BreakSheet.version(found, marks)
        guard row[.version] == version else {
            if !isEdited { return nil }
            throw SheetFault(
                line: row.line, .version, .changedSince, found: row[.version], expected: version)
        }
        try checkLocked(row, found, marks)
        guard isEdited else { return nil }
        var work = Work(line: row.line)
        func note(_ what: BreakEvent.What) {
            work.notes.append(BreakEvent(found.id, at: book.now, by: actor, what))
        }
        if row[.owner] != marks.owner?.description ?? "" {
            let name = ActorName(row[.owner])
            guard name != nil || row[.owner].isEmpty else {
                throw SheetFault(
                    line: row.line, .owner, .owner, found: row[.owner],
                    expected: "≤ \(ActorName.limit)")
            }
            note(.owned(by: name))
        }
        let labels = try labels(row, marks)
        for label in labels.subtracting(marks.labels).sorted() { note(.labelled(label)) }
        for label in Set(marks.labels).subtracting(labels).sorted() { note(.unlabelled(label)) }
        if !row[.comment].isEmpty { note(.commented(row[.comment])) }
        work.request = try request(row, found)
        return work
    }

    /// The locked cells are what the book would write now.
    private func checkLocked(
        _ row: SheetRows.Row, _ found: BookBreak, _ marks: BreakMarks
    ) throws(SheetFault) {
        let cells = sheet.cells(found, marks, .english)
        for (column, cell) in zip(BreakSheetColumn.allCases, cells) where column.isChecked {
            let expected: String
            switch cell {
            case .empty: expected = ""
            case .text(let text): expected = text
            case .amount(let text): expected = text
            case .integer(let value): expected = "\(value)"
            }
            if row[column] == expected || column.isAmount && isSame(row[column], expected, found) {
                continue
            }
            throw SheetFault(
                line: row.line, column, .locked, found: row[column], expected: expected)
        }
    }

    /// A spreadsheet leaves zeros at the end away.
    private func isSame(_ found: String, _ expected: String, _ of: BookBreak) -> Bool {
        let currency = of.amount.currency
        guard let a = Money(decimal: found, currency: currency),
            let b = Money(decimal: expected, currency: currency)
        else { return false }
        return a.equals(b)
    }

    private func labels(
        _ row: SheetRows.Row, _ marks: BreakMarks
    ) throws(SheetFault) -> Set<String> {
        if row[.labels] == BreakSheet.text(marks.labels) { return Set(marks.labels) }
        // Their commas could not be told from those between labels.
        if let label = marks.labels.first(where: { $0.contains(",") }) {
            throw SheetFault(line: row.line, .labels, .labels, found: label, expected: ",")
        }
        let words = row[.labels].split { $0 == "," || $0 == "，" || $0 == "、" }.map { part in
            String(
                part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        return Set(words.filter { !$0.isEmpty })
    }

    /// "write-off", "adjustment fee", "expected-until 2026-06-05", "ignore tips".
    private func request(
        _ row: SheetRows.Row, _ found: BookBreak
    ) throws(SheetFault) -> BookDecide.Request? {
        let words = row[.decision].split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = words.first else {
            for column in [BreakSheetColumn.reason, .decisionAmount] where !row[column].isEmpty {
                throw SheetFault(line: row.line, .decision, .reason, found: row[column])
            }
            return nil
        }
        let name = String(first.map { $0 == "-" ? "_" : $0 })
        var text = name + (words.count > 1 ? " " + words[1] : "")
        if text == "adjustment" { text = "adjustment misc" }
        if text == "ignore" { text = "ignore manual" }
        guard let kind = DecisionKind(text), BreakSheetImport.kinds.contains(kind.name) else {
            throw SheetFault(
                line: row.line, .decision, .decision, found: row[.decision],
                expected: BreakSheetImport.kinds.map(\.rawValue).joined(separator: " | "))
        }
        guard !row[.reason].isEmpty else {
            throw SheetFault(line: row.line, .reason, .reason, expected: row[.decision])
        }
        var request = BookDecide.Request(kind, [found.id], reason: row[.reason])
        if !row[.decisionAmount].isEmpty {
            guard Money(decimal: row[.decisionAmount], currency: found.amount.currency) != nil
            else {
                throw SheetFault(
                    line: row.line, .decisionAmount, .amount, found: row[.decisionAmount],
                    expected: "12.30")
            }
            request.amount = BookDecide.ExactAmount(row[.decisionAmount])
        }
        return request
    }

    /// What one break can be told in a line.
    package static let kinds: [DecisionKind.Name] = [
        .acceptDifference, .writeOff, .adjustment, .suspense, .expectedUntil, .notADuplicate,
        .ignore, .refund, .redeliver,
    ]

    /// The break's record takes the notes.
    private func check(_ work: Work, _ found: BookBreak) throws(SheetFault) {
        guard !work.notes.isEmpty else { return }
        do throws(EngineError) {
            try BookNotes(book).check(work.notes, found)
        } catch {
            guard case .book(.life(let refusal)) = error else {
                throw SheetFault(line: work.line, nil, .comment, found: "\(error)")
            }
            throw SheetFault(line: work.line, .comment, .life(refusal))
        }
    }

    // MARK: - Decisions

    /// Works out every decision as if those before it were made; none is committed here.
    private func decide(
        _ works: inout [Work], _ result: inout Result
    ) throws(EngineError) -> [DecisionUnit] {
        let asked = works.count { $0.request != nil }
        if asked == 0 { return [] }
        guard asked <= Decision.subjectLimit else {
            result.faults.append(
                SheetFault(
                    line: 0, .decision, .tooMany, found: "\(asked)",
                    expected: "≤ \(Decision.subjectLimit)"))
            works = []
            return []
        }
        var decide = try BookDecide(book)
        decide.run = try BookRun(book, through: try book.store.lastRun()?.through)
        var number = try book.store.numbers().decision
        var units: [DecisionUnit] = []
        var kept: [Work] = []
        var alone: [DecisionKind.Name: [Money]] = [:]
        for work in works {
            guard let request = work.request else {
                kept.append(work)
                continue
            }
            do throws(EngineError) {
                let name = request.kind.name
                let made = try decide.prepare(
                    request, number: number + 1, earlier: alone[name] ?? [])
                if let unit = made.unit {
                    number += 1
                    units.append(unit)
                    if made.stored.course.approval == .makerAlone {
                        alone[name, default: []] += made.stored.amounts
                    }
                }
                result.decisions.append(made.stored)
                kept.append(work)
            } catch {
                guard case .book(.decision(let refusal)) = error else { throw error }
                result.faults.append(
                    SheetFault(
                        line: work.line, .decision, .refused(refusal),
                        found: request.kind.text))
            }
        }
        works = kept
        return units
    }
}

extension Hash128 {
    /// 32 hexadecimal digits.
    init?(hex text: String) {
        let isHex = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        guard text.utf8.count == 32, isHex, let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}
