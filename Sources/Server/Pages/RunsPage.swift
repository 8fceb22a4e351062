import Engine
import Hummingbird
import Records
import Reports

/// The runs, and the next one: first its plan, then the run itself.
struct RunsPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("runs") { request, context -> Response in
            try await pages.show(
                "runs", Words("对账", "對帳", "Runs"), request, context
            ) { try RunsPage.model($0) }
        }
        router.post("runs/plan") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.show(
                "plan", Words("对账计划", "對帳計畫", "Plan of a run"), request, context
            ) { reading in
                let plan = try await BookRun(
                    reading.book, through: form["through"].flatMap { Day($0) }
                ).plan()
                return RunsPage.plan(plan, reading)
            }
        }
        router.post("runs") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.act(request, context) { book in
                let run = try BookRun(book, through: form["through"].flatMap { Day($0) })
                let plan = try await run.plan()
                if plan.changesNothing { return "/runs" }
                try run.commit(plan, shown: form["plan"])
                return "/runs/\(plan.unit.fact.number)"
            }
        }
        router.post("runs/{number}/undo") { request, context -> Response in
            let number = context.parameters.get("number").flatMap { Int($0) } ?? 0
            return try await pages.act(request, context) { book in
                try book.undo(run: number)
                return "/runs"
            }
        }
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let runs = try reading.book.store.runs()
        let covered = try reading.memo.ground(reading.book).coveredDays
        let status = try reading.memo.status(reading.book)
        return .fields([
            "runs": .list(runs.reversed()) { row($0, reading, isLast: $0 == runs.last) },
            "none": .bool(runs.isEmpty), "comparable": .bool(runs.count > 1),
            "through": .optional(
                (status.waiting > 0 ? covered?.upperBound : runs.last?.through)?.description),
            "first": .optional(runs.last?.through.description ?? covered?.lowerBound.description),
            "last": .optional(covered?.upperBound.description),
            "waiting": status.waiting > 0 ? .string(Show.count(status.waiting)) : .null,
            "can_run": .bool(covered != nil),
        ])
    }

    static func row(_ run: RunFact, _ reading: Pages.Reading, isLast: Bool) -> JSONValue {
        .fields([
            "number": .integer(run.number), "through": .string("\(run.through)"),
            "at": .string(Show.moment(run.at, reading.zone)), "actor": .string(run.actor),
            "verdict": .string(run.verdict.words[reading.language]),
            "tone": .string(Show.tone(run.verdict)), "matches": .string(Show.count(run.matchCount)),
            "breaks": .string(Show.count(run.breakCount)),
            "open": .string(Show.count(run.openCount)), "last": .bool(isLast),
            "definition": .integer(run.definition), "plan": .string(String(run.plan.prefix(12))),
        ])
    }

    private static func plan(_ plan: BookRun.Plan, _ reading: Pages.Reading) -> JSONValue {
        let report = plan.report
        return .fields([
            "through": .string("\(plan.run.through)"), "hash": .string(plan.hash),
            "short": .string(String(plan.hash.prefix(12))),
            "nothing": .bool(plan.changesNothing),
            "verdict": .string(report.verdict.words[reading.language]),
            "tone": .string(Show.tone(report.verdict)),
            "reasons": .list(report.reasons) { .string($0.sentence(reading.language)) },
            "matches": .string(Show.count(plan.unit.fact.matchCount)),
            "breaks": .string(Show.count(plan.unit.fact.breakCount)),
            "open": .string(Show.count(plan.unit.fact.openCount)),
            "postings": .string(Show.count(plan.unit.postings.count)),
            "opened": .string(Show.count(plan.unit.opened.count)),
            "closed": .string(Show.count(plan.unit.closed.count)),
        ])
    }
}
