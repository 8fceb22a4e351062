package import Records

extension Statements {
    /// Opens archives: a zip's or gzip's members and a workbook's sheets, each as a file of its own
    /// ("bill.zip!明细.csv", "book.xlsx!Sheet1"); any other file is its own only member.
    ///
    /// Problems name what could not be opened (`badArchive`, `limitExceeded`, `badSpreadsheet`).
    package static func members(
        of file: RawFile, limits: Limits
    ) -> (members: [RawFile], problems: [Problem]) {
        if let sheets = file.sheets { return (sheetMembers(of: file, sheets), []) }
        return ([file], [])
    }

    /// Each sheet that holds a row. A file that is a sheet already is its own member.
    private static func sheetMembers(of file: RawFile, _ sheets: [RawFile.Sheet]) -> [RawFile] {
        if sheets.count == 1, file.name.hasSuffix("!" + sheets[0].name) { return [file] }
        return sheets.filter { $0.rowCount > 0 }.map {
            RawFile(name: file.name + "!" + $0.name, bytes: [], sheets: [$0])
        }
    }
}
