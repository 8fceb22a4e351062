package import Records

/// Printed words → delivery status, and what a delivered secret must not be.
package struct DeliveryRule: Sendable, Hashable {
    package var columns: [String] = []
    package var map: [String: DeliveryStatus] = [:]
    /// The column with the delivered secret: delivered and empty, or containing one of `apologies`,
    /// is `deliveredEmpty`. The secret itself is never kept.
    package var secretColumn: [String] = []
    package var apologies: [String] = []
    package init() {}
}
