import Engine
import Matching
import Records
import Reports
import Resolution

/// What holds now of what rules ask to be told of.
struct AlertCheck {
    let book: Book
    let stock: PageStock
    let deadDeliveries: Int

    func alerts(_ rules: [AlertRule]) throws -> [RaisedAlert] {
        try rules.flatMap { try alerts($0) }
    }

    private func alerts(_ rule: AlertRule) throws -> [RaisedAlert] {
        switch rule.kind {
        case .exposure: return try exposure(rule).map { [$0] } ?? []
        case .missing: return try missing(rule)
        case .verdict:
            guard let run = try stock.memo.ground(book).lastRun, Show.tone(run.verdict) != "good"
            else { return [] }
            return [alert(rule, "", run.verdict.name)]
        case .deadLetters:
            guard deadDeliveries > rule.count ?? 0 else { return [] }
            return [alert(rule, "", "\(deadDeliveries)")]
        case .overdue:
            var filter = BreakFilter()
            filter.dueBy = book.now
            let count = try book.store.breakCount(filter)
            guard count > rule.count ?? 0 else { return [] }
            return [alert(rule, "", "\(count)")]
        }
    }

    private func alert(_ rule: AlertRule, _ subject: String, _ found: String) -> RaisedAlert {
        RaisedAlert(
            key: "\(rule.number) \(subject)", kind: rule.kind, subject: subject, found: found,
            threshold: rule.threshold, since: book.now)
    }

    private func exposure(_ rule: AlertRule) throws -> RaisedAlert? {
        guard let limit = rule.money else { return nil }
        var sum = Money.zero(limit.currency)
        for line in try stock.board.now(book).open where line.amount.currency == limit.currency {
            sum = line.amount.units < 0 ? sum - line.amount : sum + line.amount
        }
        guard (sum - limit).units > 0 else { return nil }
        return alert(rule, rule.currency, sum.decimal)
    }

    /// Days that have ended long enough ago, whatever the last run.
    private func missing(_ rule: AlertRule) throws -> [RaisedAlert] {
        let ground = try stock.memo.ground(book)
        let moment = book.now.advanced(bySeconds: -Int64(rule.count ?? 0) * 3600)
        let last = moment.advanced(bySeconds: -ground.definition.cutOffSeconds)
            .day(in: ground.zone).advanced(by: -1)
        return MissingDays.gaps(
            of: ground.statements, ground.definition, zone: ground.zone, through: last
        ).map { gap in
            // A gap that grows by a day is the same one.
            var found = alert(
                rule, "\(gap.source) \(gap.days.lowerBound)", "\(gap.days.upperBound)")
            found.threshold = rule.threshold
            return found
        }
    }
}
