import Testing

@testable import Statements

/// Eight bytes at once say what the digits say one by one, or nothing.
struct BulkAmountTests {
    struct Row: Sendable, CustomStringConvertible {
        var text: String
        var scale = 2
        var units: Int64?
        var description: String { "\(text) at \(scale)" }
    }

    static let rows: [Row] = [
        Row(text: "0.00", units: 0), Row(text: "0.01", units: 1), Row(text: "9.99", units: 999),
        Row(text: "19.90", units: 1990), Row(text: "449.60", units: 44960),
        Row(text: "1234.56", units: 123_456), Row(text: "99999.99", units: 9_999_999),
        Row(text: "1.00", scale: 3, units: 1000),
        Row(text: "99999.99", scale: 4, units: 999_999_900),
        // The slower way's, or nobody's.
        Row(text: "100000.00"), Row(text: ".50"), Row(text: "1.0"), Row(text: "1.000"),
        Row(text: "100"), Row(text: "1000"), Row(text: "-1.00"), Row(text: "+1.00"),
        Row(text: "1.00", scale: 1), Row(text: "1,00"), Row(text: "1..0"), Row(text: "a1.00"),
        Row(text: "1.0/"), Row(text: "1.:0"), Row(text: " 1.00"), Row(text: "1\u{B2}.00"),
        Row(text: ""), Row(text: "."),
    ]

    @Test("units of a short amount, whatever stands behind it", arguments: rows)
    func units(_ row: Row) {
        for behind in [",123.45,", "9999999", "\n.......", "\0\0\0\0\0\0\0\0"] {
            let bytes = Array((row.text + behind + "12345678").utf8)
            let units = unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe BulkAmount.units(
                    bytes.baseAddress!, count: row.text.utf8.count, scale: row.scale)
            }
            #expect(units == row.units)
        }
    }
}
