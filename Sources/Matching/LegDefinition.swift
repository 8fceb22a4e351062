package import Records

/// One leg 对账环节 of a reconciliation as values: what is compared with what, and when it is right.
package struct LegDefinition: Sendable, Hashable {
    /// "orders-alipay": on the wire and part of every break's id.
    package var name: String
    /// The definition's name, without its version.
    package var definition: String
    /// Sides as the statement names them ("orders", "alipay").
    package var leftName = "left"
    package var rightName = "right"
    package var passes: [Pass] = []
    /// What the leg covers; entries outside it that match nothing are `ignored` / `out_of_period`.
    package var period: Period?
    /// Entries this near to either end of the period may have their partner in the next file.
    package var graceSeconds: Int64 = 900
    /// A left entry without its right is `expected` for so long after its own day.
    package var expectedWithin = Lag.none
    /// A right entry without its left is `expected` for so long.
    package var leftExpectedWithin = Lag.none
    /// What business days are.
    package var calendar = BusinessCalendar.everyDay
    /// Later than this after the left entry is `date_mismatch`, finding `late`. nil: time is not
    /// compared.
    package var lateAfterSeconds: Int64?
    package var zone = ZoneRules.china
    package var feeSchedules: [FeeSchedule] = []
    /// Pairs of statuses that count as equal besides equal ones and "both moved money".
    package var statusEquivalences: [StatusEquivalence] = []
    package var severityLimits = SeverityLimits()
    /// A trade bill against its fund-flow bill: fee rows of the right are compared with the fees
    /// that the left states beside its trades.
    package var comparesFeeRows = false
    /// What scored passes know of names and remarks.
    package var texts: TextRules?

    package init(name: String, definition: String) {
        self.name = name
        self.definition = definition
    }
}
