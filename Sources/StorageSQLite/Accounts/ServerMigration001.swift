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
