/// Workbooks as Office writes them, from the XML of their parts.
enum WorkbookBuilder {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// `sheets`: name → content of <sheetData>; `strings`: <si> elements; `styles`: style sheet.
    static func workbook(
        sheets: [(name: String, rows: String)], strings: String = "", styles: String = "",
        properties: String = "", prologue: String = ""
    ) -> [UInt8] {
        var listed = ""
        var related = ""
        var parts: [ArchiveBuilder.Entry] = []
        for (index, sheet) in sheets.enumerated() {
            listed +=
                "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index)\"/>"
            related += relationship("rId\(index)", "worksheet", "worksheets/sheet\(index + 1).xml")
            let xml =
                prologue
                + "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
            parts.append(.init("xl/worksheets/sheet\(index + 1).xml", xml))
        }
        related += relationship("rIdS", "sharedStrings", "sharedStrings.xml")
        related += relationship("rIdT", "styles", "/xl/styles.xml")
        let workbook =
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\">\(properties)"
            + "<sheets>\(listed)</sheets></workbook>"
        return ArchiveBuilder.zip(
            [
                .init("[Content_Types].xml", "<Types/>"), .init("xl/workbook.xml", workbook),
                .init("xl/_rels/workbook.xml.rels", "<Relationships>\(related)</Relationships>"),
                .init("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
                .init("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"),
            ] + parts)
    }

    private static func relationship(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(links)/\(type)\" Target=\"\(target)\"/>"
    }
}
