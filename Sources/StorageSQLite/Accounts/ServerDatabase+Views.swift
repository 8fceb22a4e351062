package import Engine
import GRDB

extension ServerDatabase {
    package func views(of account: Int) throws(EngineError) -> [SavedView] {
        try read("views") { database in
            try Row.fetchAll(
                database, sql: "SELECT name, query FROM view WHERE account = ? ORDER BY name",
                arguments: [account]
            ).compactMap { SavedView(name: $0[0], query: $0[1]) }
        }
    }

    package func keep(_ view: SavedView, of account: Int) throws(EngineError) -> Bool {
        try write("keep view") { database in
            let others = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM view WHERE account = ? AND name <> ?",
                arguments: [account, view.name])
            guard others ?? 0 < SavedView.limit else { return false }
            try database.execute(
                sql: """
                    INSERT INTO view (account, name, query) VALUES (?, ?, ?)
                    ON CONFLICT (account, name) DO UPDATE SET query = excluded.query
                    """, arguments: [account, view.name, view.query])
            return true
        }
    }

    package func drop(view name: String, of account: Int) throws(EngineError) {
        try execute(
            "drop view", "DELETE FROM view WHERE account = ? AND name = ?", [account, name])
    }
}
