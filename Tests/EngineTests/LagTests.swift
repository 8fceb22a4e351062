import Matching
import Records
import Reports
import Testing

@testable import Engine

@Suite("How long money may take") struct LagTests {
    static func definition(
        calendar: String = "calendar: cn\n", source: String = "", leg: String = ""
    ) throws(DialectFileError) -> Definition {
        try DefinitionFile.parse(
            """
            name: shop
            \(calendar)sources:
              - name: orders
                files: o.csv
              - name: bank
                files: b.csv
            \(source)
            legs:
              - name: orders-bank
                left: orders
                right: bank
            \(leg)
            """, name: "shop.yaml")
    }

    static func leg(_ definition: Definition) -> LegDefinition {
        LegPlan.leg(definition.legs[0], of: definition, zone: .china)
    }

    @Test(
        "a leg waits as long as it says, else as long as the sources of its right take",
        arguments: [
            ("", "", Lag.none), ("", "    expectedWithin: 2 days", Lag(days: 2)),
            ("", "    expectedWithin: 36 h", Lag(days: 1)),
            ("", "    expectedWithin: 2 business days", Lag(businessDays: 2)),
            ("", "    expectedWithin: 1 business_day", Lag(businessDays: 1)),
            ("    settlementLag: 1 business day", "", Lag(businessDays: 1)),
            ("    settlementLag: 3 days", "    expectedWithin: 0 days", Lag.none),
        ])
    func waits(source: String, leg: String, lag: Lag) throws {
        let definition = try Self.definition(source: source, leg: leg)
        #expect(Self.leg(definition).expectedWithin == lag)
        #expect(Self.leg(definition).leftExpectedWithin == .none)
        let text = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(text, name: "again.yaml") == definition)
    }

    @Test("what the left takes, the right waits")
    func leftIsLate() throws {
        var definition = try Self.definition(source: "    cadence: business_days")
        definition.sources[0].settlementLag = Lag(businessDays: 2)
        let leg = Self.leg(definition)
        #expect(leg.leftExpectedWithin == Lag(businessDays: 2))
        #expect(leg.expectedWithin == .none)
        #expect(leg.calendar.name == "cn")
        #expect(definition.sources[1].cadence == .businessDays)
        let text = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(text, name: "again.yaml") == definition)
    }

    @Test(
        "business days need a calendar",
        arguments: [
            ("    settlementLag: 1 business day", "", "7:20", "1 business day"),
            ("    cadence: business_days", "", "7:14", "business_days"),
            ("", "    expectedWithin: 2 business days", "12:21", "2 business days"),
        ])
    func needed(source: String, leg: String, place: String, found: String) {
        do throws(DialectFileError) {
            _ = try Self.definition(calendar: "", source: source, leg: leg)
            Issue.record("no mistake in \(found)")
        } catch {
            #expect("\(error.place)" == "shop.yaml:" + place)
            #expect(error.found == found)
            #expect(error.expected == "calendar: cn | none | weekends")
        }
    }

    @Test("no lag", arguments: ["101 business days", "-1 days", "a business day", "2 weeks"])
    func noLag(text: String) {
        #expect(throws: DialectFileError.self) {
            try Self.definition(leg: "    expectedWithin: \(text)")
        }
    }

    @Test(
        "beyond what the calendar knows the report says so",
        arguments: [
            ("2026-06-01", Lag(businessDays: 1), false),
            ("2026-12-30", Lag(businessDays: 1), false),
            ("2026-12-31", Lag(businessDays: 1), true), ("2023-12-31", Lag(businessDays: 1), true),
            ("2027-05-01", Lag(days: 3), false),
        ])
    func unknownHolidays(day: String, lag: Lag, told: Bool) throws {
        var leg = Self.leg(try Self.definition())
        leg.expectedWithin = lag
        leg.period = Period(
            start: leg.zone.start(of: Day(day)!),
            end: leg.zone.start(of: Day(day)!.advanced(by: 1)))
        let reason = HolidayCheck.reason([leg])
        #expect(
            reason
                == (told
                    ? .holidaysUnknown(
                        calendar: "cn", from: Day("2024-01-01")!, through: Day("2026-12-31")!)
                    : nil))
        if let reason { #expect(RunAssembly.verdict([reason]) == .reconciled) }
    }
}
