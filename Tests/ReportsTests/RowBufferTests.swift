import Records
import Testing

@testable import Reports

@Suite struct RowBufferTests {
    static func text(_ body: (inout RowBuffer) -> Void) -> String {
        var buffer = RowBuffer(capacity: 1)
        body(&buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    static let currencies = ["CNY", "JPY", "KWD", "USDT", "ETH", "ABCDEFGH", "X1"].map {
        Currency($0)!
    }

    /// Powers of ten and their neighbours at every scale: each carry and each zero once.
    @Test func decimalsAreThoseOfMoney() {
        var units: [Int128] = [0]
        var power: Int128 = 1
        for _ in 0...30 {
            units += [power - 1, power, power + 1, power * 7, -power, -power * 3 - 1]
            power *= 10
        }
        units += [Int128(Int64.max), Int128(Int64.min + 1), 1 << 56, -(1 << 56)]
        for currency in Self.currencies {
            for scale in 0...18 {
                for unit in units {
                    let money = Money(units: unit, scale: scale, currency: currency)
                    let found = Self.text { $0.amount(money) }
                    #expect(found == money.description, "\(unit) · 10^-\(scale)")
                }
            }
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, -1, Int.max, Int.min])
    func integers(value: Int) {
        #expect(Self.text { $0.integer(value) } == String(value))
    }

    @Test(
        arguments: [
            (0, 0), (0, 1), (0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210), (UInt64.max, 0xA),
        ] as [(UInt64, UInt64)])
    func hashes(high: UInt64, low: UInt64) {
        let hash = Hash128(high: high, low: low)
        #expect(Self.text { $0.hex(hash) } == hash.hex)
    }

    static let zones = [
        ZoneRules.utc, .china, ZoneRules(name: "-03:30", initialOffsetSeconds: -12_600),
        ZoneRules(
            name: "summer", initialOffsetSeconds: 3600,
            transitions: [
                .init(at: 1_000_000_000, offsetSeconds: 7200),
                .init(at: 1_780_000_000, offsetSeconds: 3600),
            ]),
    ]

    /// Years without four digits, days before 1970, fractions, a change of the clock between.
    @Test func momentsAreThoseOfInstants() {
        let day: Int64 = 86_400_000_000
        let moments: [Int64] = [
            0, -1, 1, day - 1, day, -day, 999_999_999_999_999, 1_000_000_000_000_000,
            1_780_272_000_000_000, 1_780_272_000_120_000, 1_780_300_799_000_000,
            253_402_300_799_000_000, 253_402_300_800_000_000, -62_135_596_800_000_000,
            -62_135_596_800_000_001,
        ]
        for zone in Self.zones {
            var clock = ZoneClock(zone)
            for _ in 0..<2 {
                for moment in moments {
                    let found = Self.text { clock.write(moment, to: &$0) }
                    let expected = Instant(microseconds: moment).rfc3339(in: zone)
                    #expect(found == expected, "\(moment) in \(zone.name)")
                }
            }
        }
    }

    @Test(arguments: [0, -1, 20_000, 11_016, -719_162, -719_163, 2_932_896, 2_932_897] as [Int32])
    func days(number: Int32) {
        var clock = ZoneClock(.china)
        let found = Self.text { clock.write(day: number, to: &$0) }
        #expect(found == Day(number: number).description)
    }

    /// A quote, a comma or a line end at every place of a word of the machine.
    @Test func protectionFindsWhatItMust() {
        for special in ["\"", ",", "\r", "\n"] {
            for place in 0..<20 {
                let text = String(repeating: "a", count: place) + special + "tail"
                let doubled = special == "\"" ? "\"\"" : special
                let isFormula = special == "\r" && place == 0
                let expected =
                    "\"" + (isFormula ? "'" : "") + String(repeating: "a", count: place)
                    + doubled + "tail\""
                #expect(Self.text { $0.field(text) } == expected, "\(place)")
            }
        }
    }

    @Test("texts of a table are shown as it decodes them")
    func textsOfTables() {
        let gb18030: [UInt8] = [0x41, 0xD6, 0xD0]
        var table = EntryTable(bytes: gb18030 + [0xFF], encoding: .gb18030)
        let heap = table.intern("中,".utf8)
        let shown: [(TextRef, String)] = [
            (TextRef(offset: 0, length: 1, inHeap: false), "A"),
            (TextRef(offset: 0, length: 3, inHeap: false), "decoded"),
            (heap, "\"中,\""), (.none, ""),
        ]
        for (ref, expected) in shown {
            let found = Self.text { $0.field(ref, of: TableBox(table)) { _, _ in "decoded" } }
            #expect(found == expected)
        }
        let damaged = EntryTable(bytes: [0xE4, 0xB8], encoding: .utf8)
        let ref = TextRef(offset: 0, length: 2, inHeap: false)
        #expect(
            Self.text { $0.field(ref, of: TableBox(damaged)) { _, _ in "\u{FFFD}" } } == "\u{FFFD}")
    }
}
