import Matching
import Records
import Testing

@testable import Resolution

@Suite struct BreakRecordTests {
    typealias Cases = SampleCases

    static func sighting(_ amount: Money, since: Day = Cases.day) -> BreakSighting {
        BreakSighting(
            leg: "orders-alipay", entryClass: .missingRight, finding: .paidNotInChannel,
            severity: .medium, amount: amount, since: since)
    }

    static func event(_ second: Int64, _ what: BreakEvent.What) -> BreakEvent {
        BreakEvent(
            Cases.id(1), at: Cases.now.advanced(bySeconds: second), by: Cases.maker, what)
    }

    @Test("a break is the fold of what happened to it")
    func fold() throws {
        let attachment = BreakAttachment(digest: Cases.digest, size: 3, name: "chat.png")
        let record = try #require(
            try BreakRecord.fold([
                Self.event(0, .found(run: 1, Self.sighting(Cases.cny(-1_000)))),
                Self.event(1, .owned(by: Cases.checker)),
                Self.event(2, .labelled("vip")), Self.event(2, .labelled("card")),
                Self.event(2, .labelled("vip")),
                Self.event(3, .commented("asked the payer\nno answer yet")),
                Self.event(4, .attached(attachment)), Self.event(4, .attached(attachment)),
                Self.event(5, .expected(until: Day("2026-06-05"), decision: 3)),
                Self.event(6, .part(Cases.cny(-400), decision: 4)),
                Self.event(7, .unlabelled("card")),
                Self.event(8, .found(run: 2, Self.sighting(Cases.cny(-900)))),
            ]))
        #expect(record.life.state == .persisting)
        #expect(record.remaining == Cases.cny(-500))
        #expect(record.owner == Cases.checker)
        #expect(record.labels == ["vip"])
        #expect(record.comments.map(\.text) == ["asked the payer\nno answer yet"])
        #expect(record.attachments == [attachment])
        #expect(record.expectation == .init(until: Day("2026-06-05"), decision: 3))
        #expect(record.openedAt == Cases.now)
        #expect(try BreakRecord.fold([]) == nil)
    }

    @Test("what was resolved waits for nothing, and is open anew when it is reopened")
    func reopening() throws {
        var record = try BreakRecord(
            Self.event(0, .found(run: 1, Self.sighting(Cases.cny(-1_000)))))
        try record.apply(Self.event(1, .expected(until: nil, decision: 3)))
        try record.apply(Self.event(2, .turned(.decided(4))))
        #expect(record.expectation == nil)
        #expect(record.resolvedAt == Cases.now.advanced(bySeconds: 2))
        try record.apply(Self.event(9, .turned(.undone(decision: 5, original: 4))))
        #expect(record.life.state == .reopened)
        #expect(record.resolvedAt == nil)
        #expect(record.openedAt == Cases.now.advanced(bySeconds: 9))
        #expect(record.life.timesReopened == 1)
    }

    static let refused: [(String, [BreakEvent.What], BreakRefusal)] = [
        ("more than there is", [.part(Cases.cny(-1_001), decision: 1)], .part),
        ("the other sign", [.part(Cases.cny(1), decision: 1)], .part),
        (
            "more than is left",
            [.part(Cases.cny(-600), decision: 1), .part(Cases.cny(-600), decision: 2)], .part
        ),
        (
            "another currency",
            [.part(Money(units: -1, scale: 6, currency: .usdt), decision: 1)], .part
        ),
        ("an empty comment", [.commented(" \n ")], .text(.empty)),
        ("a label that turns the line", [.labelled("a\u{202E}b")], .text(.character(0x202E))),
        (
            "a long label", [.labelled(String(repeating: "长", count: 14))],
            .text(.tooLong(bytes: 42, limit: 40))
        ),
        (
            "too many labels", (0...20).map { .labelled("l\($0)") },
            .tooMany(limit: BreakRecord.labelLimit)
        ),
        (
            "an attachment without a name",
            [.attached(BreakAttachment(digest: Cases.digest, size: 3, name: ""))], .text(.empty)
        ),
        (
            "something expected of what is resolved",
            [.turned(.decided(1)), .expected(until: nil, decision: 2)],
            .resolved(by: .decided(1))
        ),
    ]

    @Test("what does not belong to a break is refused, and changes nothing", arguments: refused)
    func refusal(name: String, events: [BreakEvent.What], refusal: BreakRefusal) throws {
        var record = try BreakRecord(
            Self.event(0, .found(run: 1, Self.sighting(Cases.cny(-1_000)))))
        for what in events.dropLast() { try record.apply(Self.event(1, what)) }
        let before = record
        #expect(throws: refusal) { try record.apply(Self.event(2, events.last!)) }
        #expect(record == before)
    }

    @Test("a part is taken back by its opposite")
    func parts() throws {
        var record = try BreakRecord(
            Self.event(0, .found(run: 1, Self.sighting(Cases.cny(-1_000)))))
        try record.apply(Self.event(1, .part(Cases.cny(-400), decision: 1)))
        try record.apply(Self.event(2, .part(Cases.cny(400), decision: 2)))
        #expect(record.remaining == Cases.cny(-1_000))
    }

    @Test("an event before a run has found the break is refused")
    func unborn() {
        #expect(throws: BreakRefusal.notFoundYet(.decided(1))) {
            try BreakRecord.fold([Self.event(0, .turned(.decided(1)))])
        }
    }

    @Test("ages fall into bands")
    func bands() {
        let rows: [(Int, AgeBand)] = [
            (0, .day), (1, .day), (2, .week), (7, .week), (8, .month), (30, .month),
            (31, .quarter), (90, .quarter), (91, .older), (4_000, .older),
        ]
        for (days, band) in rows { #expect(AgeBand(days: days) == band, "\(days)") }
        #expect(AgeBand.days(from: Day("2026-06-03")!, to: Day("2026-06-01")!) == 0)
        #expect(AgeBand.days(from: Day("2026-02-27")!, to: Day("2026-03-01")!) == 2)
    }
}
