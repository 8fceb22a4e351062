import Engine
import Records
import Reports
import Statements

/// The page that names columns, as a value: the columns with what stands in them, and what an
/// import would make.
struct MappingModel {
    let reading: Pages.Reading
    let draft: MappingDrafts.Draft
    let sample: TableSample
    let mapping: ColumnMapping

    private var language: Language { reading.language }
    /// Entries and problems that are shown of a preview.
    static let shown = 20
    /// Lines that may be the header.
    private static let lineLimit = 20

    func json(of file: InputFile) throws -> JSONValue {
        let definition = try reading.book.store.definition()
        let sources = try reading.memo.ground(reading.book).definition.sources.map(\.name)
        return .merged(
            form, try preview(of: file),
            .fields([
                "name": .string(Mask.fileName(draft.name)), "address": .string(draft.address),
                "sources": definition?.isAutomatic == false
                    ? .list(sources) { .string($0) } : .array([]),
                "chooses": .bool(definition?.isAutomatic == false),
            ]))
    }

    // MARK: - What is asked

    private var form: JSONValue {
        .fields([
            "encoding": .string(sample.encoding.rawValue),
            "separator": .string(MappingWords.separator(sample.separator)[language]),
            "line": .integer(sample.headerLine),
            "lines": .list(MappingModel.lines(of: sample)) { line, text in
                option("\(line)", "\(line): " + text, line == sample.headerLine)
            },
            "columns": .list(sample.columns.enumerated().filter { !$1.name.isEmpty }) {
                column($0, $1)
            },
            "format_name": .string(mapping.name), "title": .string(mapping.title),
            "roles": .list(ColumnMapping.roles) {
                option($0.rawValue, $0.words[language], $0 == mapping.role)
            },
            "channel": .string(mapping.channel), "currency": .string(mapping.currency),
            "zone": .string(mapping.zone), "time_format": .string(mapping.timeFormat),
            "minor": .bool(mapping.isMinor), "reversed": .bool(mapping.isReversed),
        ])
    }

    private func option(_ value: String, _ words: String, _ isChosen: Bool) -> JSONValue {
        .fields([
            "value": .string(value), "words": .string(words), "chosen": .bool(isChosen),
        ])
    }

    private func column(_ place: Int, _ column: TableSample.Column) -> JSONValue {
        let use = mapping.uses[column.name]
        let texts = MappingModel.texts(ofColumn: place, sample)
        return .fields([
            "place": .integer(place), "name": .string(column.name),
            "uses": .list(ColumnUse.allCases) {
                option($0.rawValue, MappingWords.words($0)[language], $0 == use)
            },
            "texts": .list(texts) { .string($0) },
            "words": use == .status || use == .kind
                ? .list(column.words.enumerated()) { number, word in
                    self.word(number, word, use)
                } : .array([]),
        ])
    }

    private static func isSecret(_ name: String) -> Bool {
        secrets.contains { TableSample.isSame($0, name) }
    }

    /// Lines that may be the header, as far as they may be shown: whichever of them is, goods that
    /// stand below their name are not.
    static func lines(of sample: TableSample) -> [(line: Int, text: String)] {
        let lines = sample.lines.prefix(lineLimit)
        var hidden = Set<Int>()
        for texts in lines.map(\.texts) {
            for (place, text) in texts.enumerated() where isSecret(text) { hidden.insert(place) }
        }
        return lines.map { line, texts in
            let shown = texts.enumerated().map { place, text in
                hidden.contains(place) && !isSecret(text) ? "•••" : text
            }
            return (line, cut(shown.joined(separator: " · ")))
        }
    }

    /// What stands in the first rows of a column, as far as it may be shown.
    static func texts(ofColumn place: Int, _ sample: TableSample) -> [String] {
        let isSecret = isSecret(sample.columns[place].name)
        return sample.rows.prefix(3).map { place < $0.count ? $0[place] : "" }
            .filter { !$0.isEmpty }.map { isSecret ? "•••" : Mask.fileName(cut($0)) }
    }

    private func word(_ number: Int, _ word: String, _ use: ColumnUse?) -> JSONValue {
        .fields([
            "number": .integer(number),
            "word": .string(word.isEmpty ? say("（空）", "（空）", "(empty)") : word),
            "meanings": use == .status
                ? .list(EntryStatus.allCases) {
                    option($0.name, $0.words[language], mapping.statuses[word] == $0)
                }
                : .list(EntryKind.allCases) {
                    option($0.name, $0.words[language], mapping.kinds[word] == .some($0))
                },
            "none": .string(
                use == .status
                    ? say("不知道（算问题）", "不知道（算問題）", "not known: a problem")
                    : say("不是流水", "不是明細", "no entry")),
        ])
    }

    /// Headers of what customers bought with: never shown.
    private static let secrets: [String] = [
        "secret", "card_secret", "card_info", "cards", "card", "kami", "card_key", "license_key",
        "卡密", "卡密信息", "发货内容", "卡号卡密", "卡號卡密", "password", "密码", "密碼",
    ]

    static func cut(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }

    // MARK: - What would come of it

    private func preview(of file: InputFile) throws -> JSONValue {
        if let fault = try reading.book.fault(of: mapping) {
            return .fields(["fault": .string(MappingWords.message(fault, language))])
        }
        let preview: MappingPreview
        do {
            preview = try MappingPreview(mapping, of: file, reading.book)
        } catch {
            return .fields(["fault": .string(FaultText.message(error, language))])
        }
        let statement = preview.statements.first
        let table = statement?.table ?? EntryTable()
        let problems = preview.statements.flatMap(\.problems)
        return .fields([
            "preview": .bool(true), "yaml": .string(preview.yaml),
            "good": .bool(preview.refusal == nil),
            "refused": .optional(preview.refusal?.message(language)),
            "entry_count": .string(Show.count(table.count)),
            "row_count": .string(Show.count(statement?.rowCount ?? 0)),
            "problem_count": problems.isEmpty ? .null : .string(Show.count(problems.count)),
            "entries": .list(0..<min(table.count, MappingModel.shown)) { entry($0, table) },
            "problems": .list(problems.prefix(MappingModel.shown)) { problem in
                .fields([
                    "place": .string(problem.place(language)),
                    "message": .string(problem.message(language)),
                    "raw": .string(problem.raw), "found": .string(problem.found),
                ])
            },
        ])
    }

    private func entry(_ row: Int, _ table: EntryTable) -> JSONValue {
        func text(_ ref: TextRef) -> String { ref.isEmpty ? "" : table.utf8Text(ref) }
        return .fields([
            "line": .integer(Int(table.line[row])),
            "kind": .string(table.kind[row].words[language]),
            "status": .string(table.status[row].words[language]),
            "at": .optional(table.occurred(ofRow: row).map { Show.moment($0, reading.zone) }),
            "gross": .optional(table.gross(ofRow: row).map(Show.amount)),
            "fee": .optional(table.fee(ofRow: row).map(Show.amount)),
            "order": .string(text(table.orderReference[row])),
            "trade": .string(text(table.channelReference[row])),
            "channel": .string(table.channel[row]),
        ])
    }
}
