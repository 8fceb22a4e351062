import Engine
import Matching
import Records
import Reports

/// What an open entry may belong to, as a value: how far apart, and what speaks for it.
struct CandidateModel {
    /// The break that a partner is looked for.
    let chosen: BookBreak
    let list: BreakListModel

    init(_ chosen: BookBreak, list: BreakListModel) {
        self.chosen = chosen
        self.list = list
    }

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[list.language]
    }

    func row(_ candidate: BookCandidates.Candidate) -> JSONValue {
        let other = candidate.found
        let own = BookCandidates.amount(other)
        let gap = own - BookCandidates.amount(chosen)
        return .merged(
            list.row(other),
            .fields([
                "own": .string(Show.amount(own)), "raw": .string(own.decimal),
                "gap": .string(gap.isZero ? "=" : Show.amount(gap)), "equal": .bool(gap.isZero),
                "apart": .string(apart(other)), "bits": .string(bits(candidate.weight.total)),
                "against": .bool(candidate.weight.total < 0),
                "evidence": evidence(candidate.weight),
            ]))
    }

    /// Field by field; one that a side does not say is left out.
    private func evidence(_ weight: CandidateWeight) -> JSONValue {
        let fields: [(String, Int32?)] = [
            (say("金额", "金額", "amount"), weight.amount), (say("时间", "時間", "time"), weight.time),
            (say("渠道", "通路", "channel"), weight.channel),
            (say("付款方", "付款方", "payer"), weight.payer),
        ]
        return .list(
            fields.compactMap { name, units in units.map { (name, $0) } }
        ) { name, units in
            .fields([
                "field": .string(name), "bits": .string(bits(units)),
                "against": .bool(units < 0),
            ])
        }
    }

    /// "+7.3".
    private func bits(_ units: Int32) -> String {
        let tenths = Int128(units) * 10 / Int128(CandidateWeight.unitsOfBit)
        let text = Money.decimal(units: Int128(tenths.magnitude), scale: 1)
        return (tenths < 0 ? "−" : tenths > 0 ? "+" : "") + text
    }

    private func apart(_ other: BookBreak) -> String {
        guard let a = chosen.occurredAt, let b = other.occurredAt else { return "" }
        let seconds = (b.microseconds - a.microseconds).magnitude / 1_000_000
        if seconds < 3_600 { return "\(seconds / 60)" + say(" 分钟", " 分鐘", " min") }
        if seconds < 172_800 { return "\(seconds / 3_600)" + say(" 小时", " 小時", " h") }
        return "\(seconds / 86_400)" + say(" 天", " 天", " days")
    }
}
