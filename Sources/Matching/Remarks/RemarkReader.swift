/// Finds references, batches, names, fees and the type in free text, Chinese and English. One walk
/// over at most `RemarkText.limit` characters; no word is looked at twice.
package struct RemarkReader: Sendable {
    private let rules: RemarkRules
    private let classifier: RemarkClassifier?

    /// Numbers that are shorter are counts, amounts and hours; longer ones are no reference.
    static let referenceLength = 6...40
    /// After a word that announces one, so much is enough.
    static let announcedLength = 3...40
    /// Chinese names: two to four characters.
    static let nameLength = 2...4
    /// Words of a name in Latin letters.
    static let nameWords = 3
    /// Stretches of Chinese longer than that are sentences.
    static let wordLength = 2...12

    package init(_ rules: RemarkRules, _ classifier: RemarkClassifier?) {
        self.rules = rules
        self.classifier = classifier
    }

    /// UTF-8; what is not stands byte for byte.
    package func read(_ text: Span<UInt8>) -> Remark {
        let units = RemarkText.units(of: text)
        var walk = Walk(units: units)
        while walk.at < units.count { step(&walk) }
        var remark = walk.remark
        if let classifier {
            let features = RemarkFeatures(units, speaksOfFees: remark.speaksOfFees)
            remark.type = classifier.type(of: features)
        }
        return remark
    }

    private struct Walk {
        let units: [UInt16]
        var at = 0
        var remark = Remark()
        /// What the word before announced.
        var announced: RemarkRules.Meaning?
    }

    private func step(_ walk: inout Walk) {
        if let word = rules.word(walk.units.span, at: walk.at) {
            walk.at += word.units.count
            switch word.meaning {
            case .fee: walk.remark.speaksOfFees = true
            case .common: break
            case .reference, .batch, .name: walk.announced = word.meaning
            }
            return
        }
        let unit = walk.units[walk.at]
        if RemarkText.isHan(unit) {
            takeHan(&walk)
        } else if RemarkText.isLetter(unit) || RemarkText.isDigit(unit) {
            takeLatin(&walk)
        } else {
            walk.at += 1
        }
    }

    /// A stretch of Chinese up to the next word of the rules.
    private func takeHan(_ walk: inout Walk) {
        let start = walk.at
        repeat {
            walk.at += 1
        } while walk.at < walk.units.count
            && RemarkText.isHan(walk.units[walk.at])
            && rules.word(walk.units.span, at: walk.at) == nil
        let text = Array(walk.units[start..<walk.at])
        let isName = walk.announced == .name || rules.isSurname(text[0]) && text.count <= 3
        if isName, RemarkReader.nameLength.contains(text.count) {
            RemarkReader.add(text, to: &walk.remark.names)
        } else if RemarkReader.wordLength.contains(text.count) {
            RemarkReader.add(text, to: &walk.remark.words)
        }
        walk.announced = nil
    }

    /// Letters and digits in one piece, with what holds them together between them.
    private func takeLatin(_ walk: inout Walk) {
        let piece = RemarkReader.piece(walk.units, walk.at)
        let text = Array(walk.units[piece])
        walk.at = piece.upperBound
        let digits = text.count(where: RemarkText.isDigit)
        let announced = walk.announced
        walk.announced = nil
        if digits == 0 {
            if announced == .name {
                takeLatinName(&walk, from: piece.lowerBound)
            } else {
                // "order id A-1": a word between does not end what was announced.
                walk.announced = announced
                if text.count >= 3 { RemarkReader.add(text, to: &walk.remark.words) }
            }
        } else if announced == .batch, RemarkReader.announcedLength.contains(text.count) {
            RemarkReader.add(text, to: &walk.remark.batches)
        } else if announced == .reference, RemarkReader.announcedLength.contains(text.count) {
            RemarkReader.add(text, to: &walk.remark.references)
        } else if digits >= 4, RemarkReader.referenceLength.contains(text.count),
            !RemarkReader.isMoment(text), !RemarkReader.isAmount(walk.units, piece)
        {
            RemarkReader.add(text, to: &walk.remark.references)
        }
    }

    private static func piece(_ units: [UInt16], _ start: Int) -> Range<Int> {
        var end = start
        while end < units.count {
            let unit = units[end]
            let isInside = RemarkText.isLetter(unit) || RemarkText.isDigit(unit)
            let isJoint =
                RemarkText.isJoint(unit) && end + 1 < units.count
                && (RemarkText.isLetter(units[end + 1]) || RemarkText.isDigit(units[end + 1]))
            guard isInside || isJoint else { break }
            end += 1
        }
        return start..<end
    }

    /// "from james smith": words up to something else.
    private func takeLatinName(_ walk: inout Walk, from start: Int) {
        var name = Array(walk.units[start..<walk.at])
        var words = 1
        while words < RemarkReader.nameWords, walk.at + 1 < walk.units.count,
            walk.units[walk.at] == 0x20, RemarkText.isLetter(walk.units[walk.at + 1]),
            rules.word(walk.units.span, at: walk.at + 1) == nil
        {
            let next = RemarkReader.piece(walk.units, walk.at + 1)
            guard !walk.units[next].contains(where: RemarkText.isDigit) else { break }
            name += [0x20] + walk.units[next]
            walk.at = next.upperBound
            words += 1
        }
        RemarkReader.add(name, to: &walk.remark.names)
    }

    /// 20260401 or 2026-04-01: a day, which thousands share.
    private static func isMoment(_ text: [UInt16]) -> Bool {
        let digits = text.filter(RemarkText.isDigit).map { Int($0) - 0x30 }
        let others = text.filter { !RemarkText.isDigit($0) }
        guard others.allSatisfy({ $0 == 0x2D }), [6, 8].contains(digits.count) else { return false }
        let number = digits.reduce(0) { $0 * 10 + $1 }
        if digits.count == 6 {
            return (200_000...203_512).contains(number) && (1...12).contains(number % 100)
        }
        return (20_000_101...20_351_231).contains(number)
            && (1...12).contains(number / 100 % 100) && (1...31).contains(number % 100)
    }

    /// Digits beside a decimal point or a currency's sign.
    private static func isAmount(_ units: [UInt16], _ piece: Range<Int>) -> Bool {
        guard units[piece].allSatisfy(RemarkText.isDigit) else { return false }
        let signs: [UInt16] = [0x2E, 0x24, 0xA5, 0xFFE5, 0x20AC, 0xA3]
        let before = piece.lowerBound > 0 && signs.contains(units[piece.lowerBound - 1])
        let point =
            piece.upperBound + 1 < units.count && units[piece.upperBound] == 0x2E
            && RemarkText.isDigit(units[piece.upperBound + 1])
        // 元
        let yuan = piece.upperBound < units.count && units[piece.upperBound] == 0x5143
        return before || point || yuan
    }

    private static func add(_ text: [UInt16], to list: inout [[UInt16]]) {
        if list.count < Remark.limit, !list.contains(text) { list.append(text) }
    }
}
