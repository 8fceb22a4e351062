import Engine
import Records
import Statements

extension ColumnMapping {
    /// What a person filled in, about the columns of a header.
    init(_ form: FormFields, _ sample: TableSample) {
        self.init()
        leadingMark = sample.leadingMark
        isExact = sample.isUnique
        header = sample.columns.map(\.name).filter { !$0.isEmpty }
        name = form["name"] ?? ""
        title = String((form["title"] ?? "").prefix(100))
        role = form["role"].flatMap { SourceRole(rawValue: $0) } ?? .orders
        if !ColumnMapping.roles.contains(role) { role = .orders }
        channel = String((form["channel"] ?? "").prefix(60))
        currency = (form["currency"] ?? "CNY").uppercased()
        zone = form["zone"] ?? "Asia/Shanghai"
        timeFormat = String((form["format"] ?? "").prefix(60))
        isMinor = form["minor"] != nil
        isReversed = form["reversed"] != nil
        for (place, column) in sample.columns.enumerated() where !column.name.isEmpty {
            guard let use = form["use-\(place)"].flatMap({ ColumnUse(rawValue: $0) }) else {
                continue
            }
            uses[column.name] = use
            for (number, word) in column.words.enumerated() {
                let said = form["word-\(place)-\(number)"]
                switch use {
                case .status:
                    statuses[word] = EntryStatus.allCases.first { $0.name == said }
                case .kind:
                    // A column that was named just now has no words yet.
                    guard let said else {
                        kinds[word] = .some(usualKind)
                        continue
                    }
                    kinds[word] = .some(EntryKind.allCases.first { $0.name == said })
                default: break
                }
            }
        }
    }

    /// "orders 2026-06.csv" → "orders".
    static func usualName(of file: String) -> String {
        var name = ""
        for byte in (file.split(separator: ".").first ?? "").lowercased().utf8 {
            if (0x61...0x7A).contains(byte) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else if !name.isEmpty, name.last != "-" {
                name.append("-")
            }
        }
        while name.last == "-" { name.removeLast() }
        return name.isEmpty ? "own-format" : String("own-" + name.prefix(40))
    }
}
