/// The first shape of a book. Instants are microseconds of UTC, days are days since 1970-01-01,
/// amounts are integer units with their scale, entries are `EntryID.rawValue`. Nothing is updated
/// but what says so; nothing is deleted.
enum Migration001 {
    static let name = "001 book"

    static let sql = """
        CREATE TABLE book (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            merchant TEXT NOT NULL CHECK (length(merchant) BETWEEN 1 AND 100),
            zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 100),
            created_at INTEGER NOT NULL,
            starts_on INTEGER,
            log_key TEXT NOT NULL
        ) STRICT;

        -- Keys that seal texts, each wrapped by the master key (docs/encryption.md). Those of all
        -- rows are replaced at once where the master key is changed.
        CREATE TABLE data_key (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            purpose TEXT NOT NULL CHECK (purpose IN ('book', 'server')),
            made_at INTEGER NOT NULL,
            master TEXT NOT NULL CHECK (length(master) = 16),
            wrapped BLOB NOT NULL CHECK (length(wrapped) = 60)
        ) STRICT;

        -- The log: what is proven, in the order it happened.
        CREATE TABLE log_leaf (
            position INTEGER PRIMARY KEY CHECK (position >= 0),
            fact TEXT NOT NULL CHECK (fact IN ('book', 'definition', 'import',
                'statement', 'run', 'undo',
                'decision', 'note', 'posting', 'close', 'reveal')),
            number INTEGER NOT NULL,
            bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 65535)
        ) STRICT;
        CREATE INDEX log_leaf_fact ON log_leaf (fact, number);

        CREATE TABLE definition (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            yaml TEXT NOT NULL
        ) STRICT;
        CREATE TABLE definition_dialect (
            definition INTEGER NOT NULL REFERENCES definition,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (definition, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE import (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
            name TEXT NOT NULL UNIQUE,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            replaces INTEGER REFERENCES import
        ) STRICT;
        CREATE TABLE statement (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            import INTEGER NOT NULL REFERENCES import,
            file TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source <> ''),
            dialect TEXT NOT NULL,
            account TEXT NOT NULL,
            period_start INTEGER,
            period_end INTEGER,
            row_count INTEGER NOT NULL CHECK (row_count >= 0),
            first_time INTEGER,
            last_time INTEGER,
            excluded BLOB NOT NULL CHECK (length(excluded) % 4 = 0),
            channels TEXT NOT NULL,
            segment TEXT CHECK (length(segment) = 64),
            entries_root TEXT CHECK (length(entries_root) = 64),
            CHECK ((segment IS NULL) = (entries_root IS NULL)),
            CHECK ((period_start IS NULL) = (period_end IS NULL))
        ) STRICT;
        CREATE INDEX statement_import ON statement (import);

        CREATE TABLE run (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            definition INTEGER NOT NULL REFERENCES definition,
            through INTEGER NOT NULL,
            plan TEXT NOT NULL CHECK (length(plan) = 64),
            verdict TEXT NOT NULL,
            statement_digest TEXT NOT NULL CHECK (length(statement_digest) = 64),
            statement BLOB NOT NULL,
            -- A line per leg: its name and its passes, with tabs between.
            legs TEXT NOT NULL,
            cut_off INTEGER NOT NULL,
            matches TEXT CHECK (length(matches) = 64),
            match_count INTEGER NOT NULL CHECK (match_count >= 0),
            open_digest TEXT NOT NULL CHECK (length(open_digest) = 64),
            open_count INTEGER NOT NULL CHECK (open_count >= 0),
            break_digest TEXT NOT NULL CHECK (length(break_digest) = 64),
            break_count INTEGER NOT NULL CHECK (break_count >= 0),
            -- Set when the run is undone.
            undone_at INTEGER,
            undone_by TEXT,
            CHECK ((undone_at IS NULL) = (undone_by IS NULL))
        ) STRICT;

        -- An entry that no longer counts. `run` is set by the run that deals with it, and taken
        -- back when that is undone.
        CREATE TABLE supersession (
            old INTEGER PRIMARY KEY,
            new INTEGER UNIQUE,
            import INTEGER NOT NULL REFERENCES import,
            run INTEGER REFERENCES run
        ) STRICT;
        CREATE INDEX supersession_import ON supersession (import);
        CREATE INDEX supersession_pending ON supersession (old) WHERE run IS NULL;

        -- How far a run took a statement.
        CREATE TABLE taken (
            statement INTEGER NOT NULL REFERENCES statement,
            run INTEGER NOT NULL REFERENCES run,
            through INTEGER NOT NULL,
            PRIMARY KEY (statement, run)
        ) STRICT, WITHOUT ROWID;

        -- `closed_in` is set by the run that finds the item open no more; `leaving` by a decision
        -- or an import that settles it before. Both are taken back by undoing.
        CREATE TABLE open_item (
            leg TEXT NOT NULL,
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            entry INTEGER NOT NULL,
            opened_in INTEGER NOT NULL REFERENCES run,
            since INTEGER NOT NULL,
            class TEXT NOT NULL,
            break BLOB NOT NULL CHECK (length(break) = 16),
            units TEXT NOT NULL,
            scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
            currency TEXT NOT NULL,
            closed_in INTEGER REFERENCES run,
            leaving TEXT,
            PRIMARY KEY (leg, side, entry, opened_in)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX open_item_now ON open_item (leg, side, entry) WHERE closed_in IS NULL;
        CREATE INDEX open_item_break ON open_item (break) WHERE closed_in IS NULL;
        CREATE INDEX open_item_left ON open_item (leaving) WHERE leaving IS NOT NULL;
        CREATE INDEX open_item_entry ON open_item (entry);
        CREATE INDEX open_item_opened ON open_item (opened_in);
        CREATE INDEX open_item_closed ON open_item (closed_in) WHERE closed_in IS NOT NULL;

        CREATE TABLE deferred (
            entry INTEGER NOT NULL,
            run INTEGER NOT NULL REFERENCES run,
            ended_in INTEGER REFERENCES run,
            PRIMARY KEY (entry, run)
        ) STRICT, WITHOUT ROWID;

        -- A match of a run that holds no more: a later run or a decision said so.
        CREATE TABLE voided_match (
            run INTEGER NOT NULL REFERENCES run,
            left INTEGER NOT NULL,
            right INTEGER NOT NULL,
            voided_by TEXT NOT NULL,
            PRIMARY KEY (run, left, right, voided_by)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX voided_left ON voided_match (left);
        CREATE INDEX voided_right ON voided_match (right);

        -- What the entries of a statement add up to (EntryFlow); it follows from them.
        CREATE TABLE flow (
            statement INTEGER NOT NULL REFERENCES statement,
            source TEXT NOT NULL,
            day INTEGER,
            channel TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            currency TEXT NOT NULL,
            fee_currency TEXT NOT NULL,
            entries INTEGER NOT NULL,
            amount TEXT NOT NULL,
            fee TEXT NOT NULL
        ) STRICT;
        CREATE INDEX flow_day ON flow (day);

        -- Every version of every break; `current` marks the one that holds.
        CREATE TABLE break_version (
            number INTEGER PRIMARY KEY,
            break BLOB NOT NULL CHECK (length(break) = 16),
            current INTEGER NOT NULL CHECK (current IN (0, 1)),
            undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
            run INTEGER NOT NULL REFERENCES run,
            first_run INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('expected', 'open', 'reopened', 'resolved')),
            cause TEXT,
            leg TEXT NOT NULL,
            class TEXT NOT NULL,
            finding TEXT,
            severity TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount TEXT NOT NULL,
            left_amount TEXT,
            right_amount TEXT,
            expected_fee TEXT,
            actual_fee TEXT,
            left_entry INTEGER,
            right_entry INTEGER,
            left_source TEXT NOT NULL,
            right_source TEXT NOT NULL,
            reference TEXT NOT NULL,
            left_reference TEXT NOT NULL,
            right_reference TEXT NOT NULL,
            occurred_at INTEGER,
            break_on INTEGER,
            -- When it was found or reopened, and the first moment that is too late.
            opened_at INTEGER NOT NULL,
            due_at INTEGER,
            explanation_zh_cn TEXT NOT NULL,
            explanation_zh_tw TEXT NOT NULL,
            explanation_en TEXT NOT NULL,
            -- For the queues; all of it ascends. Plain columns, since an index over generated ones
            -- is not taken to hold all that is asked for. The size is in millionths of the major
            -- unit as far as 64 bits reach, the largest first.
            standing INTEGER NOT NULL CHECK (standing = CASE state
                WHEN 'expected' THEN 1 WHEN 'resolved' THEN 2 ELSE 0 END),
            due_key INTEGER NOT NULL CHECK (due_key = ifnull(due_at, 9223372036854775807)),
            time_key INTEGER NOT NULL
                CHECK (time_key = ifnull(occurred_at, -9223372036854775807)),
            size_key INTEGER NOT NULL CHECK (size_key <= 0),
            severity_key INTEGER NOT NULL CHECK (severity_key BETWEEN -3 AND 0)
        ) STRICT;
        CREATE UNIQUE INDEX break_now ON break_version (break) WHERE current = 1;
        CREATE INDEX break_versions ON break_version (break, number);
        -- One for each order. They hold what filters ask for: a page reads no row that it does not
        -- show.
        CREATE INDEX break_by_leg ON break_version (standing, leg, time_key, break, class,
            severity, currency, due_key, current) WHERE current = 1;
        CREATE INDEX break_by_due ON break_version (standing, due_key, break, leg, class,
            severity, currency, current) WHERE current = 1;
        CREATE INDEX break_by_time ON break_version (standing, time_key, break, leg, class,
            severity, currency, due_key, current) WHERE current = 1;
        CREATE INDEX break_by_size ON break_version (standing, size_key, break, leg, class,
            severity, currency, due_key, time_key, current) WHERE current = 1;
        -- The page of the queue: whatever it is filtered by is counted here too.
        CREATE INDEX break_by_severity ON break_version (standing, severity_key, time_key, break,
            leg, class, severity, currency, due_key, size_key, current) WHERE current = 1;
        CREATE INDEX break_reference ON break_version (reference) WHERE current = 1;
        CREATE INDEX break_left_reference ON break_version (left_reference) WHERE current = 1;
        CREATE INDEX break_right_reference ON break_version (right_reference) WHERE current = 1;
        CREATE INDEX break_left ON break_version (left_entry) WHERE left_entry IS NOT NULL;
        CREATE INDEX break_right ON break_version (right_entry) WHERE right_entry IS NOT NULL;
        CREATE INDEX break_run ON break_version (run);

        CREATE TABLE journal_entry (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            identifier TEXT NOT NULL UNIQUE,
            day INTEGER NOT NULL,
            kind TEXT NOT NULL,
            memo TEXT NOT NULL,
            reverses TEXT REFERENCES journal_entry (identifier),
            cause TEXT NOT NULL
        ) STRICT;
        CREATE INDEX journal_entry_cause ON journal_entry (cause);
        CREATE TABLE posting (
            entry INTEGER NOT NULL REFERENCES journal_entry,
            line INTEGER NOT NULL CHECK (line >= 0),
            account TEXT NOT NULL,
            units TEXT NOT NULL,
            scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
            currency TEXT NOT NULL,
            PRIMARY KEY (entry, line)
        ) STRICT, WITHOUT ROWID;

        -- What was decided: its content, which never changes. `kind` says all of it in one line.
        CREATE TABLE decision (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            maker TEXT NOT NULL CHECK (length(maker) BETWEEN 1 AND 64),
            -- The name as names are compared.
            maker_key TEXT NOT NULL,
            amount TEXT,
            reason TEXT NOT NULL CHECK (reason <> ''),
            evidence BLOB NOT NULL,
            evidence_digest TEXT NOT NULL CHECK (length(evidence_digest) = 64),
            approval TEXT NOT NULL CHECK (approval IN ('alone', 'two')),
            -- What it moves, for the limits of one person.
            amounts TEXT NOT NULL
        ) STRICT;
        CREATE INDEX decision_maker ON decision (maker_key, at);
        CREATE TABLE decision_break (
            decision INTEGER NOT NULL REFERENCES decision,
            break BLOB NOT NULL CHECK (length(break) = 16),
            PRIMARY KEY (decision, break)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decision_of_break ON decision_break (break);
        CREATE TABLE decision_entry (
            decision INTEGER NOT NULL REFERENCES decision,
            entry INTEGER NOT NULL,
            PRIMARY KEY (decision, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decision_of_entry ON decision_entry (entry);
        CREATE TABLE decision_step (
            number INTEGER PRIMARY KEY,
            decision INTEGER NOT NULL REFERENCES decision,
            step TEXT NOT NULL CHECK (step IN ('approve', 'reject', 'withdraw', 'apply', 'undo')),
            at INTEGER NOT NULL,
            actor TEXT,
            reason TEXT,
            undone_by INTEGER REFERENCES decision
        ) STRICT;
        CREATE INDEX decision_step_of ON decision_step (decision);
        -- What it did, as canonical bytes; and the last run when it did.
        CREATE TABLE decision_effect (
            decision INTEGER PRIMARY KEY REFERENCES decision,
            run INTEGER NOT NULL REFERENCES run,
            bytes BLOB NOT NULL
        ) STRICT;
        -- Below: what follows from effects. `ended_by` is the decision that takes it back.
        CREATE TABLE break_part (
            decision INTEGER NOT NULL REFERENCES decision,
            break BLOB NOT NULL CHECK (length(break) = 16),
            units TEXT NOT NULL,
            scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
            currency TEXT NOT NULL,
            PRIMARY KEY (decision, break)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX break_part_of ON break_part (break);
        CREATE TABLE standing_rule (
            decision INTEGER NOT NULL REFERENCES decision,
            line INTEGER NOT NULL CHECK (line >= 0),
            rule TEXT NOT NULL CHECK (rule IN ('ignored', 'not_a_duplicate', 'apart',
                'refund_expected')),
            identity BLOB CHECK (length(identity) = 16),
            other BLOB CHECK (length(other) = 16),
            name TEXT,
            amount TEXT,
            order_reference TEXT,
            channel_reference TEXT,
            ended_by INTEGER REFERENCES decision,
            PRIMARY KEY (decision, line)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE expectation (
            break BLOB NOT NULL CHECK (length(break) = 16),
            decision INTEGER NOT NULL REFERENCES decision,
            until INTEGER,
            ended_by INTEGER REFERENCES decision,
            PRIMARY KEY (break, decision)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE outbox (
            key TEXT PRIMARY KEY,
            decision INTEGER NOT NULL REFERENCES decision,
            kind TEXT NOT NULL CHECK (kind IN ('refund', 'redeliver')),
            break BLOB NOT NULL CHECK (length(break) = 16),
            channel TEXT NOT NULL,
            amount TEXT,
            order_reference TEXT,
            channel_reference TEXT,
            state TEXT NOT NULL CHECK (state IN ('pending', 'cancelled', 'executed'))
        ) STRICT;
        -- Entries that a decision gave back after a run had counted them as resolved. `run` is set
        -- by the run that looks at them again, `ended_by` by the decision that takes it back
        -- before.
        CREATE TABLE returned (
            leg TEXT NOT NULL,
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            entry INTEGER NOT NULL,
            decision INTEGER NOT NULL REFERENCES decision,
            run INTEGER REFERENCES run,
            ended_by INTEGER REFERENCES decision,
            PRIMARY KEY (leg, side, entry, decision)
        ) STRICT, WITHOUT ROWID;
        -- Owner, labels, comments and attachments of breaks, in the order they were noted.
        CREATE TABLE break_note (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            break BLOB NOT NULL CHECK (length(break) = 16),
            at INTEGER NOT NULL,
            actor TEXT,
            note TEXT NOT NULL CHECK (note IN ('owned', 'labelled', 'unlabelled', 'commented',
                'attached')),
            text TEXT,
            digest TEXT CHECK (length(digest) = 64),
            size INTEGER CHECK (size >= 0),
            CHECK ((note = 'attached') = (digest IS NOT NULL)),
            CHECK ((digest IS NULL) = (size IS NULL))
        ) STRICT;
        CREATE INDEX break_note_of ON break_note (break, number);
        -- What the notes make of a break.
        CREATE TABLE break_mark (
            break BLOB PRIMARY KEY CHECK (length(break) = 16),
            owner TEXT,
            -- The name as names are compared.
            owner_key TEXT,
            comments INTEGER NOT NULL CHECK (comments >= 0),
            attachments INTEGER NOT NULL CHECK (attachments >= 0),
            note INTEGER NOT NULL REFERENCES break_note,
            CHECK ((owner IS NULL) = (owner_key IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX break_owner ON break_mark (owner_key) WHERE owner_key IS NOT NULL;
        CREATE TABLE break_label (
            break BLOB NOT NULL CHECK (length(break) = 16),
            label TEXT NOT NULL,
            PRIMARY KEY (break, label)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX break_labelled ON break_label (label, break);

        -- Who was shown what is masked of which entries (a list with spaces between), and why.
        CREATE TABLE reveal (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            entries TEXT NOT NULL CHECK (entries <> '')
        ) STRICT;

        CREATE TABLE period_close (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            through INTEGER NOT NULL,
            at INTEGER NOT NULL,
            maker TEXT NOT NULL,
            checker TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES run
        ) STRICT;
        """
}
