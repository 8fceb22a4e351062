import Records
import Testing
import TransparencyLog

@testable import StorageSQLite

@Suite struct SegmentsProofTests {
    @Test("the root is the one of a log of the same leaves, and every entry proves to be in it")
    func proofs() throws {
        for rows in [0, 1, 2, 3, 5, 8, 37] {
            let scratch = try SegmentsScratch()
            let receipt = try scratch.segments.append(
                SegmentsTable.full(rows: rows), number: 1)
            let segment = try scratch.segments.segment(1)
            var log = LogBuilder()
            for row in 0..<rows { try log.append(segment.leaf(row)) }
            #expect(receipt.root == log.root, "\(rows) rows")
            let all = Array(0..<rows)
            for (row, proof) in zip(all, try segment.inclusionProofs(all)) {
                try proof.verify(.leaf(segment.leaf(row)), root: receipt.root)
                #expect(throws: LogError.self) {
                    try proof.verify(.leaf(segment.leaf(row) + [0]), root: receipt.root)
                }
            }
        }
    }

    @Test("a leaf is text that says all of its entry")
    func leaf() throws {
        let scratch = try SegmentsScratch()
        _ = try scratch.segments.append(SegmentsTable.full(rows: 6), number: 1)
        let segment = try scratch.segments.segment(1)
        #expect(
            String(decoding: try segment.leaf(0), as: UTF8.self)
                == """
                matchbook entry 1
                identity 00000000000000000000000000000000
                kind order
                status succeeded
                currency CNY
                amount -5.00
                discount 0.07
                fee 0.0000
                fee_currency USD
                fee_rate 0.006000
                asked_amount 0.03
                asked_currency USDT
                original_amount 0.00
                original_currency USD
                balance 0.00
                order_reference 订单-0
                channel_reference 42000
                refund_reference R0
                batch_reference batch 0
                bank_reference same
                chain_reference 0x0
                chain_address T0
                occurred_at 1969-12-31T23:59:59.999999Z
                created_at 1970-01-01T00:00:00.000000Z
                expires_at 1970-01-01T00:00:00.000005Z
                booked_on 1969-12-30
                channel alipay
                product 产品0
                shop S
                counterparty 订单
                memo 单\u{FFFD}AB
                offset 0
                length 99
                line 2

                """.replacing("00:00:00.000000Z", with: "00:00:00Z"))
        let second = String(decoding: try segment.leaf(5), as: UTF8.self).split(separator: "\n")
        #expect(second.contains("occurrence 1"))
        #expect(second.contains("memo two\\nlines\\\\ and\\r more"))
        #expect(second.contains("amount 0.05"))
        #expect(second.contains("settled_amount 0.09"))
        #expect(second.contains("settled_currency JPY"))
    }

    @Test("a leaf states amounts of any precision exactly")
    func decimals() throws {
        let rows: [(Int, Int128, String)] = [
            (0, 7, "7"), (0, -7, "-7"), (2, 7, "0.07"), (2, -107, "-1.07"),
            (9, 1, "0.000000001"), (18, 1_000_000_000_000_000_000, "1.000000000000000000"),
            (18, -123_456_789_012_345_678_901_234, "-123456.789012345678901234"),
        ]
        for (scale, units, text) in rows {
            var leaf = LeafText()
            leaf.line("amount", units, scale: scale)
            let line = unsafe String(decoding: leaf.bytes, as: UTF8.self)
            #expect(line == "amount \(text)\n")
        }
    }
}
