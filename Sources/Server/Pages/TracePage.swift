import Engine
import Hummingbird
import Records
import Reports
import TransparencyLog

/// One order's story, from its first row to the postings, and the file that proves it.
struct TracePage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("trace") { request, context -> Response in
            try await pages.show(
                "trace", Words("追溯", "追溯", "Trace"), request, context
            ) { try TracePage.model($0) }
        }
        router.get("trace/proof") { request, context -> Response in
            let reference = FormFields(of: request)["ref"] ?? ""
            return try await pages.answering(request, context) {
                let bytes = try await pages.server.desk.read(as: context.actor) { book in
                    try TracePage.proof(reference, book)
                }
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/plain; charset=utf-8",
                        .contentDisposition:
                            "attachment; filename=\"\(TracePage.fileName(reference))\"",
                    ], body: .init(byteBuffer: .init(bytes: bytes)))
            }
        }
    }

    /// A bundle of everything that the book knows of a reference (docs/formats/proof-bundle.md).
    static func proof(_ reference: String, _ book: Book) throws -> [UInt8] {
        let trace = try BookTracer.trace(reference, in: book)
        if trace.entries.isEmpty {
            throw EngineError.book(.unknown(kind: "reference", name: reference))
        }
        return try book.store.prove(ProofSubject(trace, in: book)).bytes
    }

    /// "proof-2026…": of a reference only what no file system or header takes for anything else.
    static func fileName(_ reference: String) -> String {
        let kept = reference.unicodeScalars.filter { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        }.prefix(40)
        return "proof-" + String(String.UnicodeScalarView(kept)) + ".bundle"
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let asked = (reading.query["ref"] ?? "").trimmed
        guard !asked.isEmpty else { return .fields(["ref": .string(""), "blank": .bool(true)]) }
        let trace = try BookTracer.trace(asked, in: reading.book)
        if !trace.isEmpty {
            let model = TraceModel(
                trace, places: try places(of: trace, reading.book), reading)
            return .merged(.fields(["ref": .string(asked)]), model.value)
        }
        let search = try BookSearch([asked], in: reading.book)
        var seen: Set<String> = []
        return .fields([
            "ref": .string(asked), "unknown": .bool(true),
            "near": .list(search.breaks.filter { seen.insert($0.reference).inserted }) { found in
                .fields([
                    "reference": .string(found.reference),
                    "address": .string(address(found.reference)),
                    "class": .string(found.entryClass.words[reading.language]),
                    "amount": .string(Show.amount(found.amount)),
                ])
            },
        ])
    }

    /// Where in the log each fact of a trace stands.
    private static func places(
        of trace: BookTrace, _ book: Book
    ) throws -> [ProofSubject.Fact: Int] {
        var facts: Set<ProofSubject.Fact> = []
        for entry in trace.entries { facts.insert(.init("statement", entry.id.segment)) }
        for match in trace.matches { facts.insert(.init("run", match.run)) }
        for version in trace.breaks { facts.insert(.init("run", version.run)) }
        for decision in trace.decisions { facts.insert(.init("decision", decision.stored.number)) }
        for posting in trace.postings { facts.insert(.init("posting", posting.fact.number)) }
        return try book.store.places(of: facts)
    }

    static func address(_ reference: String) -> String {
        "/trace?ref=" + FormFields.encode(reference)
    }
}

extension String {
    /// Without the blanks that come with what is pasted.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
