package import Ledger
package import Records

/// Why something is not decided: what was found, what was expected. Nothing has changed then.
package enum DecisionRefusal: Error, Hashable, Sendable {
    // What the decision itself says.
    case reason(PlainText.Fault)
    case rule(PlainText.Fault)
    case evidence(bytes: Int, limit: Int)
    /// No break, or fewer than two entries to take apart.
    case noSubject
    case subjects(found: Int, limit: Int)
    /// A part can be decided of one break only.
    case partOfSeveral(Int)
    case zero

    // Who, and when.
    /// The checker is the maker.
    case samePerson(ActorName)
    /// A second person must approve; it waits for that.
    case checkerNeeded
    /// Only who proposed it may withdraw it.
    case notMaker(ActorName)
    case state(DecisionState, DecisionStep.Name)
    /// What the maker saw is not what there is now: look again.
    case changedSince

    // Whether it fits the break.
    case unknownBreak(Hash128)
    case resolved(Hash128)
    case notAllowed(DecisionKind.Name, Hash128, BreakSituation)
    case currency(found: Currency, expected: Currency)
    /// More than what is left of the break, or of the other sign.
    case tooMuch(found: Money, left: Money)
    /// This kind settles a break whole.
    case wholeOnly(found: Money, left: Money)
    /// A part of it was settled before; that has to be taken back first.
    case partlySettled(Hash128)
    /// Days up to this one are past.
    case past(Day, today: Day)
    /// A forced match needs entries of both sides.
    case oneSided
    case unknownEntry(EntryID)
    /// Entries of one decision are of one leg.
    case severalLegs(String, String)
    /// What is released, and what it is released for.
    case amounts(found: Money, expected: Money)
    /// Neither order number nor channel's number: nobody could carry the instruction out.
    case noReference(Hash128)

    /// The account was opened in that currency before.
    case openedBefore(Account, by: Int)
    /// The bank's statement says that something else was there.
    case openingDiffers(Account, Money, file: String, stated: Money)
    /// The first day of the book is closed: what was there before is settled.
    case begun(closedThrough: Day)

    // Taking back.
    case unknownDecision(Int)
    /// Only what was applied can be taken back, once.
    case notUndoable(Int, DecisionState)
    /// The instruction has been carried out: the money is gone, the goods are out.
    case executed(key: String)
    /// Something later rests on it: a release on its suspense.
    case restsOnIt(Int, by: Int)
    case ledger(LedgerRefusal)
}
