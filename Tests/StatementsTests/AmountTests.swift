import Records
import Testing

@testable import Statements

@Suite struct AmountTests {
    static func parse(_ text: String, gb18030: Bool = false) -> Result<PrintedAmount, AmountFault> {
        let bytes = gb18030 ? Statements.encode(text, into: .gb18030) ?? [] : Array(text.utf8)
        do {
            return .success(try AmountText.parse(bytes.span, gb18030: gb18030))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "A whole token becomes exact units",
        arguments: [
            ("0", 0, 0), ("9.90", 990, 2), ("-0.59", -59, 2), ("+10000.00", 1_000_000, 2),
            ("000002500000", 2_500_000, 0), ("0.06000", 6000, 5), ("¥28.16", 2816, 2),
            ("￥28.16", 2816, 2), ("$1,234.56", 123_456, 2), ("-¥1.00", -100, 2),
            ("¥-1.00", -100, 2), ("1,234.56", 123_456, 2), ("-2,600.00", -260_000, 2),
            ("28.16元", 2816, 2), ("(1.00)", -100, 2), ("1,234,567", 1_234_567, 0), (".54", 54, 2),
            ("-.5", -5, 1), ("¥.50", 50, 2),
            ("123456789012345678", 123_456_789_012_345_678, 0), ("1.9E-4", 19, 5), ("7E-18", 7, 18),
        ] as [(String, Int, Int)])
    func exact(_ text: String, _ units: Int, _ scale: Int) throws {
        #expect(
            try AmountTests.parse(text).get()
                == PrintedAmount(units: Int128(units), scale: scale, currency: nil))
    }

    @Test(
        "What is not wholly a number is refused",
        arguments: [
            "", "-", "--", "abc", "12abc", "1,23", "12,34.56", "1234,567", ",123", "1.", ".", "-.",
            "1.2.3",
            "1e5", "1E5", "E-4", "1E-", "1E-100", "4.20E+27", "N/A", "--1", "+-1", "1 2", "(−1)",
            "0x10", "1，234", "١", "1E5E",
        ])
    func refused(_ text: String) {
        #expect(throws: AmountFault.notANumber) { try AmountTests.parse(text).get() }
    }

    @Test(
        "A currency glued to the number is kept",
        arguments: [
            ("CNY 123.18", "CNY", 12318, 2), ("CNY13.50", "CNY", 1350, 2),
            ("0.01076760USDT", "USDT", 1_076_760, 8), ("0.00915201BTC1S", "BTC1S", 915_201, 8),
        ] as [(String, String, Int, Int)])
    func glued(_ text: String, _ code: String, _ units: Int, _ scale: Int) throws {
        let amount = try AmountTests.parse(text).get()
        #expect(
            amount == PrintedAmount(units: Int128(units), scale: scale, currency: Currency(code)))
    }

    @Test("GB18030 bytes of 元 and ￥ are marks too")
    func marksInGB18030() throws {
        #expect(try AmountTests.parse("￥28.16", gb18030: true).get().units == 2816)
        #expect(try AmountTests.parse("28.16元", gb18030: true).get().units == 2816)
    }

    @Test("Nineteen digits before the point and eighteen after are the limit")
    func limits() throws {
        let nines = String(repeating: "9", count: 19)
        let largest = try AmountTests.parse("\(nines).\(String(repeating: "9", count: 18))").get()
        #expect(largest.scale == 18)
        #expect(throws: AmountFault.overflow) { try AmountTests.parse("1\(nines)").get() }
        #expect(throws: AmountFault.tooManyDecimals) {
            try AmountTests.parse("0.\(String(repeating: "1", count: 19))").get()
        }
        let zeros = try AmountTests.parse("1.50\(String(repeating: "0", count: 30))").get()
        #expect(zeros.scale == 18)
    }

    @Test("Fewer decimals are taken only where the digits lost are zeros")
    func rescaling() {
        #expect(AmountText.rescaled(99000, from: 4, to: 2) == 990)
        #expect(AmountText.rescaled(99001, from: 4, to: 2) == nil)
        #expect(AmountText.rescaled(-7, from: 0, to: 2) == -700)
    }

    @Test("Sums of any scale are exact, and an overflow is said")
    func sums() {
        var sum = ExactSum()
        sum.add(990, scale: 2)
        sum.add(-6000, scale: 5)
        sum.add(1, scale: 0)
        #expect(sum.decimal == "10.84")
        var large = ExactSum()
        for _ in 0..<20 {
            large.add(Int128(10_000_000_000_000_000_000) * 1_000_000_000_000_000_000, scale: 18)
        }
        #expect(large.overflowed)
        #expect(large.decimal == "overflow")
    }

    @Test(
        "Every printed decimal of 20,000 seeds reads back as itself",
        arguments: [0, 2, 5, 6])
    func roundTrip(_ scale: Int) throws {
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let units = Int128(Int64(bitPattern: state) >> 12)
            let text = Money.decimal(units: units, scale: scale)
            let amount = try AmountTests.parse(text).get()
            #expect(amount.units == units && amount.scale == scale, "\(text)")
        }
    }

    @Test(
        "Damage by a spreadsheet is seen",
        arguments: [
            ("4.20E+27", true), ("4E+27", true), ("20260601.0", true), ("12.000", true),
            ("20260601", false), ("12.50", false), ("4.20E27", false), ("E+27", false), ("", false),
            ("42000020262026060148558550001", false), ("1.0x", false), ("77ff0c08e5", false),
        ] as [(String, Bool)])
    func damage(_ text: String, _ expected: Bool) {
        let bytes = Array(text.utf8)
        #expect(FieldText.looksExcelDamaged(bytes.span) == expected)
    }
}
