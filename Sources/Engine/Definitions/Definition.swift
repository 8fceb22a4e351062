package import Matching
package import Records
package import Reports

/// A declared, versioned reconciliation (docs/definitions.md): where the statements are, which
/// sides are compared, and when they are right. The shorthand of the command line makes the same
/// value.
package struct Definition: Sendable, Hashable {
    package var name = Definition.defaultName
    package var version = 1
    package var merchant = "main"
    package var timeZone = "Asia/Shanghai"
    package var period = CoveredPeriod.stated
    /// Seconds after midnight at which the business day starts; negative: the evening before.
    package var cutOffSeconds: Int64 = 0
    /// A quarter of an hour: channels book a payment of 23:59 up to some minutes later.
    package var graceSeconds: Int64 = 900
    /// What business days are; nil where nothing is counted in them.
    package var calendar: BusinessCalendar?
    package var sources: [Source] = []
    package var legs: [Leg] = []
    package var feeSchedules: [FeeSchedule] = []
    package var statusEquivalences: [StatusEquivalence] = []
    package var severity = SeverityLimits()
    /// Who works on a book's breaks, and by when.
    package var book = BookRules()
    package var reportLanguage: Language?
    /// Problems of the rows above which a result is incomplete: nobody should read past a file
    /// whose every row fails.
    package var problemLimit = 1_000

    package static let defaultName = "default"

    package init() {}

    /// What a run covers.
    package enum CoveredPeriod: Sendable, Hashable {
        /// What the right files state, else the whole days that their entries cover.
        case stated
        /// Both days included.
        case days(from: Day, through: Day)
    }

    /// One stream of statements. Files are paths or patterns, relative to the definition's own
    /// folder.
    package struct Source: Sendable, Hashable {
        package var name: String
        package var files: [String] = []
        /// Names of the formats that belong to this source; empty = whatever the files are.
        package var formats: [String] = []
        /// Dialect files of the user, relative to the definition.
        package var dialectFiles: [String] = []
        package var role: SourceRole?
        /// Stands in for the channel that the format or a column states.
        package var channel: String?
        package var shop: String?
        package var signingKey: SigningKey?
        /// How long money or news of this source may take to arrive.
        package var settlementLag: Lag?
        /// nil: daily, where its statements say which days they cover.
        package var cadence: Cadence?
        /// The merchant's own addresses, for wallets.
        package var addresses: [String] = []

        package init(name: String) { self.name = name }
    }

    /// Where the secret is that signs a source's callbacks. Only `literal` holds it.
    package enum SigningKey: Sendable, Hashable, CustomStringConvertible {
        case file(String)
        case environment(String)
        case literal(String)
        /// A literal is never written into a result; whoever repeats the run hands it in again.
        case withheld

        package var description: String {
            switch self {
            case .file(let path): "file \(path)"
            case .environment(let name): "environment \(name)"
            case .literal, .withheld: "…"
            }
        }
    }

    /// Which entries stand on one side of a leg.
    package struct Selection: Sendable, Hashable {
        package var sources: [String] = []
        /// Channel words of the rows that take part; empty = all. Compared as `ChannelAliases`
        /// says.
        package var channels: [String] = []

        package init(sources: [String] = [], channels: [String] = []) {
            self.sources = sources
            self.channels = channels
        }
    }

    package struct Leg: Sendable, Hashable {
        package var name: String
        package var left = Selection()
        package var right = Selection()
        package var links: [String] = []
        package var passes: [Pass] = []
        package var captures: [Capture] = []
        package var lateAfterSeconds: Int64?
        /// nil: as long as the sources of the right take.
        package var expectedWithin: Lag?
        package var comparesFeeRows = false
        package var severity: SeverityLimits?

        package init(name: String) { self.name = name }
    }

    /// The part of a reference that is compared: RE2 with one group, per side and role of a leg.
    package struct Capture: Sendable, Hashable {
        package var side: Side
        package var role: ReferenceRole
        package var pattern: String

        package init(side: Side, role: ReferenceRole, pattern: String) {
            self.side = side
            self.role = role
            self.pattern = pattern
        }
    }

    package func source(_ name: String) -> Source? { sources.first { $0.name == name } }

    /// The longest of a side's sources.
    func settlementLag(of selection: Selection) -> Lag {
        selection.sources.reduce(.none) { $0.longest(source($1)?.settlementLag ?? .none) }
    }
}
