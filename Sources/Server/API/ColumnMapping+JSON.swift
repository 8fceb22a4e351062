import Engine
import HTTPTypes
import Records
import Reports
import Statements

extension ColumnMapping {
    /// What a program may say of columns. Texts are as long as a dialect bears them.
    static let schema = Schema.object([
        .may("header_line", .integer(1...1000)),
        .may("name", .string(.line, length: 1...64)),
        .may("title", .string(.line, length: 0...100)),
        .may("role", .word(ColumnMapping.roles.map(\.rawValue))),
        .may("channel", .string(.line, length: 0...60)),
        .may("currency", .string(.line, length: 1...8)),
        .may("zone", .string(.line, length: 1...64)),
        .may("time_format", .string(.line, length: 0...60)),
        .may("minor", .boolean), .may("reversed", .boolean),
        .may(
            "columns",
            .array(
                .object([
                    .must("name", .string(length: 1...1000)),
                    .must("use", .word(ColumnUse.allCases.map(\.rawValue))),
                    .may(
                        "words",
                        .array(
                            .object([
                                .must("word", .string(length: 0...TableSample.wordBytes)),
                                .must("means", .nullable(.string(.line, length: 1...40))),
                            ]), count: 0...TableSample.wordLimit)),
                ]), count: 0...TableSample.columnLimit)),
    ])

    /// What is said, over what is not: `columns` replaces the uses of all of them.
    mutating func apply(_ call: APICall, _ sample: TableSample) throws(APIProblem) {
        name = call.text("name") ?? name
        title = call.text("title") ?? title
        role = call.text("role").flatMap { SourceRole(rawValue: $0) } ?? role
        channel = call.text("channel") ?? channel
        currency = (call.text("currency") ?? currency).uppercased()
        zone = call.text("zone") ?? zone
        timeFormat = call.text("time_format") ?? timeFormat
        if call.body["minor"] != nil { isMinor = call.flag("minor") }
        if call.body["reversed"] != nil { isReversed = call.flag("reversed") }
        guard case .array(let columns)? = call.body["columns"] else { return }
        (uses, statuses, kinds) = ([:], [:], [:])
        for (place, column) in columns.enumerated() {
            guard let column = SaidColumn(column),
                let found = sample.columns.first(where: { $0.name == column.name })
            else { throw ColumnMapping.wrong("body.columns[\(place)].name") }
            uses[column.name] = column.use
            if column.use == .kind {
                for word in found.words { kinds[word] = .some(usualKind) }
            }
            for (number, said) in column.words.enumerated() {
                let spot = "body.columns[\(place)].words[\(number)]"
                guard found.words.contains(said.word) else {
                    throw ColumnMapping.wrong(spot + ".word")
                }
                try apply(said, column.use, spot)
            }
        }
    }

    private mutating func apply(
        _ said: SaidColumn.Word, _ use: ColumnUse, _ place: String
    ) throws(APIProblem) {
        func named<Meaning>(_ found: Meaning?, _ all: [String]) throws(APIProblem) -> Meaning? {
            guard found != nil || said.means == nil else {
                throw ColumnMapping.wrong("\(place).means: " + all.joined(separator: " | "))
            }
            return found
        }
        switch use {
        case .status:
            statuses[said.word] = try named(
                EntryStatus.allCases.first { $0.name == said.means },
                EntryStatus.allCases.map(\.name))
        case .kind:
            kinds[said.word] = .some(
                try named(
                    EntryKind.allCases.first { $0.name == said.means },
                    EntryKind.allCases.map(\.name)))
        default: throw ColumnMapping.wrong("\(place): status | kind")
        }
    }

    private static func wrong(_ detail: String) -> APIProblem {
        APIProblem(.unprocessableContent, .invalidBody, detail: detail)
    }

    /// As `schema` has it, with what the columns of the file hold.
    func json(_ sample: TableSample) -> JSONValue {
        .fields([
            "header_line": .integer(sample.headerLine), "name": .string(name),
            "title": .string(title), "role": .string(role.rawValue), "channel": .string(channel),
            "currency": .string(currency), "zone": .string(zone),
            "time_format": .string(timeFormat), "minor": .bool(isMinor),
            "reversed": .bool(isReversed),
            "columns": .list(sample.columns.enumerated().filter { !$1.name.isEmpty }) {
                place, column in
                let use = uses[column.name]
                return .fields([
                    "name": .string(column.name), "use": .optional(use?.rawValue),
                    "texts": .list(MappingModel.texts(ofColumn: place, sample)) { .string($0) },
                    "words": use == .status || use == .kind
                        ? .list(column.words) { word in
                            .fields([
                                "word": .string(word),
                                "means": .optional(
                                    use == .status
                                        ? statuses[word]?.name : kinds[word].flatMap { $0?.name }),
                            ])
                        } : .array([]),
                ])
            },
        ])
    }
}

/// One column of a body that its schema has let through.
private struct SaidColumn {
    struct Word {
        var word: String
        /// Nil: nothing that the book knows.
        var means: String?
    }

    var name: String
    var use: ColumnUse
    var words: [Word] = []

    init?(_ value: JSONValue) {
        guard case .string(let name)? = value["name"], case .string(let use)? = value["use"],
            let use = ColumnUse(rawValue: use)
        else { return nil }
        self.name = name
        self.use = use
        guard case .array(let words)? = value["words"] else { return }
        self.words = words.compactMap { value in
            guard case .string(let word)? = value["word"] else { return nil }
            if case .string(let means)? = value["means"] { return Word(word: word, means: means) }
            return Word(word: word, means: nil)
        }
    }
}
