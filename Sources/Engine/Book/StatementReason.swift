package import Records

/// A reason of a run's verdict, as its statement names it.
package struct StatementReason: Sendable, Hashable {
    /// As in `statement.json`: "missing_days", "residual".
    package var name: String
    /// Where it is about days.
    package var from: Day?

    package init(name: String, from: Day?) {
        self.name = name
        self.from = from
    }

    /// What the statement of a run is unsound by for good: it read what does not add up.
    var isOfTheRun: Bool {
        switch name {
        case "residual", "identity_open", "balance_open", "problems_above_limit",
            "quarantined_file", "unreadable_file":
            true
        default: false
        }
    }

    /// A corrected file mends it.
    var isOfFiles: Bool { isOfTheRun && name != "residual" && name != "identity_open" }

    /// A leg lacks a side altogether.
    var isOfTheDefinition: Bool { name == "missing_source" || name == "nothing_to_compare" }
}
