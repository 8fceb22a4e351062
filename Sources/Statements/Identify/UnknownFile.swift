import Records

/// What is said of a file that no dialect claims: which names the nearest ones miss.
enum UnknownFile {
    /// More would not be read.
    static let nearestCount = 3

    static func statement(
        _ file: RawFile, _ identification: Identification, _ check: inout ClaimCheck,
        _ dialects: DialectSet
    ) -> Statement {
        var statement = Statement(file: file.name, dialect: Dialect(name: ""), table: EntryTable())
        statement.encoding = identification.encoding ?? .utf8
        let sample = check.sample(.delimited(separator: 0))
        if let failure = sample.failure {
            var failure = failure
            failure.file = file.name
            statement.problems = [failure]
            return statement
        }
        if identification.claimedBy.count > 1 {
            statement.problems = [
                Problem(
                    file: file.name, code: .ambiguousFormat,
                    found: identification.claimedBy.joined(separator: ", "), expected: "1")
            ]
            return statement
        }
        let nearest = nearest(identification, dialects)
        let isHeader = nearest.contains { $0.missing * 2 <= $0.all }
        let shown = sample.rows.max { filled($0) < filled($1) }
        statement.problems = [
            Problem(
                file: file.name, code: isHeader ? .unknownHeader : .unknownFormat,
                found: shown.map { $0.texts.map(HeaderName.shown).joined(separator: ", ") } ?? "",
                expected: nearest.map(\.text).joined(separator: "; "))
        ]
        return statement
    }

    private static func filled(_ row: FileSample.SampledRow) -> Int {
        row.texts.filter { !HeaderName.shown($0).isEmpty }.count
    }

    private static func nearest(
        _ identification: Identification, _ dialects: DialectSet
    ) -> [(text: String, missing: Int, all: Int)] {
        var near: [(text: String, missing: Int, all: Int)] = []
        for refusal in identification.refusals {
            guard case .missingColumns(let names) = refusal.reason,
                let all = dialects.dialect(named: refusal.dialect)?.claim.header.count, all > 0
            else { continue }
            let text = "\(refusal.dialect): \(names.joined(separator: ", "))"
            near.append((text, names.count, all))
        }
        near.sort { a, b in
            (a.missing * b.all, a.text) < (b.missing * a.all, b.text)
        }
        return Array(near.prefix(nearestCount))
    }
}
