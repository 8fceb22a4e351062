import Records
import Testing

@testable import Statements

@Suite struct TimeTests {
    static func moment(
        _ text: String, _ format: String, zone: ZoneRules = .china, reference: Day? = nil
    ) throws -> String? {
        let bytes = Array(text.utf8)
        let compiled = try #require(TimeFormat(format))
        guard let time = TimeText.parse(bytes.span, as: compiled),
            let moment = TimeContext(zone: zone, referenceDay: reference).moment(time)
        else { return nil }
        return moment.hasClock ? moment.instant.rfc3339(in: zone) : moment.day.description
    }

    @Test(
        "The common forms are read without being told",
        arguments: [
            ("2026-06-01 00:00:02", "2026-06-01T00:00:02+08:00"),
            ("2016-05-04  02:18:18", "2016-05-04T02:18:18+08:00"),
            ("2025/11/9 5:46:11", "2025-11-09T05:46:11+08:00"),
            ("2025.11.09 05:46", "2025-11-09T05:46:00+08:00"),
            ("2019年09月16日 00:00:00", "2019-09-16T00:00:00+08:00"),
            ("20260601123456", "2026-06-01T12:34:56+08:00"),
            ("20260601 123456", "2026-06-01T12:34:56+08:00"),
            ("2026-06-01T00:00:00Z", "2026-06-01T08:00:00+08:00"),
            ("2026-06-01T09:11:00+08:00", "2026-06-01T09:11:00+08:00"),
            ("2026-06-01T09:11:00.123456789-0500", "2026-06-01T22:11:00.123456+08:00"),
            ("2026-06-01", "2026-06-01"), ("20260601", "2026-06-01"),
            ("2024-02-29", "2024-02-29"),
        ])
    func common(_ text: String, _ expected: String) throws {
        #expect(try TimeTests.moment(text, "common") == expected)
    }

    @Test(
        "What the calendar or the clock does not have is refused",
        arguments: [
            "", "2026-02-30", "2026-13-01", "2026-00-10", "2026-06-01 24:00:00",
            "2026-06-01 12:60:00",
            "2026-06-01 12:00:60", "2026-06-01x", "2026-06/01", "2023-02-29", "26-06-01",
            "2026-06-01 ", "2026-06-01 12:00:00+25:00", "0000-01-01",
        ])
    func refused(_ text: String) throws {
        #expect(try TimeTests.moment(text, "common") == nil)
    }

    @Test(
        "A format of the dialect is followed to the letter",
        arguments: [
            ("24/03/2025", "dd/MM/yyyy", "2025-03-24"),
            ("03/24/2025 01:02:03", "MM/dd/yyyy HH:mm:ss", "2025-03-24T01:02:03+08:00"),
            ("1780272000", "unixSeconds", "2026-06-01T08:00:00+08:00"),
            ("1784641290000", "unixMilliseconds", "2026-07-21T21:41:30+08:00"),
            ("44500.5321", "excelSerial", "2021-10-31T12:46:13+08:00"),
            ("44500", "excelSerial", "2021-10-31"),
            ("260601", "yyMMdd", "2026-06-01"),
            ("2026年6月1日", "yyyy年M月d日", "2026-06-01"),
            ("20250101 ", "yyyyMMdd HHmmss", "2025-01-01"),
        ])
    func formats(_ text: String, _ format: String, _ expected: String) throws {
        #expect(try TimeTests.moment(text.trimmed, format) == expected)
    }

    @Test(
        "A time without a year takes the one nearest to the file's day",
        arguments: [
            ("1231230101", "MMddHHmmss", "2018-01-01", "2017-12-31T23:01:01+08:00"),
            ("0101000000", "MMddHHmmss", "2017-12-31", "2018-01-01T00:00:00+08:00"),
            ("0717230201", "MMddHHmmss", "2017-07-18", "2017-07-17T23:02:01+08:00"),
            ("12/29", "MM/dd", "2024-01-31", "2023-12-29"),
            ("02/29", "MM/dd", "2024-03-31", "2024-02-29"),
        ])
    func yearless(_ text: String, _ format: String, _ day: String, _ expected: String) throws {
        #expect(try TimeTests.moment(text, format, reference: Day(day)) == expected)
    }

    @Test("A year that nothing says is no time")
    func noYear() throws {
        #expect(try TimeTests.moment("12/29", "MM/dd") == nil)
        #expect(try TimeTests.moment("02/29", "MM/dd", reference: Day("2026-06-01")) == nil)
    }

    @Test("A format without day and month, or with an unknown letter, is none")
    func badFormats() {
        for text in ["", "yyyy", "HH:mm", "dd/QQ/yyyy", "unix"] {
            #expect(TimeFormat(text) == nil, "\(text)")
        }
    }

    @Test(
        "A file's name tells its day",
        arguments: [
            ("INN17071888ZM_898319849000018", "2017-07-18"), ("bill_20260601.csv", "2026-06-01"),
            ("20882026_20260601_x.csv", "2026-06-01"), ("2026-6-1.txt", "2026-06-01"),
            ("a.zip!INN18010188ZM", "2018-01-01"), ("bill.csv", nil), ("99999999.csv", nil),
        ] as [(String, String?)])
    func fileNames(_ name: String, _ expected: String?) {
        #expect(TimeContext.day(inFileName: name)?.description == expected)
    }

    @Test("A local time becomes UTC by the zone's rules, gap and overlap included")
    func zones() throws {
        let zone = ZoneRules(
            name: "Test", initialOffsetSeconds: 3600,
            transitions: [ZoneRules.Transition(at: 1_774_746_000, offsetSeconds: 7200)])
        #expect(
            try TimeTests.moment("2026-03-29 01:30:00", "common", zone: zone)
                == "2026-03-29T01:30:00+01:00")
        #expect(
            try TimeTests.moment("2026-03-29 03:30:00", "common", zone: zone)
                == "2026-03-29T03:30:00+02:00")
    }
}

extension String {
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
