import Engine
import GRDB
import Matching
import Records
import Resolution

/// A filter of breaks as a condition on `break_version`.
struct BreakQuery {
    private(set) var condition = "current = 1"
    private(set) var arguments: StatementArguments = []
    /// What the order is by; the break's id makes it one order.
    let keys: String
    /// The same with its direction.
    let order: String
    /// What comes later in it.
    let later: String
    /// Few have a reference: they are found by it and then sorted, not by walking the order.
    let table: String

    init(_ filter: BreakFilter) {
        let own =
            switch filter.order {
            case .leg: "leg, time_key, break"
            case .due: "due_key, break"
            case .occurred: "time_key, break"
            case .amount: "size_key, break"
            case .severity: "severity_key, time_key, break"
            }
        // Of one standing only, the page is sought by what comes after it in the index.
        keys = filter.standing == .all ? "standing, " + own : own
        order = filter.isDescending ? BreakQuery.backwards(keys) : keys
        later = filter.isDescending ? "<" : ">"
        table = filter.reference == nil ? "break_version" : "break_version NOT INDEXED"
        switch filter.standing {
        case .open: add("standing = 0", [])
        case .expected: add("standing = 1", [])
        case .resolved: add("standing = 2", [])
        case .all: break
        }
        if let leg = filter.leg { add("leg = ?", [leg]) }
        addReference(filter.reference)
        add("class", oneOf: filter.classes.map(\.name))
        add("severity", oneOf: filter.severities.map(\.name))
        if let currency = filter.currency { add("currency = ?", [currency.description]) }
        addOwner(filter.owner)
        for label in filter.labels {
            add("break IN (SELECT break FROM break_label WHERE label = ?)", [label])
        }
        if let due = filter.dueAfter {
            add("due_key > ? AND due_key < ?", [due.microseconds, Int64.max])
        }
        if let due = filter.dueBy { add("due_key <= ?", [due.microseconds]) }
        if let since = filter.since { add("time_key >= ?", [since.microseconds]) }
        if let until = filter.until {
            add("time_key < ? AND time_key > ?", [until.microseconds, -Int64.max])
        }
        if let sizes = filter.sizes {
            add("size_key BETWEEN ? AND ?", [-sizes.upperBound, -sizes.lowerBound])
        }
        switch filter.lacking {
        case .left: add("left_entry IS NULL AND right_entry IS NOT NULL", [])
        case .right: add("right_entry IS NULL AND left_entry IS NOT NULL", [])
        case .link, nil: break
        }
        addWords(filter.words)
    }

    private static func backwards(_ keys: String) -> String {
        keys.split(separator: ",").map { $0 + " DESC" }.joined(separator: ",")
    }

    /// What people type: a part of a number, or of what stands in the queue.
    private mutating func addWords(_ words: String?) {
        guard let words else { return }
        var escaped = ""
        for character in words {
            if "\\%_".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        let columns = [
            "reference", "left_reference", "right_reference", "explanation_zh_cn",
            "explanation_zh_tw", "explanation_en",
        ]
        let parts = columns.map { $0 + " LIKE ? ESCAPE '\\'" } + ["hex(break) LIKE ? ESCAPE '\\'"]
        add(
            "(\(parts.joined(separator: " OR ")))",
            StatementArguments(columns.map { _ in "%\(escaped)%" } + [escaped + "%"]))
    }

    private mutating func add(_ part: String, _ values: StatementArguments) {
        condition += " AND " + part
        arguments += values
    }

    private mutating func add(_ column: String, oneOf words: [String]) {
        guard !words.isEmpty else { return }
        let marks = Array(repeating: "?", count: words.count).joined(separator: ", ")
        add("\(column) IN (\(marks))", StatementArguments(words.sorted()))
    }

    private mutating func addReference(_ reference: String?) {
        guard let reference else { return }
        let parts = ["reference", "left_reference", "right_reference"].map {
            "SELECT number FROM break_version WHERE current = 1 AND \($0) = ?"
        }
        add(
            "number IN (\(parts.joined(separator: " UNION ")))",
            [reference, reference, reference])
    }

    private mutating func addOwner(_ owner: BreakFilter.Owner?) {
        switch owner {
        case nil: break
        case .nobody:
            add(
                "break NOT IN (SELECT break FROM break_mark WHERE owner_key IS NOT NULL)", [])
        case .named(let name):
            add(
                "break IN (SELECT break FROM break_mark WHERE owner_key = ?)",
                [ActorName(name)?.key ?? ""])
        }
    }
}
