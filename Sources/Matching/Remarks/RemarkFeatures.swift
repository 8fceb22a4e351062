/// What the type of a remark is told by: Latin words, Chinese characters and pairs of them.
package struct RemarkFeatures {
    /// Each once, in order of the text, at most `limit`.
    package private(set) var all: [[UInt16]] = []
    private var seen: Set<[UInt16]> = []

    /// A sentence; more says no more.
    static let limit = 96
    /// Longer words than these are numbers or noise.
    static let wordLimit = 24
    /// Every digit is one.
    private static let digit: UInt16 = 0x23

    init(_ units: [UInt16], speaksOfFees: Bool) {
        var at = 0
        while at < units.count, all.count < RemarkFeatures.limit {
            let unit = units[at]
            if RemarkText.isHan(unit) {
                add([unit])
                if at + 1 < units.count, RemarkText.isHan(units[at + 1]) {
                    add([unit, units[at + 1]])
                }
                at += 1
            } else if RemarkText.isLetter(unit) {
                let start = at
                while at < units.count, RemarkText.isLetter(units[at]) { at += 1 }
                if at - start <= RemarkFeatures.wordLimit { add(Array(units[start..<at])) }
            } else if RemarkText.isDigit(unit) {
                while at < units.count, RemarkText.isDigit(units[at]) { at += 1 }
                add([RemarkFeatures.digit])
            } else {
                at += 1
            }
        }
        if speaksOfFees { add(RemarkFeatures.fees) }
    }

    /// "<fee>", which no text yields: signs are no features.
    private static let fees = Array("<fee>".utf16)

    private mutating func add(_ feature: [UInt16]) {
        if seen.insert(feature).inserted { all.append(feature) }
    }
}
