package import Records

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
