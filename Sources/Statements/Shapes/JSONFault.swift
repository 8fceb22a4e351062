import Records

/// Why JSON text cannot be read on; `offset` is the byte where it stands.
struct JSONFault: Error, Equatable {
    var code: ProblemCode
    var offset: Int
    var found: String
    var expected: String

    static func cut(_ offset: Int, expected: String) -> JSONFault {
        JSONFault(code: .truncated, offset: offset, found: "", expected: expected)
    }

    static func limit(_ offset: Int, _ limit: Int, _ unit: String) -> JSONFault {
        JSONFault(
            code: .limitExceeded, offset: offset, found: "> \(limit)", expected: "\(limit) \(unit)")
    }
}
