import Records
import Testing

@testable import Engine

@Suite struct TimeZoneFileTests {
    @Test(
        "offsets of the tz database, far beyond its last transition too",
        arguments: [
            ("Asia/Tokyo", 2026, 7, 1, 32_400), ("America/New_York", 2026, 1, 15, -18_000),
            ("America/New_York", 2026, 7, 15, -14_400), ("Europe/Berlin", 2060, 7, 1, 7_200),
            ("Europe/Berlin", 2060, 12, 1, 3_600), ("Australia/Sydney", 2050, 1, 1, 39_600),
            ("Asia/Hong_Kong", 2026, 6, 1, 28_800), ("UTC", 2026, 1, 1, 0),
            ("-03:30", 2026, 1, 1, -12_600),
        ])
    func offset(zone: String, year: Int, month: Int, day: Int, seconds: Int) throws {
        let rules = try TimeZoneFile.rules(zone)
        let noon = Int64(Day.number(year: year, month: month, day: day)) * 86_400 + 43_200
        #expect(rules.offset(atUTCSecond: noon) == seconds)
    }

    @Test("no zone", arguments: ["Asia/Nowhere", "../../etc/passwd", "", "+25:00", "Asia"])
    func unknown(name: String) {
        #expect(throws: EngineError.unknownZone(name: name)) { try TimeZoneFile.rules(name) }
    }

    @Test("New York's summer of 2040 begins and ends as the rule says")
    func rule() throws {
        let rule = try #require(PosixZone("EST5EDT,M3.2.0,M11.1.0"))
        let year = rule.transitions(through: 2040).suffix(2)
        #expect(
            year.map { Instant(seconds: $0.at).rfc3339(in: .utc) }
                == ["2040-03-11T07:00:00Z", "2040-11-04T06:00:00Z"])
    }
}
