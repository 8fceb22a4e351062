/// Views for reporting tools: what stands in them is documented (docs/sql-views.md) and stays,
/// however the tables behind them change. Instants are RFC 3339 text of UTC, days ISO 8601, amounts
/// decimal text of the major unit: nothing is rounded on the way.
enum Migration002 {
    static let name = "002 views"

    static let sql = imports + runs + breaks + decisions + ledger

    private static let imports = """
        CREATE VIEW report_import AS SELECT
            number AS import, \(moment("at")) AS imported_at, actor AS imported_by, name AS file,
            sha256, bytes, replaces
        FROM import;
        CREATE VIEW report_statement AS SELECT
            number AS statement, import, file, source, dialect, account,
            \(moment("period_start")) AS period_start, \(moment("period_end")) AS period_end,
            row_count AS rows, length(excluded) / 4 AS rows_not_counted,
            \(moment("first_time")) AS first_time, \(moment("last_time")) AS last_time
        FROM statement;
        CREATE VIEW report_flow AS SELECT
            statement, source, \(date("day")) AS day, channel, kind, status, currency,
            fee_currency, entries, amount, fee
        FROM flow;

        """

    private static let runs = """
        CREATE VIEW report_run AS SELECT
            number AS run, \(moment("at")) AS run_at, actor AS run_by, definition,
            \(date("through")) AS through, verdict, match_count AS matches,
            open_count AS open_items, break_count AS breaks,
            \(moment("undone_at")) AS undone_at, undone_by
        FROM run;
        CREATE VIEW report_open_item AS SELECT
            leg, CASE side WHEN 0 THEN 'left' ELSE 'right' END AS side, class,
            lower(hex(break)) AS break, currency, \(amount) AS amount, since AS since_run,
            opened_in AS run
        FROM open_item WHERE closed_in IS NULL;

        """

    private static let breakColumns = """
        lower(hex(version.break)) AS break, state, cause, leg, class, finding, severity, currency,
            amount, left_amount, right_amount, expected_fee, actual_fee, left_source, right_source,
            reference, left_reference, right_reference, \(moment("occurred_at")) AS occurred_at,
            \(date("break_on")) AS break_on, \(moment("opened_at")) AS opened_at,
            \(moment("due_at")) AS due_at, first_run, run
        """

    private static let breaks = """
        CREATE VIEW report_break AS SELECT
            \(breakColumns), mark.owner, coalesce(mark.comments, 0) AS comments,
            coalesce(mark.attachments, 0) AS attachments,
            (SELECT group_concat(label, ', ') FROM (
                SELECT label FROM break_label WHERE break = version.break ORDER BY label)
            ) AS labels,
            explanation_zh_cn, explanation_zh_tw, explanation_en
        FROM break_version AS version LEFT JOIN break_mark AS mark ON mark.break = version.break
        WHERE current = 1;
        CREATE VIEW report_break_history AS SELECT
            number AS version, undone, \(breakColumns)
        FROM break_version AS version;

        """

    private static let decisions = """
        CREATE VIEW report_decision AS SELECT
            number AS decision, kind, \(moment("at")) AS proposed_at, maker, amount, reason,
            approval,
            coalesce((SELECT step FROM decision_step WHERE decision = decision.number
                ORDER BY number DESC LIMIT 1), 'propose') AS last_step,
            (SELECT \(moment("at")) FROM decision_step WHERE decision = decision.number
                ORDER BY number DESC LIMIT 1) AS last_step_at,
            (SELECT actor FROM decision_step WHERE decision = decision.number
                AND step IN ('approve', 'reject') ORDER BY number DESC LIMIT 1) AS checker
        FROM decision;
        CREATE VIEW report_decision_break AS SELECT
            decision, lower(hex(break)) AS break
        FROM decision_break;

        """

    private static let ledger = """
        CREATE VIEW report_posting AS SELECT
            entry.number AS entry, entry.identifier, \(date("day")) AS day, entry.kind,
            entry.memo, entry.cause, entry.reverses, posting.line, posting.account,
            posting.currency, \(amount) AS amount
        FROM journal_entry AS entry JOIN posting ON posting.entry = entry.number;
        CREATE VIEW report_close AS SELECT
            number AS close, \(date("through")) AS through, \(moment("at")) AS closed_at, maker,
            checker, run
        FROM period_close;
        CREATE VIEW report_log AS SELECT position, fact, number FROM log_leaf;

        """

    /// Microseconds as RFC 3339; before 1970 the second below, too.
    private static func moment(_ column: String) -> String {
        """
        strftime('%Y-%m-%dT%H:%M:%S', (\(column) - ((\(column) % 1000000) + 1000000) % 1000000)
            / 1000000, 'unixepoch') || printf('.%06dZ', ((\(column) % 1000000) + 1000000) % 1000000)
        """
    }

    private static func date(_ column: String) -> String {
        "date(\(column) * 86400, 'unixepoch')"
    }

    /// Of `units` with `scale` decimals, digit by digit: a number would be rounded.
    private static let amount = """
        CASE WHEN units LIKE '-%' THEN '-' ELSE '' END || CASE scale WHEN 0 THEN ltrim(units, '-')
            ELSE substr(\(padded), 1, length(\(padded)) - scale)
                || '.' || substr(\(padded), -scale) END
        """

    private static let padded = """
        (substr('0000000000000000000', 1, max(0, scale + 1 - length(ltrim(units, '-'))))
            || ltrim(units, '-'))
        """
}
