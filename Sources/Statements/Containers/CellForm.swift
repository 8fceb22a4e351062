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
