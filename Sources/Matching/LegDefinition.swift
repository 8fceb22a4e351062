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
    /// A left entry without its right (or the reverse) is `expected` for so many days after its
    /// own.
    package var expectedWithinDays = 0
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

    package init(name: String, definition: String) {
        self.name = name
        self.definition = definition
    }
}

/// One pass 轮次: it claims entries of its leg, and what is claimed is gone for later passes.
package struct Pass: Sendable, Hashable {
    /// Shown in every match: "exact".
    package var name: String
    package var method: Method

    package enum Method: Sendable, Hashable {
        case exact(KeyRule)
        case tolerance(KeyRule, AmountTolerance)
        case window(WindowRule)
    }

    package init(name: String, method: Method) {
        self.name = name
        self.method = method
    }
}

/// Which references must be equal, after normalising each side.
package struct KeyRule: Sendable, Hashable {
    package var parts: [Part]
    /// Kinds must be equal too (order = payment).
    package var kind = true
    /// The key of the right is reached over a link source: right chain tx or channel reference →
    /// link → left order reference.
    package var throughLinks = false

    package struct Part: Sendable, Hashable {
        package var left: ReferenceRole
        package var right: ReferenceRole
        package var leftNormaliser = ReferenceNormaliser()
        package var rightNormaliser = ReferenceNormaliser()
        package init(left: ReferenceRole, right: ReferenceRole) {
            self.left = left
            self.right = right
        }
    }

    package init(parts: [Part]) { self.parts = parts }

    package static let orderReference = KeyRule(parts: [Part(left: .order, right: .order)])
}

package enum ReferenceRole: String, Sendable, CaseIterable {
    case order, channel, refund, batch, bank, chain
}

/// What is done to a reference before it is compared. Patterns (RE2) are applied by the Engine,
/// which hands in tables whose references are already captured.
package struct ReferenceNormaliser: Sendable, Hashable {
    package var ignoresCase = false
    package var dropsPrefix = ""
    package var dropsLeadingZeros = false
    package init() {}
    package var isIdentity: Bool { !ignoresCase && dropsPrefix.isEmpty && !dropsLeadingZeros }
}

/// How far right may be from left. All that is stated counts; the greatest allowance holds.
package struct AmountTolerance: Sendable, Hashable {
    /// Minor units at `scale`; 0 = exact.
    package var absoluteUnits: Int64 = 0
    package var absoluteScale = 2
    /// Millionths of the left amount.
    package var millionths: Int64 = 0
    /// The most that `millionths` may allow, in units at `absoluteScale`. nil: no cap.
    package var capUnits: Int64?
    package var direction = Direction.either

    package enum Direction: String, Sendable {
        case either
        /// Only right > left.
        case over
        /// Only right < left.
        case under
    }

    package init() {}
}

/// No common key: equal amount, currency and kind within a signed time window, and unique in it.
package struct WindowRule: Sendable, Hashable {
    /// right − left must lie in `beforeSeconds...afterSeconds` (beforeSeconds ≤ 0).
    package var beforeSeconds: Int64 = -300
    package var afterSeconds: Int64 = 300
    /// Where the left entry states its payment window (created…expires), that is used instead.
    package var usesPaymentWindow = false
    package var amount = AmountTolerance()
    /// Wider allowance in which a unique pair is an `amount_mismatch` (under-/over-paid), not a
    /// match.
    package var nearAmount: AmountTolerance?
    package init() {}
}

/// A channel's price for a product from a day on.
package struct FeeSchedule: Sendable, Hashable {
    package var channel: String
    /// "" = every product of the channel.
    package var product = ""
    package var from: Day?
    package var to: Day?
    /// Millionths of the base (0.6 % = 6,000).
    package var rateMillionths: Int64 = 0
    /// Flat part in units at `scale`.
    package var flatUnits: Int64 = 0
    package var minimumUnits: Int64?
    package var maximumUnits: Int64?
    /// Decimals to which the fee is rounded.
    package var scale = 2
    package var rounding = Rounding.halfUp
    package var refunds = RefundFee.unchecked
    /// A published default gives way to the rate that most rows of the file show.
    package var isDefault = false
    /// Units at `scale` by which the actual fee may differ.
    package var toleranceUnits: Int64 = 0

    package enum RefundFee: String, Sendable {
        case unchecked, returned, kept
    }

    package init(channel: String) { self.channel = channel }
}

package struct StatusEquivalence: Sendable, Hashable {
    package var left: EntryStatus
    package var right: EntryStatus
    package init(left: EntryStatus, right: EntryStatus) {
        self.left = left
        self.right = right
    }
}

/// From which amount (major units of the break's own currency) a break is medium, high, critical.
package struct SeverityLimits: Sendable, Hashable {
    package var medium: Int64 = 100
    package var high: Int64 = 1_000
    package var critical: Int64 = 10_000
    package init() {}
}
