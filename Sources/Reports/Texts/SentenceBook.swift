import Matching
import Records

/// The sentences about a leg's breaks in one language, cut once into the parts that stand still
/// and the values between them. The titles of both sides stand still within a leg.
struct SentenceBook: Sendable {
    /// A value that a break fills in (`Finding.sentence`).
    enum Slot: Sendable {
        case leftAmount, rightAmount, size, leftStatus, rightStatus, kept
    }

    /// What stands before a value, and the value; the last part has none.
    struct Part: Sendable {
        var text: [UInt8]
        var slot: Slot?
    }

    /// Around the size of a difference: "Over " … " as the order book sees it.".
    struct Frame: Sendable {
        var before: [UInt8]
        var after: [UInt8]
    }

    private let ofFinding: [[Part]]
    private let ofClass: [[Part]]
    private let over: Frame
    private let short: Frame
    /// By `Finding.rawValue`: two to six words.
    private let findingWords: [[UInt8]]
    /// By `EntryStatus.rawValue`.
    let statuses: [[UInt8]]
    let gap: [UInt8]
    let stop: [UInt8]
    let listComma: [UInt8]
    let furtherTitle: [UInt8]
    let nearestMissTitle: [UInt8]
    let absent = Array("—".utf8)
    let more = Array("…".utf8)

    init(_ definition: LegDefinition, _ language: Language) {
        let left = ChannelTitle.inSentence(definition.leftName, language)
        let right = ChannelTitle.inSentence(definition.rightName, language)
        let stop = language == .english ? "." : "。"
        func parts(_ words: Words) -> [Part] {
            SentenceBook.parts(words[language], left: left, right: right)
        }
        ofFinding = Finding.allCases.map { parts($0.sentence) }
        ofClass = EntryClass.allCases.map { parts(Explanation.classSentence($0)) }
        let viewpoint = Label.viewpoint.words.filled(language, ["left": left])
        func frame(_ label: Label) -> Frame {
            let word = label.words[language]
            let texts =
                language == .english
                ? ("\(word.capitalisedFirst) ", " \(viewpoint)" + stop)
                : ("\(viewpoint)：\(word) ", stop)
            return Frame(before: Array(texts.0.utf8), after: Array(texts.1.utf8))
        }
        over = frame(.longSide)
        short = frame(.shortSide)
        findingWords = Finding.allCases.map { Array($0.words[language].utf8) }
        statuses = EntryStatus.allCases.map { Array($0.words[language].utf8) }
        gap = Array(Punctuation.sentenceGap[language].utf8)
        self.stop = Array(stop.utf8)
        listComma = Array(Punctuation.listComma[language].utf8)
        furtherTitle = Array((Label.further.words[language] + Punctuation.colon[language]).utf8)
        nearestMissTitle = Array((Label.nearestMiss.words[language] + " ").utf8)
    }

    func parts(of found: Break) -> [Part] {
        if found.findings.primaryRaw < ofFinding.count {
            return ofFinding[Int(found.findings.primaryRaw)]
        }
        return ofClass[Int(found.entryClass.rawValue)]
    }

    func frame(isOver: Bool) -> Frame { isOver ? over : short }

    func words(ofFinding raw: Int) -> [UInt8] { findingWords[raw] }

    var findingCount: Int { findingWords.count }

    /// "{left} counts {leftAmount} as paid." with the titles filled in and the first letter large.
    private static func parts(_ template: String, left: String, right: String) -> [Part] {
        var parts: [Part] = []
        var text = ""
        var rest = Substring(template)
        func close(_ slot: Slot?) {
            let shown = parts.isEmpty ? text.capitalisedFirst : text
            parts.append(Part(text: Array(shown.utf8), slot: slot))
            text = ""
        }
        while let open = rest.firstIndex(of: "{"), let end = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let name = rest[rest.index(after: open)..<end]
            rest = rest[rest.index(after: end)...]
            switch name {
            case "left": text += left
            case "right": text += right
            default: close(slot(named: name))
            }
        }
        text += rest
        close(nil)
        return parts
    }

    private static func slot(named name: Substring) -> Slot {
        switch name {
        case "leftAmount": .leftAmount
        case "rightAmount": .rightAmount
        case "size": .size
        case "leftStatus": .leftStatus
        case "rightStatus": .rightStatus
        case "kept": .kept
        default: preconditionFailure("no \(name) in sentences about breaks")
        }
    }
}
