import Matching
import Records

/// The entries of one side of a leg, by their index in the side.
struct SideRows: Sendable {
    let boxes: [TableBox]
    /// Source of each input, ready to be written.
    let sources: [FieldWord]
    /// Empty where every row of the table takes part.
    private let rows: [[Int32]]
    private let isWhole: [Bool]
    private let offsets: [Int]

    init(_ inputs: [LegInput], _ outcome: SideOutcome) {
        boxes = inputs.map(\.box)
        sources = inputs.map { FieldWord($0.source) }
        rows = inputs.map { $0.rows ?? [] }
        isWhole = inputs.map { $0.rows == nil }
        offsets = outcome.offsets
    }

    /// The entry of an index; nil for −1.
    @inline(__always)
    subscript(index: Int32) -> Place? {
        if index < 0 { return nil }
        var low = 0
        var high = boxes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[middle] <= Int(index) { low = middle } else { high = middle }
        }
        let local = Int(index) - offsets[low]
        let row = isWhole[low] ? local : Int(rows[low][local])
        return Place(box: boxes[low], row: row, input: low)
    }

    /// Where an entry stands, and the references that people know it by.
    struct Place {
        let box: TableBox
        let row: Int
        let input: Int

        var gross: Money? { box.table.gross(ofRow: row) }
        var asked: Money? { box.table.asked(ofRow: row) }
        var identity: Hash128 { box.table.identity[row] }
        var occurredAt: Int64 { box.table.occurredAt[row] }

        /// As `EntryView.ownReference`: the merchant's own number where there is one.
        var ownReference: TextRef {
            let order = box.table.orderReference[row]
            if !order.isEmpty { return order }
            let chain = box.table.chainReference[row]
            if !chain.isEmpty { return chain }
            let channel = box.table.channelReference[row]
            if !channel.isEmpty { return channel }
            let refund = box.table.refundReference[row]
            if !refund.isEmpty { return refund }
            let batch = box.table.batchReference[row]
            return batch.isEmpty ? box.table.bankReference[row] : batch
        }

        /// As `EntryView.outsideReference`: what the channel's support asks for.
        var outsideReference: TextRef {
            let channel = box.table.channelReference[row]
            let chain = box.table.chainReference[row]
            let refund = box.table.refundReference[row]
            let isRefund = box.table.kind[row] == .refund
            let first = isRefund ? refund : channel
            if !first.isEmpty { return first }
            if !chain.isEmpty { return chain }
            let last = isRefund ? channel : refund
            return last.isEmpty ? ownReference : last
        }
    }
}
