import Engine
import Hummingbird
import Records
import Reports

/// The rules: what they do in words, their versions, and what other rules would have made of
/// history before anybody adopts them.
struct DefinitionsPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("definitions") { request, context -> Response in
            try await pages.show(
                "definitions", Words("规则", "規則", "Rules"), request, context
            ) { try DefinitionsPage.model($0) }
        }
        router.post("definitions/check") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.show(
                "definition", Words("规则检查", "規則檢查", "Rules: check"), request, context
            ) { try await DefinitionsPage.check(form, $0) }
        }
        router.post("definitions") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.act(request, context) { book in
                let stored = try book.adopt(definitionText: form["yaml"] ?? "")
                return "/definitions?adopted=\(stored.number)"
            }
        }
    }

    /// What a definition does; a pass of a leg begins with "  – ".
    static func sentences(
        _ definition: Definition, _ book: Book, _ language: Language
    ) -> [String] {
        let files = Dictionary(
            grouping: (try? book.store.statements()) ?? [], by: \.source
        ).mapValues { Set($0.map(\.importNumber)).count }
        let counts = definition.sources.map { files[$0.name] ?? 0 }
        return DefinitionWords.sentences(definition, fileCounts: counts, language)
    }

    private static func sentences(_ definition: Definition, _ reading: Pages.Reading) -> JSONValue {
        .list(sentences(definition, reading.book, reading.language)) { sentence in
            .fields([
                "text": .string(sentence.replacing("  – ", with: "")),
                "inner": .bool(sentence.hasPrefix("  – ")),
            ])
        }
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let store = reading.book.store
        guard let current = try store.definition() else { return .fields(["none": .bool(true)]) }
        let number = reading.query["version"].flatMap { Int($0) } ?? current.number
        guard let shown = try store.definition(number: number) else {
            throw EngineError.book(.unknown(kind: "definition", name: "\(number)"))
        }
        var versions: [StoredDefinition] = []
        for number in (1...current.number).reversed().prefix(versionLimit) {
            if let version = try store.definition(number: number) { versions.append(version) }
        }
        let before = number > 1 ? try store.definition(number: number - 1) : nil
        return .fields([
            "yaml": .string(shown.yaml), "number": .integer(number),
            "current": .bool(number == current.number),
            "automatic": .bool(shown.isAutomatic), "digest": .string(shown.digest),
            "adopted": .optional(reading.query["adopted"]),
            "sentences": sentences(try reading.book.definition(), reading),
            "lines": .integer(min(40, max(12, shown.yaml.split(separator: "\n").count + 2))),
            "diff": before.map { .list(difference($0.yaml, shown.yaml)) { $0 } } ?? .null,
            "before": before.map { .integer($0.number) } ?? .null,
            "versions": .list(versions) { version in
                .fields([
                    "number": .integer(version.number),
                    "at": .string(Show.moment(version.at, reading.zone)),
                    "actor": .string(version.actor), "automatic": .bool(version.isAutomatic),
                    "digest": .string(String(version.digest.prefix(12))),
                    "shown": .bool(version.number == number),
                    "path": .string("/definitions?version=\(version.number)"),
                ])
            },
        ])
    }

    /// Versions of a list; an automatic definition grows with every new channel.
    private static let versionLimit = 50

    /// Lines that came and went, and two lines around them.
    private static func difference(_ old: String, _ new: String) -> [JSONValue] {
        let (a, b) = (old.split(separator: "\n"), new.split(separator: "\n"))
        let changes = b.difference(from: a)
        return changes.sorted { first, second in
            func place(_ change: CollectionDifference<Substring>.Change) -> (Int, Int) {
                switch change {
                case .remove(let offset, _, _): (offset, 0)
                case .insert(let offset, _, _): (offset, 1)
                }
            }
            return place(first) < place(second)
        }.map { change in
            switch change {
            case .remove(_, let line, _):
                .fields(["removed": .bool(true), "text": .string(String(line))])
            case .insert(_, let line, _):
                .fields(["removed": .bool(false), "text": .string(String(line))])
            }
        }
    }

    private static func check(
        _ form: FormFields, _ reading: Pages.Reading
    ) async throws -> JSONValue {
        let yaml = form["yaml"] ?? ""
        do {
            let definition = try reading.book.definition(text: yaml)
            let impact = try await BookImpact(reading.book, definitionText: yaml)
            return .merged(
                .fields([
                    "yaml": .string(yaml), "valid": .bool(true),
                    "sentences": sentences(definition, reading),
                ]), ImpactModel(impact, language: reading.language).json)
        } catch {
            return .fields([
                "yaml": .string(yaml), "valid": .bool(false),
                "message": .string(FaultText.message(error, reading.language)),
            ])
        }
    }
}
