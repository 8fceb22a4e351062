package import Ledger
import Records

extension DecisionKind {
    /// One line that says all of it: "write_off", "adjustment fee", "release 7 revenue:main",
    /// "expected_until 2026-06-05", "undo decision 7", "ignore tips".
    package var text: String {
        switch self {
        case .adjustment(let adjustment): "\(name.rawValue) \(adjustment.rawValue)"
        case .release(let number, let target):
            "\(name.rawValue) \(number) \(DecisionKind.word(target))"
        case .expectedUntil(let day): "\(name.rawValue) \(day)"
        case .ignore(let rule): "\(name.rawValue) \(rule)"
        case .undo(.decision(let number)): "\(name.rawValue) decision \(number)"
        case .undo(.run(let number)): "\(name.rawValue) run \(number)"
        case .close(let day): "\(name.rawValue) \(day)"
        case .opening(let account): "\(name.rawValue) \(account)"
        case .forceMatch, .unmatch, .acceptDifference, .writeOff, .suspense, .notADuplicate,
            .refund, .redeliver:
            name.rawValue
        }
    }

    /// Reads `text`.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = parts.first, let name = Name(rawValue: first) else { return nil }
        let rest = parts.count > 1 ? parts[1] : ""
        let words = rest.split(separator: " ").map(String.init)
        let found: DecisionKind? =
            switch name {
            case .forceMatch: .forceMatch
            case .unmatch: .unmatch
            case .acceptDifference: .acceptDifference
            case .writeOff: .writeOff
            case .suspense: .suspense
            case .notADuplicate: .notADuplicate
            case .refund: .refund
            case .redeliver: .redeliver
            case .adjustment: Adjustment(rawValue: rest).map { .adjustment($0) }
            case .expectedUntil: Day(rest).map { .expectedUntil($0) }
            case .close: Day(rest).map { .close(through: $0) }
            case .opening: Account(rest).map { .opening($0) }
            case .ignore: .ignore(rule: rest)
            case .undo: DecisionKind.undone(words)
            case .release: DecisionKind.released(words)
            }
        guard let found, found.text == text else { return nil }
        self = found
    }

    private static func undone(_ words: [String]) -> DecisionKind? {
        guard words.count == 2, let number = Int(words[1]) else { return nil }
        switch words[0] {
        case "decision": return .undo(.decision(number))
        case "run": return .undo(.run(number))
        default: return nil
        }
    }

    private static func released(_ words: [String]) -> DecisionKind? {
        guard words.count == 2, let number = Int(words[0]),
            let target = release(words[1])
        else { return nil }
        return .release(of: number, to: target)
    }

    /// Reads "revenue:main", "refund", "adjustment".
    package static func release(_ word: String) -> LedgerEvent.Release? {
        switch word {
        case "refund": return .refund
        case "adjustment": return .adjustment
        default:
            guard word.hasPrefix("revenue:") else { return nil }
            return AccountLabel(word.dropFirst("revenue:".count)).map { .revenue(shop: $0) }
        }
    }
}
