/// xl/styles.xml: the form of each cell style (ECMA-376 part 1, §18.8).
final class StylesHandler: XMLHandler {
    private(set) var cellForms: [CellForm] = []
    let wantsText = false
    private var codes: [Int: CellForm] = [:]
    private var section = ""

    /// Office programs stop at 65,490 cell styles.
    static let styleLimit = 65_536

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        switch name {
        case "numFmts", "cellXfs": section = name
        case "numFmt" where section == "numFmts":
            guard let id = Int(attributes["numFmtId"] ?? "") else { return }
            codes[id] = CellForm(code: attributes["formatCode"] ?? "")
        case "xf" where section == "cellXfs":
            let id = Int(attributes["numFmtId"] ?? "") ?? 0
            cellForms.append(codes[id] ?? CellForm.builtIn(id))
        default: break
        }
        let limit = StylesHandler.styleLimit
        guard cellForms.count <= limit, codes.count <= limit else {
            throw .limit("> \(limit)", limit, "styles")
        }
    }

    func end(_ name: String) throws(ContainerFault) { if name == section { section = "" } }
    func text(_ bytes: Span<UInt8>) throws(ContainerFault) {}
}
