/// Everything that a book knows of one reference 单号追溯: the entries of every source that bear it
/// or belong to it, what superseded them, their matches, all versions of the breaks about them,
/// what was decided, and what was posted – as values and as one timeline.
package struct BookTrace: Sendable {
    package var reference: String
    /// Those that bear the reference first, each group in the order of its import.
    package var entries: [TracedEntry] = []
    package var matches: [TracedMatch] = []
    /// Every version, by break, in the order they were made.
    package var breaks: [BookBreak] = []
    package var decisions: [TracedDecision] = []
    package var postings: [TracedPosting] = []
    /// Everything above in the order it happened.
    package var events: [TraceEvent] = []
    /// More belongs to the reference than a person reads: what is shown is not everything.
    package var isCut = false

    package var isEmpty: Bool { entries.isEmpty && breaks.isEmpty }

    /// Entries of one trace: what belongs to an order are some; a payout's orders are counted in
    /// thousands, and nobody reads them as one story.
    package static let entryLimit = 200
    /// A reference that more entries bear than this names a group, not a thing: it is not followed.
    package static let followLimit = 32
    /// Steps from the reference that was asked for: order → the channel's reference → refund.
    package static let steps = 2
    /// Bytes of a reference, as a column takes them (2^24) – and more than any channel writes.
    package static let referenceLimit = 4096
}
