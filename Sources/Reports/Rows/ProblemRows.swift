package import Records

/// `problems.csv`.
package struct ProblemRows: CSVTable {
    package static let columns = [
        "file", "line", "column", "code", "found", "expected", "reference", "raw",
    ]
    private let problems: [Problem]
    package var count: Int { problems.count }

    package init(_ problems: [Problem]) { self.problems = problems }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        for problem in problems[rows] {
            buffer.field(problem.file)
            buffer.comma()
            if problem.line > 0 { buffer.integer(problem.line) }
            buffer.comma()
            buffer.field(problem.column)
            buffer.comma()
            buffer.field(problem.code.rawValue)
            buffer.comma()
            buffer.field(problem.found)
            buffer.comma()
            buffer.field(problem.expected)
            buffer.comma()
            buffer.field(problem.reference)
            buffer.comma()
            buffer.field(problem.raw)
            buffer.endRow()
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
