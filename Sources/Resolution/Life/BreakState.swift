/// Where a break stands in its life. The raw value is its word on the wire.
package enum BreakState: String, Sendable, CaseIterable {
    /// Seen for the first time.
    case new
    /// Seen again by a later run.
    case persisting
    case resolved
    /// It was resolved, and is open again.
    case reopened

    package var isOpen: Bool { self != .resolved }
}
