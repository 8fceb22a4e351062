/// xl/workbook.xml: the sheets and the date system (ECMA-376 part 1, §18.2).
final class WorkbookHandler: XMLHandler {
    private(set) var sheets: [(name: String, link: String)] = []
    private(set) var countsFrom1904 = false
    let wantsText = false

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        switch name {
        case "sheet":
            sheets.append((name: attributes["name"] ?? "", link: attributes["id"] ?? ""))
        case "workbookPr":
            countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        default: break
        }
    }

    func end(_ name: String) throws(ContainerFault) {}
    func text(_ bytes: Span<UInt8>) throws(ContainerFault) {}
}
