import Matching
import Records

/// The values that the sentences about a break are filled with.
struct BreakFacts {
    let view: LegView
    let entryBreak: Break
    let language: Language
    let left: EntryView?
    let right: EntryView?

    init(_ view: LegView, _ entryBreak: Break, _ language: Language) {
        self.view = view
        self.entryBreak = entryBreak
        self.language = language
        left = view.entry(.left, entryBreak.left)
        right = view.entry(.right, entryBreak.right)
    }

    /// What was asked: under- and overpayment are against it, not against the list price.
    var askedAmount: Money? {
        if let right = entryBreak.rightAmount, entryBreak.left >= 0, entryBreak.right >= 0,
            right.currency == entryBreak.amount.currency,
            [.amountMismatch, .currencyMismatch].contains(entryBreak.entryClass),
            entryBreak.leftAmount.map({ $0.currency == right.currency }) != true
                || entryBreak.leftAmount.map({ (right - $0).equals(entryBreak.amount) }) != true
        {
            return (right - entryBreak.amount).canonical
        }
        return entryBreak.leftAmount
    }

    var size: Money { entryBreak.amount.units < 0 ? -entryBreak.amount : entryBreak.amount }

    var values: [String: String] {
        let absent = "—"
        return [
            "left": ChannelTitle.inSentence(view.definition.leftName, language),
            "right": ChannelTitle.inSentence(view.definition.rightName, language),
            "leftAmount": askedAmount?.description ?? absent,
            "rightAmount": entryBreak.rightAmount?.description ?? absent,
            "size": size.description,
            "leftStatus": left?.status.words[language] ?? absent,
            "rightStatus": right?.status.words[language] ?? absent,
            "kept": view.kept(by: entryBreak)?.outsideReference ?? absent,
        ]
    }
}
