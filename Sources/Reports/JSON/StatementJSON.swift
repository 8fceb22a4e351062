import Matching
package import Records
import Statements

/// `statement.json`: the statement for machines. Words are those of the wire, in no language.
package enum StatementJSON {
    package static func bytes(_ report: RunReport) -> [UInt8] { value(report).pretty() }

    package static func value(_ report: RunReport) -> JSONValue {
        .fields([
            "program": .fields([
                "name": .string("matchbook"), "version": .string(report.programVersion),
            ]),
            "definition": definition(report.definition),
            "merchant": .string(report.merchant),
            "run_at": .string(report.time.rfc3339(in: report.zone)),
            "time_zone": .string(report.zone.name),
            "period": period(report.period, report.zone),
            "verdict": .string(report.verdict.name),
            "reasons": .array(report.reasons.map(\.json)),
            "counts": .fields([
                "files": .integer(report.files.count),
                "entries": .integer(report.entryCount),
                "matches": .integer(report.matchCount),
                "breaks": .integer(report.breakCount),
                "expected": .integer(report.expectedCount),
                "problems": .integer(report.problems.count + report.problemsDropped),
                "unsourced": .integer(report.unsourced.reduce(0) { $0 + $1.entries.count }),
            ]),
            "legs": .array(report.legs.map { leg($0, report) }),
            "unsourced": .array(report.unsourced.map { unsourced($0) }),
            "balances": .array(report.balances.map(balance)),
            "inputs": .array(report.files.map { input($0, report.zone) }),
        ])
    }

    static func definition(_ definition: RunReport.DefinitionIdentity) -> JSONValue {
        .fields([
            "name": .string(definition.name), "version": .integer(definition.version),
            "digest": .string(definition.digest),
        ])
    }

    static func period(_ period: Period?, _ zone: ZoneRules) -> JSONValue {
        guard let period else { return .null }
        return .fields([
            "start": period.hasStart ? .string(period.start.rfc3339(in: zone)) : .null,
            "end": .string(period.end.rfc3339(in: zone)),
        ])
    }

    private static func leg(_ leg: RunReport.Leg, _ report: RunReport) -> JSONValue {
        let statement = leg.outcome.statement
        return .fields([
            "name": .string(leg.name),
            "left": .string(leg.definition.leftName), "right": .string(leg.definition.rightName),
            "period": period(leg.definition.period, report.zone),
            "matches": .integer(leg.outcome.matchCount),
            "breaks": .integer(leg.outcome.breaks.count),
            "expected": .integer(leg.outcome.expected.count),
            "sides": .array(statement.sides.map { side($0, statement) }),
            "bridges": .array(statement.bridges.map { bridge($0, statement) }),
            "classes": .array(
                statement.classes.map { total in
                    .fields([
                        "side": .string(total.side.name),
                        "currency": .string(total.currency.description),
                        "class": .string(total.entryClass.name),
                        "count": .integer(total.term.count),
                        "amount": .string(decimal(total.term.units, total.currency, statement)),
                    ])
                }),
        ])
    }

    private static func decimal(
        _ units: Int128, _ currency: Currency, _ statement: LegStatement
    ) -> String {
        statement.money(units, currency).decimal
    }

    private static func side(
        _ terms: LegStatement.SideTerms, _ statement: LegStatement
    ) -> JSONValue {
        func term(_ term: LegStatement.Term) -> JSONValue {
            .fields([
                "count": .integer(term.count),
                "amount": .string(decimal(term.units, terms.currency, statement)),
            ])
        }
        var fields: [JSONValue.Member] = [
            .init("side", .string(terms.side.name)),
            .init("currency", .string(terms.currency.description)),
            .init("opening_items", term(terms.openingItems)),
            .init("new_entries", term(terms.newEntries)),
        ]
        if terms.reopened.count > 0 { fields.append(.init("reopened", term(terms.reopened))) }
        fields += [
            .init("matched", term(terms.matched)), .init("carried", term(terms.carried)),
            .init("resolved", term(terms.resolved)), .init("ignored", term(terms.ignored)),
            .init("closes", .bool(terms.closes)),
        ]
        return .object(fields)
    }

    private static func bridge(
        _ bridge: LegStatement.Bridge, _ statement: LegStatement
    ) -> JSONValue {
        let text = { (units: Int128) in
            JSONValue.string(decimal(units, bridge.currency, statement))
        }
        return .fields([
            "currency": .string(bridge.currency.description),
            "left_total": text(bridge.leftTotal), "right_total": text(bridge.rightTotal),
            "difference": text(bridge.rightTotal - bridge.leftTotal),
            "lines": .array(
                bridge.lines.map { line in
                    .fields([
                        "reason": .string(line.reason.rawValue), "count": .integer(line.count),
                        "amount": text(line.units),
                    ])
                }),
            "residual": text(bridge.residual),
        ])
    }

    private static func unsourced(_ unsourced: RunReport.Unsourced) -> JSONValue {
        .fields([
            "channel": .string(unsourced.channel),
            "class": .string(EntryClass.ignored.name), "finding": .string(Finding.noSource.name),
            "count": .integer(unsourced.entries.count),
            "totals": .array(
                unsourced.totals.map { money in
                    .fields([
                        "currency": .string(money.currency.description),
                        "amount": .string(money.decimal),
                    ])
                }),
        ])
    }

    private static func balance(_ balance: RunReport.SourceBalance) -> JSONValue {
        .fields([
            "source": .string(balance.source),
            "currency": .string(balance.opening.currency.description),
            "opening": .string(balance.opening.decimal),
            "movements": .string(balance.movements.decimal),
            "closing": .string(balance.closing.decimal), "holds": .bool(balance.holds),
        ])
    }

    /// A file as `statement.json` and `matchbook identify --json` show it.
    package static func input(_ file: FileSummary, _ zone: ZoneRules) -> JSONValue {
        .fields([
            "file": .string(file.name), "sha256": JSONValue.sha256(file.sha256),
            "fingerprint": JSONValue.fingerprint(file.sha256),
            "bytes": .integer(file.byteCount),
            "dialect": file.dialect.isEmpty ? .null : .string(file.dialect),
            "dialect_version": file.dialect.isEmpty ? .null : .integer(file.dialectVersion),
            "role": .optional(file.role?.rawValue),
            "channel": file.channel.isEmpty ? .null : .string(file.channel),
            "source": file.source.isEmpty ? .null : .string(file.source),
            "account": file.account.isEmpty ? .null : .string(file.account),
            "period": period(file.period, zone),
            "encoding": .optional(file.encoding?.rawValue),
            "rows": .integer(file.rows), "entries": .integer(file.entries),
            "problems": .integer(file.problems),
            "non_entries": .object(
                file.nonEntries.sorted { $0.key < $1.key }.map {
                    JSONValue.Member($0.key, .integer($0.value))
                }),
            "control_totals": .array(
                file.controlTotals.map { total in
                    .fields([
                        "name": .string(total.name), "stated": .string(total.stated),
                        "computed": .string(total.computed), "holds": .bool(total.holds),
                    ])
                }),
            "opening_balance": .optional(file.openingBalance?.decimal),
            "closing_balance": .optional(file.closingBalance?.decimal),
            "unknown_columns": .array(file.unknownColumns.map(JSONValue.string)),
            "quarantine": .optional(file.quarantine?.code.rawValue),
            "same_as": .optional(file.sameAs),
        ])
    }
}

extension RunReport.Unsourced {
    /// What the entries without a channel file add up to, per currency: money to look for.
    package var totals: [Money] {
        var sums: [Currency: Money] = [:]
        for index in 0..<entries.count {
            let row = entries.row(index)
            guard entries.table.status[row].movedMoney, let money = entries.table.gross(ofRow: row)
            else { continue }
            sums[money.currency] = sums[money.currency].map { $0 + money } ?? money
        }
        return sums.values.sorted { $0.currency < $1.currency }
    }
}

extension RunReport.VerdictReason {
    package var json: JSONValue {
        switch self {
        case .quarantinedFile(let file, let code):
            .fields([
                "reason": .string("quarantined_file"), "file": .string(file),
                "code": .string(code.rawValue),
            ])
        case .unreadableFile(let file):
            .fields(["reason": .string("unreadable_file"), "file": .string(file)])
        case .missingSource(let source):
            .fields(["reason": .string("missing_source"), "source": .string(source)])
        case .missingDays(let source, let from, let through):
            .fields([
                "reason": .string("missing_days"), "source": .string(source),
                "from": .string(from.description), "through": .string(through.description),
            ])
        case .holidaysUnknown(let calendar, let from, let through):
            .fields([
                "reason": .string("holidays_unknown"), "calendar": .string(calendar),
                "from": .string(from.description), "through": .string(through.description),
            ])
        case .nothingToCompare:
            .fields(["reason": .string("nothing_to_compare")])
        case .unsourcedOrders(let channel, let count):
            .fields([
                "reason": .string("unsourced_orders"), "channel": .string(channel),
                "count": .integer(count),
            ])
        case .residual(let leg, let amount):
            .fields([
                "reason": .string("residual"), "leg": .string(leg),
                "amount": .string(amount.decimal),
                "currency": .string(amount.currency.description),
            ])
        case .identityOpen(let leg, let currency):
            .fields([
                "reason": .string("identity_open"), "leg": .string(leg),
                "currency": .string(currency.description),
            ])
        case .balanceOpen(let source):
            .fields(["reason": .string("balance_open"), "source": .string(source)])
        case .problemsAboveLimit(let count, let limit):
            .fields([
                "reason": .string("problems_above_limit"), "count": .integer(count),
                "limit": .integer(limit),
            ])
        case .breaks(let count): counted("breaks", count)
        case .pending(let count): counted("pending", count)
        case .tolerance(let count): counted("tolerance", count)
        }
    }

    private func counted(_ reason: String, _ count: Int) -> JSONValue {
        .fields(["reason": .string(reason), "count": .integer(count)])
    }
}
