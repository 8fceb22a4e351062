import Records
import Statements

/// The rows of the sheet that has the columns, whatever their order and whatever else it has.
struct SheetRows {
    struct Row {
        var line: Int
        private let cells: [BreakSheetColumn: String]

        init(line: Int, _ cells: [BreakSheetColumn: String]) {
            self.line = line
            self.cells = cells
        }

        subscript(column: BreakSheetColumn) -> String { cells[column] ?? "" }
    }

    private(set) var rows: [Row] = []

    /// A page of a queue; nobody fills in more.
    static let limit = 100_000

    init(_ bytes: [UInt8], name: String) throws(SheetFault) {
        var limits = Limits()
        limits.rows = SheetRows.limit + 1
        let opened = Statements.members(of: RawFile(name: name, bytes: bytes), limits: limits)
        if let problem = opened.problems.first {
            throw SheetFault(
                line: problem.line, nil, .file, found: problem.found, expected: problem.expected)
        }
        for member in opened.members {
            for sheet in member.sheets ?? [] {
                guard let places = SheetRows.header(sheet) else { continue }
                rows = SheetRows.rows(sheet, places)
                return
            }
        }
        let names = BreakSheetColumn.allCases.map(\.rawValue).joined(separator: " ")
        throw SheetFault(line: 0, nil, .file, found: name, expected: names)
    }

    private static func cells(_ sheet: RawFile.Sheet, _ row: Int) -> [String] {
        let end = row + 1 < sheet.rowCount ? sheet.rowStarts[row + 1] : sheet.cells.count
        return (sheet.rowStarts[row]..<end).map { place in
            let ref = sheet.cells[place]
            return ref.isEmpty
                ? ""
                : String(
                    decoding: sheet.text[ref.offset..<ref.offset + ref.length], as: UTF8.self)
        }
    }

    /// Which cell of a row is which column; nil where one lacks.
    private static func header(_ sheet: RawFile.Sheet) -> [Int: BreakSheetColumn]? {
        guard sheet.rowCount > 0 else { return nil }
        var places: [Int: BreakSheetColumn] = [:]
        for (place, name) in cells(sheet, 0).enumerated() {
            guard let column = BreakSheetColumn(rawValue: name), !places.values.contains(column)
            else { continue }
            places[place] = column
        }
        return places.count == BreakSheetColumn.allCases.count ? places : nil
    }

    /// A row without an id is what somebody wrote below the list.
    private static func rows(
        _ sheet: RawFile.Sheet, _ places: [Int: BreakSheetColumn]
    ) -> [Row] {
        (1..<max(1, sheet.rowCount)).map { row in
            var own: [BreakSheetColumn: String] = [:]
            for (place, text) in cells(sheet, row).enumerated() {
                if let column = places[place] { own[column] = text }
            }
            return Row(line: Int(sheet.lines[row]), own)
        }
    }
}
