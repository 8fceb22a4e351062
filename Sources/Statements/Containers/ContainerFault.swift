import Records

/// Why a container, or one member of it, cannot be opened.
struct ContainerFault: Error, Equatable {
    var code: ProblemCode
    var found: String
    var expected: String

    static func archive(_ found: String, expected: String = "") -> ContainerFault {
        ContainerFault(code: .badArchive, found: found, expected: expected)
    }

    static func spreadsheet(_ found: String, expected: String = "") -> ContainerFault {
        ContainerFault(code: .badSpreadsheet, found: found, expected: expected)
    }

    static func limit(_ found: String, _ limit: Int, _ unit: String) -> ContainerFault {
        ContainerFault(code: .limitExceeded, found: found, expected: "\(limit) \(unit)")
    }

    func problem(file: String) -> Problem {
        Problem(file: file, code: code, found: found, expected: expected)
    }
}
