import Foundation
import Ledger
import Matching
import Records
import Testing

@testable import Resolution

@Suite struct CanonicalTests {
    typealias Cases = SampleCases

    static func text(_ json: CanonicalJSON) -> String {
        String(decoding: json.bytes, as: UTF8.self)
    }

    @Test("keys are sorted by their bytes, and a leaf is one line")
    func order() {
        let json = CanonicalJSON.object([
            "b": .array([.null, .bool(true), .integer(-9_007_199_254_740_993)]), "a": .string(""),
            "é": .object([:]), "Z": .array([]),
            "aa": .string("x\n\u{2028}\u{7F}\"\\\u{1}\u{1F4A9}"),
        ])
        #expect(
            Self.text(json)
                == #"{"Z":[],"a":"","aa":"x\n\u2028\u007f\"\\\u0001💩","#
                + #""b":[null,true,-9007199254740993],"é":{}}"#
        )
    }

    @Test("another reader of JSON reads back what was written")
    func readBack() throws {
        let words = [
            "", "中文 \"quoted\"", "tab\tand\r\nlines", "\u{0}\u{1F}\u{7F}\u{2029}", "e\u{301}",
        ]
        for word in words {
            let bytes = CanonicalJSON.object([word: .string(word)]).bytes
            let found = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: String]
            #expect(
                found?.first.map { Array($0.value.unicodeScalars) } == Array(word.unicodeScalars))
            #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F })
        }
    }

    @Test("a decision is a leaf that people can read")
    func decision() throws {
        let decision = try Cases.decision(
            .writeOff, amount: Cases.cny(-1_230), reason: "客户已破产 \"确认\"")
        #expect(
            Self.text(decision.json) == """
                {"amount":"-12.30 CNY","at":1780300800000000,\
                "breaks":["00000000000000000000000000000001"],"entries":[],\
                "evidence":"\(Cases.digest)","fact":"decision","kind":"write_off",\
                "maker":"Li Na","number":12,"reason":"客户已破产 \\"确认\\""}
                """)
    }

    static let kinds: [DecisionKind] =
        DecisionKind.Adjustment.allCases.map { .adjustment($0) } + [
            .forceMatch, .acceptDifference, .writeOff, .suspense, .notADuplicate, .refund,
            .redeliver, .unmatch, .ignore(rule: "a"), .ignore(rule: "b"),
            .expectedUntil(Cases.day), .expectedUntil(Cases.day.advanced(by: 1)),
            .release(of: 7, to: .refund), .release(of: 7, to: .adjustment),
            .release(of: 7, to: .revenue(shop: Cases.shop)), .release(of: 8, to: .refund),
            .undo(.decision(1)), .undo(.decision(2)), .undo(.run(1)), .close(through: Cases.day),
            .close(through: Cases.day.advanced(by: 1)), .opening(.clearing(Cases.channel)),
            .opening(.bank(Cases.channel)),
        ]

    @Test("a kind is read back from its text")
    func kindText() {
        for kind in Self.kinds { #expect(DecisionKind(kind.text) == kind, "\(kind.text)") }
        #expect(DecisionKind("ignore two words") == .ignore(rule: "two words"))
        for text in [
            "", "write-off", "write_off now", "adjustment", "adjustment tax", "undo 7",
            "undo decision x", "release 7", "release 7 revenue:", "close tomorrow",
            "expected_until 2026-02-30",
        ] { #expect(DecisionKind(text) == nil, "\(text)") }
    }

    @Test("no two decisions have the same leaf")
    func different() throws {
        let pair = [EntryID(segment: 1, row: 0), EntryID(segment: 2, row: 0)]
        let leaves = try Self.kinds.map {
            let amount = $0.name == .opening ? Cases.cny(5) : nil
            return Self.text(try Cases.decision($0, entries: pair, amount: amount).json)
        }
        #expect(Set(leaves).count == Self.kinds.count)
        let effects = Cases.all.flatMap { breakCase in
            Self.kinds.compactMap { kind -> String? in
                guard let decision = try? Cases.decision(kind),
                    let effect = try? Resolution.effect(
                        of: decision, on: [breakCase], today: Cases.day)
                else { return nil }
                return Self.text(effect.json(of: 12))
            }
        }
        #expect(effects.count > 60)
        for effect in effects {
            let read = try JSONSerialization.jsonObject(with: Data(effect.utf8))
            #expect((read as? [String: Any])?["fact"] as? String == "decision_effect")
        }
    }

    @Test("every step and every event has a leaf of its own")
    func events() {
        let steps: [DecisionStep] = [
            .approve(by: Cases.checker), .reject(by: Cases.checker, reason: "no"),
            .withdraw(by: Cases.maker), .apply, .undo(by: 13),
        ]
        #expect(Set(steps.map { Self.text($0.json(of: 12, at: Cases.now)) }).count == steps.count)
        let sighting = BreakRecordTests.sighting(Cases.cny(-1_000))
        let attachment = BreakAttachment(digest: Cases.digest, size: 3, name: "a.png")
        let whats: [BreakEvent.What] = [
            .found(run: 1, sighting), .found(run: 2, sighting), .turned(.matched(run: 1)),
            .turned(.superseded(run: 1)), .turned(.withdrawn(run: 1)), .turned(.ignored(run: 1)),
            .turned(.replaced(run: 1, by: Cases.id(2))),
            .turned(.replaced(run: 1, by: Cases.id(3))), .turned(.decided(1)),
            .turned(.undone(decision: 2, original: 1)),
            .turned(.undone(decision: 2, original: 0)), .turned(.unmatched(decision: 1)),
            .turned(.runUndone(1)), .expected(until: nil, decision: 1),
            .expected(until: Cases.day, decision: 1), .notExpected(decision: 1),
            .part(Cases.cny(-1), decision: 1), .owned(by: nil), .owned(by: Cases.maker),
            .labelled("a"), .unlabelled("a"), .commented("a"), .attached(attachment),
        ]
        let leaves = whats.map { Self.text(BreakRecordTests.event(1, $0).json) }
        #expect(Set(leaves).count == whats.count)
        #expect(
            leaves[8]
                == #"{"at":1780300801000000,"break":"00000000000000000000000000000001","#
                + #""by":"Li Na","fact":"break_event","what":{"decision":1,"event":"decided"}}"#
        )
    }

    @Test("what the maker saw is told apart from what changed since")
    func evidence() throws {
        let bytes = Resolution.evidence([Cases.short])
        let decision = try Decision(
            number: 12, .writeOff, breaks: [Cases.short.id], reason: "small", maker: Cases.maker,
            at: Cases.now, evidence: .init(digest: Cases.digest, bytes: bytes))
        #expect(Resolution.isCurrent(decision, [Cases.short]))
        var settled = Cases.short
        settled.settled = Cases.cny(-1)
        var entry = Cases.short
        entry.right?.entry = EntryID(segment: 9, row: 0)
        var amount = Cases.short
        amount.amount = Cases.cny(-1_001)
        for changed in [settled, entry, amount] {
            #expect(!Resolution.isCurrent(decision, [changed]))
        }
        // A state that a run wrote anew changes nothing of what was seen.
        var persisting = Cases.short
        persisting.state = .persisting
        #expect(Resolution.isCurrent(decision, [persisting]))
        let both = [Cases.unpaidOrder, Self.other]
        #expect(Resolution.evidence(both) == Resolution.evidence(both.reversed()))
    }

    static let other = {
        var other = Cases.unpaidOrder
        other.id = Cases.id(2)
        return other
    }()
}
