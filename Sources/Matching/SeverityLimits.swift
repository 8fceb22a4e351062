/// From which amount (major units of the break's own currency) a break is medium, high, critical.
package struct SeverityLimits: Sendable, Hashable {
    package var medium: Int64 = 100
    package var high: Int64 = 1_000
    package var critical: Int64 = 10_000
    package init() {}
}
