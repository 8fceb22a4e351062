import Matching
import Records
import Statements
import Testing

@testable import Engine

/// The C function that takes plain rows makes of any bytes what the scan in Swift makes of them,
/// row by row: the same entries in the same partitions, the same rows left to the reader.
struct BulkProgramTests {
    /// What one scan found.
    private struct Found: Equatable {
        var rows: [BulkRows.Place] = []
        var keyless: [BulkRows.Place] = []
        var count = 0
        var end = 0
        var fault: BulkFault?
        /// By partition: key, amount, time and origin of each entry.
        var entries: [[[UInt64]]] = []
    }

    @Test("the same entries with and without the program", arguments: 1...40 as ClosedRange<UInt64>)
    func sameEntries(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let isPayments = seed % 2 == 0
        var text = Self.header(isPayments)
        for _ in 0..<400 { text += Self.row(isPayments, &random) }
        var bytes = Array(text.utf8)
        let head = RawFile(name: "rows.csv", bytes: bytes)
        let library = try BulkLaneTests.library.get()
        let plan = try #require(library.bulkPlan(of: head, as: nil))
        bytes = Array(bytes[plan.head.count...])
        for _ in 0..<seed * 4 { Self.mutate(&bytes, &random) }
        let program = Self.scan(bytes, plan, usesProgram: true)
        let swift = Self.scan(bytes, plan, usesProgram: false)
        #expect(program == swift)
        #expect(program.fault != nil || program.entries.joined().count > 0)
    }

    private static func scan(_ bytes: [UInt8], _ plan: BulkPlan, usesProgram: Bool) -> Found {
        let size = BulkPartitions.slabBytes
        let partitions = unsafe BulkPartitions(
            bits: 3,
            allocate: { UnsafeMutableRawPointer.allocate(byteCount: size, alignment: size) },
            release: { unsafe $0.deallocate() })
        let scan = BulkScan(
            plan, currencies: ["CNY", "USD", "JPY"].compactMap { Currency($0) },
            groups: BulkRule.groups, into: partitions, knowsRows: true, workers: 1)
        scan.usesProgram = usesProgram
        var found = Found()
        let padded = bytes + Array(repeating: 0, count: BulkScan.padding + 64)
        unsafe padded.withUnsafeBufferPointer { all in
            let block = unsafe UnsafeBufferPointer(rebasing: all[..<bytes.count])
            do throws(BulkFault) {
                let rows = unsafe try scan.scan(
                    block, block: 3, border: bytes.count,
                    isASCII: bytes.allSatisfy { $0 < 0x80 })
                (found.rows, found.keyless) = (rows.hard, rows.keyless)
                (found.count, found.end) = (rows.count, rows.end)
            } catch { found.fault = error }
        }
        for partition in 0..<partitions.count {
            var entries: [[UInt64]] = []
            unsafe partitions.forEachChunk(of: partition) { chunk in
                for index in chunk.indices {
                    let entry = unsafe chunk[index]
                    entries.append([
                        entry.key.a, entry.key.b, entry.key.c,
                        UInt64(bitPattern: entry.amount), UInt64(bitPattern: entry.time),
                        entry.origin,
                    ])
                }
            }
            found.entries.append(entries)
        }
        return found
    }

    // MARK: Rows

    private static func header(_ isPayments: Bool) -> String {
        isPayments
            ? "payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel\n"
            : "order_id,type,user_id,amount,currency,status,created_at,channel,sku\n"
    }

    private static func row(_ isPayments: Bool, _ random: inout SplitMix64) -> String {
        func one(of words: [String]) -> String {
            words[Int(random.next() % UInt64(words.count))]
        }
        let number = "\(random.next() % 1_000_000)"
        let day = "2026-0\(random.next() % 9 + 1)-\(random.next() % 20 + 10)"
        let time = day + " \(random.next() % 14 + 10):\(random.next() % 50 + 10):07"
        let amount = one(of: [
            "19.99", "449.60", "0.03", "99999.99", "100000.00", "1", "-5.00", "+1.20", "12.5", "",
            "1234567890.12", "1.234", "7.00",
        ])
        let key = one(of: [
            "ORD2026010100" + number, "ORD2026010100" + number, "ORD2026010100" + number, number,
            "1.0E+" + number, "", "-", "x", "a-very-long-order-number-of-a-shop-" + number,
            "单" + number,
        ])
        let type = one(of: ["SALE", "SALE", "SALE", "SALE", "REFUND", "退款"])
        let currency = one(of: ["CNY", "CNY", "CNY", "USD", "JPY", "XXQ", ""])
        let channel = one(of: ["alipay", "wechat", "a channel of more than sixteen bytes", ""])
        let end = one(of: ["\n", "\n", "\n", "\n", "\n", "\r\n"])
        if isPayments {
            let status = one(of: ["SUCCESS", "SUCCESS", "SUCCESS", "FAILED", "gone"])
            return "42000019\(number)2026,\(key),\(type),u\(number),\(amount),0.12,"
                + "\(currency),\(status),\(time),\(channel)\(end)"
        }
        let status = one(of: ["PAID", "PAID", "PAID", "CANCELLED", "?"])
        let goods = one(of: ["sku_1", "sku_2", "\"a quoted, thing\"", "\"plain\"", ""])
        return "\(key),\(type),u\(number),\(amount),\(currency),\(status),\(time),"
            + "\(channel),\(goods)\(end)"
    }

    /// Changes, takes out or adds a byte, most of them such that mean something.
    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let odd = Array(",\n\r\" .:-+0123456789Tx\t'".utf8) + [0, 0xE5, 0xFF]
        let place = Int(random.next() % UInt64(bytes.count))
        let byte = odd[Int(random.next() % UInt64(odd.count))]
        switch random.next() % 4 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(byte, at: place)
        default: bytes[place] = byte
        }
    }
}
