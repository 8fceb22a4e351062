package import Records

/// `problems.csv`.
package enum ProblemRows {
    package static let columns = [
        "file", "line", "column", "code", "found", "expected", "reference", "raw",
    ]

    package static func write(
        _ problems: [Problem], flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for problem in problems { try stream.row(cells(problem)) }
            try stream.finish()
        }
    }

    package static func cells(_ problem: Problem) -> [Cell] {
        [
            .words(problem.file), problem.line > 0 ? .integer(problem.line) : .empty,
            .words(problem.column), .text(problem.code.rawValue), .words(problem.found),
            .words(problem.expected), .words(problem.reference), .words(problem.raw),
        ]
    }
}
