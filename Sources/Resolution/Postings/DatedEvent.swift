package import Records

/// Something to be posted, on the day it counts for.
package struct DatedEvent: Hashable, Sendable {
    /// The day it is posted for.
    package var day: Day
    /// The day it happened, where that is closed: it is booked late.
    package var of: Day?
    package var posting: EffectPosting

    package init(_ posting: EffectPosting, day: Day, of: Day? = nil) {
        self.posting = posting
        self.day = day
        self.of = of
    }
}
