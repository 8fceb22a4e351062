import Records

/// An XLSX workbook (ECMA-376, SpreadsheetML): its sheets as columns of text.
enum Workbook {
    static let mainPart = "xl/workbook.xml"

    static func isWorkbook(_ archive: borrowing ZipArchive) -> Bool {
        archive.entry(named: mainPart) != nil
    }

    /// Every sheet in the workbook's order, hidden ones too; charts and macros are no sheets.
    static func read(
        _ archive: borrowing ZipArchive, limits: Limits, _ budget: inout UnpackingBudget
    ) throws(ContainerFault) -> [RawFile.Sheet] {
        let main = WorkbookHandler()
        try parse(mainPart, main, archive, limits, &budget)
        let links = RelationshipsHandler()
        try parse("xl/_rels/workbook.xml.rels", links, archive, limits, &budget)
        let strings = SharedStringsHandler(limits: limits)
        if let part = links.target(ofType: "/sharedStrings") {
            try parse(part, strings, archive, limits, &budget)
        }
        let styles = StylesHandler()
        if let part = links.target(ofType: "/styles") {
            try parse(part, styles, archive, limits, &budget)
        }
        var sheets: [RawFile.Sheet] = []
        for listed in main.sheets {
            guard let link = links.links[listed.link] else {
                throw .spreadsheet(listed.link, expected: "relationship")
            }
            guard link.type.hasSuffix("/worksheet") else { continue }
            let handler = SheetHandler(
                name: listed.name, strings: strings, styles: styles.cellForms,
                countsFrom1904: main.countsFrom1904, limits: limits)
            try parse(link.part, handler, archive, limits, &budget)
            sheets.append(handler.sheet)
        }
        return sheets
    }

    /// Streams a part into its handler, never holding it as a whole.
    private static func parse(
        _ part: String, _ handler: any XMLHandler, _ archive: borrowing ZipArchive,
        _ limits: Limits, _ budget: inout UnpackingBudget
    ) throws(ContainerFault) {
        guard let entry = archive.entry(named: part) else {
            throw .spreadsheet("", expected: part)
        }
        let reader = try XMLReader(handler: handler, limits: limits)
        try archive.read(entry, &budget) { reader.feed($0) }
        try reader.finish()
    }
}
