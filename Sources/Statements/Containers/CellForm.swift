import Records

/// What a number in a cell stands for, by the cell's style.
enum CellForm: Equatable {
    case number
    case date
    case time
    case dateTime
    /// Hours that run on beyond 24.
    case elapsed

    /// Number formats that every office program knows without a code (ECMA-376 part 1, §18.8.30;
    /// 27–36 and 50–58 are those of the East Asian languages).
    static func builtIn(_ id: Int) -> CellForm {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45, 47, 55, 56: .time
        case 22: .dateTime
        case 46: .elapsed
        default: .number
        }
    }

    /// The form of a format code: which of y, m, d, h, s its first section holds outside quotes,
    /// escapes and brackets. "m" is a month unless hours or seconds stand with it.
    init(code: String) {
        var letters: Set<Character> = []
        var isElapsed = false
        var characters = code.lowercased().makeIterator()
        scan: while let character = characters.next() {
            switch character {
            case ";": break scan
            case "\"": while let next = characters.next(), next != "\"" {}
            case "\\", "_", "*": _ = characters.next()
            case "[":
                var content = ""
                while let next = characters.next(), next != "]" { content.append(next) }
                if !content.isEmpty, Set(content).count == 1, "hms".contains(content.first ?? " ") {
                    isElapsed = true
                }
            case "y", "m", "d", "h", "s": letters.insert(character)
            default: break
            }
        }
        let hasTime = letters.contains("h") || letters.contains("s")
        let hasDate =
            letters.contains("y") || letters.contains("d") || (letters.contains("m") && !hasTime)
        self =
            switch (hasDate, hasTime) {
            case _ where isElapsed: .elapsed
            case (true, true): .dateTime
            case (true, false): .date
            case (false, true): .time
            case (false, false): .number
            }
    }
}

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
