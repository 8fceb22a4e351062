package import Ledger
package import Records

/// What a person may decide. What each does is `DecisionEffect`.
package enum DecisionKind: Hashable, Sendable {
    /// These entries belong together, whatever the rules say.
    case forceMatch
    /// These entries do not belong together.
    case unmatch
    /// The difference is right as it is; the pair counts as matched.
    case acceptDifference
    /// The money is given up 核销.
    case writeOff
    case adjustment(Adjustment)
    /// Money that nobody has explained is kept apart 挂账.
    case suspense
    /// What an earlier decision put in suspense has been explained.
    case release(of: Int, to: LedgerEvent.Release)
    /// It is on its way: nobody need ask before that day.
    case expectedUntil(Day)
    case notADuplicate
    /// Left out by a rule with this name.
    case ignore(rule: String)
    /// The money goes back to who paid it: an instruction.
    case refund
    /// The goods go out (again): an instruction.
    case redeliver
    /// An earlier step is taken back by its opposite.
    case undo(Undone)
    /// Nothing of that day or before changes any more 封账.
    case close(through: Day)
    /// What an account held when the book began.
    case opening(Account)

    /// Where the difference goes.
    package enum Adjustment: String, Sendable, CaseIterable {
        case fee, fx, rounding, misc

        package var difference: LedgerEvent.Difference {
            switch self {
            case .fee: .fee
            case .fx: .exchange
            case .rounding: .rounding
            case .misc: .adjustment
            }
        }
    }

    package enum Undone: Hashable, Sendable {
        case decision(Int)
        case run(Int)
    }

    /// The kind without its particulars; the raw value is its word on the wire.
    package enum Name: String, Sendable, CaseIterable {
        case forceMatch = "force_match"
        case unmatch
        case acceptDifference = "accept_difference"
        case writeOff = "write_off"
        case adjustment, suspense, release
        case expectedUntil = "expected_until"
        case notADuplicate = "not_a_duplicate"
        case ignore, refund, redeliver, undo, close, opening
    }

    package var name: Name {
        switch self {
        case .forceMatch: .forceMatch
        case .unmatch: .unmatch
        case .acceptDifference: .acceptDifference
        case .writeOff: .writeOff
        case .adjustment: .adjustment
        case .suspense: .suspense
        case .release: .release
        case .expectedUntil: .expectedUntil
        case .notADuplicate: .notADuplicate
        case .ignore: .ignore
        case .refund: .refund
        case .redeliver: .redeliver
        case .undo: .undo
        case .close: .close
        case .opening: .opening
        }
    }
}
