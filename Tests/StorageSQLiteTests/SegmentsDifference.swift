import Records
import Statements

/// The first column in which rows of one table differ from rows of another, nil where none does.
enum SegmentsDifference {
    static func of(
        _ a: EntryTable, _ rowsOfA: [Int], _ b: EntryTable, _ rowsOfB: [Int]
    ) -> String? {
        for (i, j) in zip(rowsOfA, rowsOfB) {
            if let name = cells(a, i, b, j) ?? texts(a, i, b, j) { return "\(name) of row \(i)" }
        }
        return nil
    }

    private static func cells(_ a: EntryTable, _ i: Int, _ b: EntryTable, _ j: Int) -> String? {
        let same: [(String, Bool)] = [
            ("identity", a.identity[i] == b.identity[j]), ("kind", a.kind[i] == b.kind[j]),
            ("status", a.status[i] == b.status[j]), ("gross", a.gross[i] == b.gross[j]),
            ("discount", a.discount[i] == b.discount[j]), ("fee", a.fee[i] == b.fee[j]),
            ("net", a.net[i] == b.net[j]), ("asked", a.asked[i] == b.asked[j]),
            ("settled", a.settled[i] == b.settled[j]),
            ("original", a.original[i] == b.original[j]),
            ("balance", a.balance[i] == b.balance[j]),
            ("rate", a.statedFeeRate[i] == b.statedFeeRate[j]),
            ("currency", a.currency(ofRow: i) == b.currency(ofRow: j)),
            ("fee money", a.fee(ofRow: i) == b.fee(ofRow: j)),
            ("asked money", a.asked(ofRow: i) == b.asked(ofRow: j)),
            ("settled money", a.settled(ofRow: i) == b.settled(ofRow: j)),
            ("original money", a.original(ofRow: i) == b.original(ofRow: j)),
            ("occurred", a.occurredAt[i] == b.occurredAt[j]),
            ("created", a.createdAt[i] == b.createdAt[j]),
            ("expires", a.expiresAt[i] == b.expiresAt[j]),
            ("delivered", a.deliveredAt[i] == b.deliveredAt[j]),
            ("booked", a.bookedOn[i] == b.bookedOn[j]), ("value", a.valueOn[i] == b.valueOn[j]),
            ("channel", a.channel[i] == b.channel[j]),
            ("product", a.product[i] == b.product[j]), ("shop", a.shop[i] == b.shop[j]),
            ("delivery", a.delivery[i] == b.delivery[j]),
            ("offset", a.rowOffset[i] == b.rowOffset[j]),
            ("length", a.rowLength[i] == b.rowLength[j]), ("line", a.line[i] == b.line[j]),
        ]
        return same.first { !$0.1 }?.0
    }

    private static func texts(_ a: EntryTable, _ i: Int, _ b: EntryTable, _ j: Int) -> String? {
        let refs: [(String, TextRef, TextRef)] = [
            ("order", a.orderReference[i], b.orderReference[j]),
            ("channel reference", a.channelReference[i], b.channelReference[j]),
            ("refund", a.refundReference[i], b.refundReference[j]),
            ("batch", a.batchReference[i], b.batchReference[j]),
            ("bank", a.bankReference[i], b.bankReference[j]),
            ("chain", a.chainReference[i], b.chainReference[j]),
            ("address", a.chainAddress[i], b.chainAddress[j]),
            ("counterparty", a.counterparty[i], b.counterparty[j]), ("memo", a.memo[i], b.memo[j]),
        ]
        return refs.first {
            Statements.text($0.1, in: a) != Statements.text($0.2, in: b)
        }?.0
    }
}
