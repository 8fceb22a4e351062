import Engine
import Matching
import Records
import Reports
import Resolution

/// One break, as a value.
struct BreakModel {
    let found: BookBreak
    let list: BreakListModel
    var left: EntryFields?
    var right: EntryFields?
    var settled: Money?
    var events: [BreakEvent] = []
    var decisions: [StoredDecision] = []
    var candidates: [BookCandidates.Candidate] = []
    var previous: Hash128?
    var next: Hash128?
    var allowed: Set<DecisionKind.Name> = []

    /// Candidates that a person looks through.
    static let candidateLimit = 8

    init(_ found: BookBreak, list: BreakListModel) {
        self.found = found
        self.list = list
    }

    private var language: Language { list.language }

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }

    private func entry(_ fields: EntryFields?) -> JSONValue {
        guard let fields else { return .null }
        return .fields([
            "entry": .string("\(fields.entry)"), "source": .string(fields.source),
            "title": .string(ChannelTitle.title(fields.source, language)),
        ])
    }

    var json: JSONValue {
        .merged(
            list.row(found),
            .fields([
                "left": entry(left), "right": entry(right),
                "reveal": RevealPage.fields(
                    [left, right].compactMap { $0?.entry }, back: "/breaks/\(found.id.hex)"),
                "fields": EntryFields.compared(left, right, list.zone, language),
                "expected_fee": .optional(found.expectedFee.map(Show.amount)),
                "actual_fee": .optional(found.actualFee.map(Show.amount)),
                "settled": .optional(
                    settled.flatMap { $0.isZero ? nil : Show.amount($0) }),
                "remaining": .optional(
                    settled.flatMap { $0.isZero ? nil : Show.amount(found.amount - $0) }),
                "break_on": .optional(
                    found.state == .expected ? found.breakOn?.description : nil),
                "first_run": .integer(found.firstRun), "run": .integer(found.run),
                "next_step": .optional(found.finding.map { NextStep($0).words[language] }),
                "previous": .optional(previous?.hex), "next": .optional(next?.hex),
                "candidates": .list(candidates) {
                    CandidateModel(found, list: list).row($0)
                },
                "kinds": kinds, "decidable": .bool(!allowed.isEmpty),
                "takes_amount": .bool(
                    !allowed.isDisjoint(with: [.writeOff, .adjustment, .suspense])),
                "takes_day": .bool(allowed.contains(.expectedUntil)),
                "takes_rule": .bool(allowed.contains(.ignore)),
                "takes_account": .bool(allowed.contains(.adjustment)),
                "takes_partner": .bool(allowed.contains(.forceMatch)),
                "decisions": .list(decisions.reversed()) {
                    DecisionModel(language: language, zone: list.zone).row($0)
                },
                "events": .list(events.reversed()) { event($0) }, "owner": .optional(owner),
                "labels": .list(labels) { .fields(["label": .string($0)]) },
                "resolved": .bool(found.state == .resolved), "cause": .optional(cause),
            ]))
    }

    private var kinds: JSONValue {
        .list(DecisionKind.Name.allCases.filter { allowed.contains($0) }) {
            .fields(["name": .string($0.rawValue), "words": .string($0.words[language])])
        }
    }

    private var owner: String? {
        for event in events.reversed() {
            if case .owned(let name) = event.what { return name?.description }
        }
        return nil
    }

    private var labels: [String] {
        var labels: Set<String> = []
        for event in events {
            switch event.what {
            case .labelled(let label): labels.insert(label)
            case .unlabelled(let label): labels.remove(label)
            default: break
            }
        }
        return labels.sorted()
    }

    private var cause: String? {
        switch found.cause {
        case .matched: say("后来对平", "後來相符", "matched by a later run")
        case .superseded: say("被新账单取代", "被新帳單取代", "superseded by a later statement")
        case .decided(let number): say("由决定 ", "由決定 ", "by decision ") + "\(number)"
        case .undone: say("撤销后重开", "撤銷後重開", "reopened, for what settled it was taken back")
        case .takenBack(let number):
            say("由决定 ", "由決定 ", "reopened by decision ") + "\(number)" + say(" 重开", " 重開", "")
        case nil: nil
        }
    }

    private func event(_ event: BreakEvent) -> JSONValue {
        let text: String =
            switch event.what {
            case .found(let run, _): say("对账发现，第 ", "對帳發現，第 ", "found by run ") + "\(run)"
            case .turned: say("状态改变", "狀態改變", "changed its state")
            case .expected(let until, let number):
                say("等待至 ", "等待至 ", "expected until ") + (until?.description ?? "—")
                    + say("，决定 ", "，決定 ", ", decision ") + "\(number)"
            case .notExpected(let number):
                say("不再等待，决定 ", "不再等待，決定 ", "expected no more, decision ") + "\(number)"
            case .part(let amount, let number):
                say("已处理 ", "已處理 ", "settled ") + Show.amount(amount)
                    + say("，决定 ", "，決定 ", ", decision ") + "\(number)"
            case .owned(let name):
                name.map { say("指派给 ", "指派給 ", "assigned to ") + $0.description }
                    ?? say("无人负责", "無人負責", "assigned to nobody")
            case .labelled(let label): say("加标签 ", "加標籤 ", "labelled ") + label
            case .unlabelled(let label): say("去标签 ", "去標籤 ", "label taken off: ") + label
            case .commented(let text): text
            case .attached(let file): say("附件 ", "附件 ", "attached ") + file.name
            }
        var isComment = false
        if case .commented = event.what { isComment = true }
        return .fields([
            "at": .string(Show.moment(event.at, list.zone)),
            "by": .optional(event.by?.description), "text": .string(text),
            "comment": .bool(isComment),
        ])
    }
}
