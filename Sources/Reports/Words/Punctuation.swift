/// Punctuation that differs between the scripts.
package enum Punctuation {
    static let comma = Words("，", "，", ", ")
    static let semicolon = Words("；", "；", "; ")
    static let colon = Words("：", "：", ": ")
    static let listComma = Words("、", "、", ", ")
    static let sentenceGap = Words("", "", " ")

    static func bracketed(_ text: String, _ language: Language) -> String {
        language == .english ? " (\(text))" : "（\(text)）"
    }

    static func quoted(_ text: String, _ language: Language) -> String {
        language == .traditionalChinese ? "「\(text)」" : "“\(text)”"
    }

    static func list(_ items: [String], _ language: Language) -> String {
        items.joined(separator: listComma[language])
    }
}
