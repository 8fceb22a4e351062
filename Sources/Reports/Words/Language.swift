/// The languages a person can read everything in. The raw value is the tag on the wire.
package enum Language: String, Sendable, CaseIterable {
    case simplifiedChinese = "zh-CN"
    case traditionalChinese = "zh-TW"
    case english = "en"

    /// From a BCP 47 tag or a POSIX locale: "zh_TW.UTF-8", "zh-Hant", "en_GB". Nil if neither.
    package init?(tag: String) {
        let lowered = tag.lowercased().split(separator: ".").first.map(String.init) ?? ""
        let parts = lowered.split { $0 == "_" || $0 == "-" || $0 == "@" }.map(String.init)
        switch parts.first {
        case "zh":
            let traditional = parts.contains { ["tw", "hk", "mo", "hant"].contains($0) }
            self = traditional ? .traditionalChinese : .simplifiedChinese
        case "en": self = .english
        default: return nil
        }
    }
}
