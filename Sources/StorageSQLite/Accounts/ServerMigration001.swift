/// The tables of `server.db`. Instants are microseconds of UTC.
enum ServerMigration001 {
    static let name = "001"

    static let sql = """
        CREATE TABLE account (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            role TEXT NOT NULL,
            password TEXT NOT NULL,
            second_factor BLOB NOT NULL,
            -- The last step of the second factor that was used.
            step INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            disabled_at INTEGER
        ) STRICT;
        CREATE TABLE recovery_code (
            account INTEGER NOT NULL REFERENCES account (number),
            hash TEXT NOT NULL,
            PRIMARY KEY (account, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE enrolment (
            hash TEXT PRIMARY KEY,
            name TEXT,
            role TEXT NOT NULL,
            until INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            -- 'set_up' or 'sign_in'.
            "use" TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_failure (
            name_key TEXT PRIMARY KEY,
            count INTEGER NOT NULL,
            last_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE session (
            hash TEXT PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account (number),
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            confirmed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX session_account ON session (account);
        CREATE TABLE token (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            hash TEXT NOT NULL UNIQUE,
            account INTEGER NOT NULL REFERENCES account (number),
            label TEXT NOT NULL,
            scopes TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER,
            used_at INTEGER
        ) STRICT;
        -- Queues of breaks that people named.
        CREATE TABLE view (
            account INTEGER NOT NULL REFERENCES account (number),
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            PRIMARY KEY (account, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE answer (
            account INTEGER NOT NULL REFERENCES account (number),
            key TEXT NOT NULL,
            request TEXT NOT NULL,
            at INTEGER NOT NULL,
            -- Empty while it is under way.
            status INTEGER,
            type TEXT,
            body BLOB,
            PRIMARY KEY (account, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE webhook (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            address TEXT NOT NULL,
            secret BLOB NOT NULL,
            -- Words with a space between them.
            events TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER
        ) STRICT;
        -- One row: how far the book was told of.
        CREATE TABLE webhook_place (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            leaves INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE delivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            webhook INTEGER NOT NULL REFERENCES webhook (number) ON DELETE CASCADE,
            message TEXT NOT NULL,
            event TEXT NOT NULL,
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            last_at INTEGER,
            last_answer TEXT NOT NULL,
            UNIQUE (webhook, message)
        ) STRICT;
        CREATE INDEX delivery_due ON delivery (webhook, due_at) WHERE state = 'waiting';
        CREATE INDEX delivery_of ON delivery (webhook, number);
        CREATE TABLE alert_rule (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            threshold TEXT NOT NULL,
            currency TEXT NOT NULL
        ) STRICT;
        -- What holds now, and was told of.
        CREATE TABLE alert (
            key TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            found TEXT NOT NULL,
            threshold TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE access (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            what TEXT NOT NULL,
            address TEXT NOT NULL,
            status INTEGER NOT NULL
        ) STRICT;
        """
}
