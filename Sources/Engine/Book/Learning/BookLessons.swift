package import Matching
import Records
package import Reports

/// What a book's matched history teaches about its rules, and the definition that would follow.
/// History is matched by the present definition from the beginning, as for an impact; nothing is
/// kept, and nobody's rules change. Memory grows with the history.
package struct BookLessons: Sendable {
    package private(set) var legs: [LegLessons]
    package private(set) var offers: [Offer]
    /// The present definition with all offers taken; the same text where there are none.
    package private(set) var yaml: String

    /// One rule that history speaks against, or has none of.
    package struct Offer: Sendable, Hashable {
        /// "" for what all legs share.
        package var leg: String
        /// Where it stands in the definition: "passes[near].window.after".
        package var rule: String
        /// As the definition has it; "" where it says nothing.
        package var present: String
        package var offered: String
        /// How many of how many the offered rule agrees with.
        package var agree: Int
        package var of: Int
    }

    /// `leg`: only that one.
    package init(_ book: Book, leg: String? = nil) async throws(EngineError) {
        let stored = try book.store.definition()
        guard let last = try book.store.lastRun() else { throw .book(.nothingToRun) }
        let current = try BookSources(stored).definition
        if let leg, !current.legs.contains(where: { $0.name == leg }) {
            throw .book(.unknown(kind: "leg", name: leg))
        }
        let plan = try await BookRun(
            historyOf: book, through: last.through, by: current,
            library: BookSources.library(stored)
        ).plan()
        let known = BookLessons.calendars(current)
        var legs: [LegLessons] = []
        for one in plan.report.legs where leg == nil || one.name == leg {
            legs.append(LegLessons(one.outcome, one.inputs, calendars: known))
        }
        var lesson = DefinitionLesson(current, calendars: known)
        for one in legs { lesson.take(one) }
        let confirmed = try ConfirmedCouples(book.store)
        for one in plan.report.legs {
            guard let place = legs.firstIndex(where: { $0.leg == one.name }) else { continue }
            // By the windows that are offered: what is learnt holds for those alone.
            var definition = one.outcome.definition
            definition.passes = lesson.passes(ofLeg: one.name)
            legs[place].rehearse(definition, one.inputs, confirmed: confirmed.couples(one.name))
            lesson.takeCalibrations(legs[place])
        }
        self.legs = legs
        offers = lesson.offers
        yaml = DefinitionText.yaml(lesson.definition)
    }

    /// The simplest first: every day, weekends, then those with holidays; the definition's own is
    /// one of them.
    private static func calendars(_ definition: Definition) -> [BusinessCalendar] {
        let builtin = (try? CalendarFile.builtin()) ?? [:]
        var all = builtin.values.sorted {
            ($0.weekend.count + $0.holidays.count, $0.name)
                < ($1.weekend.count + $1.holidays.count, $1.name)
        }
        if let own = definition.calendar, builtin[own.name] != own { all.append(own) }
        return all
    }

    package var json: JSONValue {
        .fields([
            "legs": .array(legs.map { BookLessons.json($0) }),
            "offers": .array(
                offers.map {
                    .fields([
                        "leg": .string($0.leg), "rule": .string($0.rule),
                        "present": .string($0.present), "offered": .string($0.offered),
                        "agree": .integer($0.agree), "of": .integer($0.of),
                    ])
                }),
            "definition": .string(yaml),
        ])
    }

    private static func json(_ leg: LegLessons) -> JSONValue {
        let quantiles = zip(LearntLags.shares, leg.lags.quantiles).map { share, seconds in
            JSONValue.fields([
                "thousandths": .integer(share), "seconds": .integer(Int(seconds)),
            ])
        }
        return .fields([
            "leg": .string(leg.leg), "keyed": .integer(leg.keyed),
            "chosen": .integer(leg.chosen), "sums": .integer(leg.sums),
            "lags": .fields([
                "pairs": .integer(leg.lags.pairs), "least": .integer(Int(leg.lags.least)),
                "greatest": .integer(Int(leg.lags.greatest)), "quantiles": .array(quantiles),
                "outside": .integer(leg.lags.outside),
            ]),
            "differences": .fields([
                "pairs": .integer(leg.differences.pairs),
                "equal": .integer(leg.differences.equal),
                "common": .array(
                    leg.differences.common.map {
                        .fields([
                            "amount": .string(amount($0.units, leg.differences.scale)),
                            "pairs": .integer($0.pairs),
                        ])
                    }),
            ]),
            "settlement": .fields([
                "calendar": .string(leg.settlement.calendar),
                "days": .array(leg.settlement.counts.map { .integer($0) }),
                "weekdays": .array(leg.settlement.weekdays.map { .integer($0) }),
                "later": .integer(leg.settlement.later),
            ]),
            "fees": .array(leg.fees.map { json($0) }),
            "scored": .array(leg.scored.map { json($0) }),
        ])
    }

    private static func json(_ scored: ScoredLesson) -> JSONValue {
        func json(_ loss: CalibrationLesson.Loss) -> JSONValue {
            .fields([
                "cases": .integer(loss.cases),
                "millibits": .integer(Int(loss.bits * 1_000 / 1_024)),
                "offMillionths": .integer(loss.offMillionths),
            ])
        }
        let lesson = scored.lesson
        return .fields([
            "pass": .string(scored.pass), "verdict": .string(lesson.verdict.word),
            "right": .integer(lesson.right), "wrong": .integer(lesson.wrong),
            "before": json(lesson.before), "after": json(lesson.after),
        ])
    }

    private static func json(_ fee: LearntFee) -> JSONValue {
        .fields([
            "channel": .string(fee.channel), "product": .string(fee.product),
            "rows": .integer(fee.rows), "explained": .integer(fee.explained),
            "schedule": fee.schedule.map { .string(DefinitionText.schedule($0)) } ?? .null,
        ])
    }

    package static func amount(_ units: Int64, _ scale: Int) -> String {
        Money.decimal(units: Int128(units), scale: scale)
    }

    /// "v1 +12034 −3410".
    static func calibration(_ calibration: Calibration) -> String {
        "v\(Calibration.version) +\(calibration.right) −\(calibration.wrong)"
    }
}
