import Engine
import Matching
import Reports

extension BookCandidates.Candidate {
    var json: JSONValue {
        func units(_ units: Int32?) -> JSONValue { units.map { .integer(Int($0)) } ?? .null }
        return .fields([
            "candidate": found.json,
            "evidence": .fields([
                "amount": units(weight.amount), "time": units(weight.time),
                "channel": units(weight.channel), "payer": units(weight.payer),
                "total": units(weight.total),
            ]),
        ])
    }
}
