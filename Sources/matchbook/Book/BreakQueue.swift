import Documents
import Engine
import Records
import Reports
import Resolution

/// Breaks as a list of work: what each is, by when, and whose.
struct BreakQueue {
    private let breaks: [BookBreak]
    private let marks: [Hash128: BreakMarks]
    private let last: RunFact?
    private let zone: ZoneRules
    private let now: Instant
    private let sheet: BreakSheet
    private let merchant: String

    init(_ book: Book, _ breaks: [BookBreak]) throws(EngineError) {
        self.breaks = breaks
        marks = try book.store.marks(of: breaks.map(\.id))
        last = try book.store.lastRun()
        zone = try book.zone
        now = book.now
        sheet = try BreakSheet(book)
        merchant = book.settings.merchant
    }

    /// New in the last run, or how long it has been open.
    private func standing(_ found: BookBreak) -> String {
        switch found.state {
        case .open:
            found.firstRun == last?.number
                ? say("新", "新", "new") : say("持续", "持續", "persisting")
        case .reopened: say("重开", "重開", "reopened")
        case .expected: say("在途", "在途", "expected")
        case .resolved: say("已解决", "已解決", "resolved")
        }
    }

    private func state(_ found: BookBreak) -> String {
        switch found.state {
        case .open: found.firstRun == last?.number ? "new" : "persisting"
        default: found.state.rawValue
        }
    }

    private func age(_ found: BookBreak) -> Int? {
        guard let through = last?.through, let day = found.occurredAt?.day(in: zone) else {
            return nil
        }
        return max(0, Int(through.number - day.number))
    }

    // MARK: Spreadsheet

    func write(to path: String, _ language: Language) throws(EngineError) {
        let title = say("差错", "差錯", "Breaks")
        let columns = BreakSheetColumn.allCases.map {
            TableWorkbook.Column($0.rawValue, width: $0.width, isEdited: $0.isEdited)
        }
        let rows = breaks.map { sheet.cells($0, marks[$0.id] ?? BreakMarks(), language) }
        do throws(Documents.Failure) {
            try TableWorkbook.write(
                [
                    TableWorkbook.Table(name: title, columns: columns, rows: rows),
                    BreakQueue.guide(),
                ], title: "\(merchant) – \(title)", author: "Matchbook", at: now, to: path)
        } catch {
            switch error {
            case .notWritten(let path, let reason):
                throw .io(path: path, operation: .write, reason: reason)
            }
        }
    }

    /// What may be filled in.
    private static func guide() -> TableWorkbook.Table {
        let kinds = BreakSheetImport.kinds.map {
            String($0.rawValue.map { $0 == "_" ? "-" : $0 })
        }
        let rows: [(BreakSheetColumn, String)] = [
            (.owner, say("负责人；留空表示没有", "負責人；留空表示沒有", "who deals with it; empty: nobody")),
            (.labels, say("标签，用逗号分开", "標籤，用逗號分開", "labels, with commas between")),
            (.comment, say("新的批注", "新的批註", "a new comment")),
            (
                .decision,
                kinds.joined(separator: " | ") + "\n"
                    + say("例：", "例：", "such as ")
                    + "adjustment fee; expected-until 2026-07-01; ignore tips"
            ),
            (.reason, say("决定的理由，必填", "決定的理由，必填", "why it is decided; must be there")),
            (
                .decisionAmount,
                say(
                    "只处理一部分金额（不带正负号）", "只處理一部分金額（不帶正負號）",
                    "a part of the amount, without its sign")
            ),
        ]
        return TableWorkbook.Table(
            name: say("说明", "說明", "Guide"),
            columns: [
                .init(say("列", "欄", "Column"), width: 20, isEdited: false),
                .init(say("填什么", "填什麼", "What to fill in"), width: 80, isEdited: false),
            ], rows: rows.map { [.text($0.0.rawValue), .text($0.1)] })
    }

    // MARK: JSON

    func json(_ language: Language) -> JSONValue {
        .fields([
            "through": .optional(last?.through.description),
            "breaks": .array(breaks.map { json($0, language) }),
        ])
    }

    private func json(_ found: BookBreak, _ language: Language) -> JSONValue {
        guard case .object(var members) = found.json else { return .null }
        for index in members.indices where members[index].key == "state" {
            members[index].value = .string(state(found))
        }
        func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }
        let own = marks[found.id] ?? BreakMarks()
        add("occurred_at", .optional(found.occurredAt?.rfc3339(in: zone)))
        add("age_days", age(found).map { .integer($0) } ?? .null)
        add("opened_at", .string(found.openedAt.rfc3339(in: zone)))
        add("due_at", .optional(found.dueAt?.rfc3339(in: zone)))
        add("overdue", .bool(found.isOverdue(at: now)))
        add("owner", .optional(own.owner?.description))
        add("labels", .array(own.labels.map { .string($0) }))
        add("comments", .integer(own.comments))
        add("attachments", .integer(own.attachments))
        add("version", .string(BreakSheet.version(found, own)))
        add("explanation", .string(BookText.explanation(found, language)))
        return .object(members)
    }

    // MARK: Text

    func table(_ language: Language) -> String {
        guard !breaks.isEmpty else {
            return say("没有这样的差错。", "沒有這樣的差錯。", "No such break.") + "\n"
        }
        var table = TextTable([
            .left, .left, .left, .left, .right, .left, .right, .left, .left, .left,
        ])
        table.row([
            say("编号", "編號", "id"), say("状态", "狀態", "state"), say("环节", "環節", "leg"),
            say("类别", "類別", "class"), say("金额", "金額", "amount"), "",
            say("天", "天", "days"), say("时限", "時限", "due"), say("负责人", "負責人", "owner"),
            say("单号", "單號", "reference"),
        ])
        for found in breaks {
            table.row([
                String(found.id.hex.prefix(12)), standing(found), found.leg,
                found.entryClass.words[language], found.amount.decimal,
                found.amount.currency.description, age(found).map(String.init) ?? "",
                due(found), marks[found.id]?.owner?.description ?? "", found.reference,
            ])
        }
        return table.lines().joined(separator: "\n") + "\n"
    }

    /// To the minute; what is overdue says so.
    private func due(_ found: BookBreak) -> String {
        guard let due = found.dueAt else { return "" }
        let text = due.rfc3339(in: zone).prefix(16).map { $0 == "T" ? " " : $0 }
        return String(text) + (found.isOverdue(at: now) ? say(" 逾期", " 逾期", " overdue") : "")
    }
}
