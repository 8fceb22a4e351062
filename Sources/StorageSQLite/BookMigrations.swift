import Engine
import GRDB

/// Forward only: a book that an earlier program made is brought up, one that a later program made
/// is left alone.
enum BookMigrations {
    static let all = [
        (Migration001.name, Migration001.sql), (Migration002.name, Migration002.sql),
    ]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (name, sql) in all {
            migrator.registerMigration(name) { database in try database.execute(sql: sql) }
        }
        return migrator
    }

    static func migrate(_ queue: DatabaseQueue) throws(EngineError) {
        do { try migrator.migrate(queue) } catch {
            throw BookDatabase.failure("migrate", error)
        }
    }

    static func check(_ queue: DatabaseQueue) throws(EngineError) {
        do {
            let applied = try queue.read { try migrator.appliedIdentifiers($0) }
            let known = Set(all.map(\.0))
            if let later = applied.subtracting(known).sorted().last {
                throw EngineError.book(.newer(found: later, known: all.last?.0 ?? ""))
            }
            // The first shape had no keys; nothing was released with it.
            guard try queue.read({ try $0.tableExists("data_key") }) || applied.isEmpty else {
                throw EngineError.book(.older(found: Migration001.name))
            }
            if applied.count < known.count { try migrator.migrate(queue) }
        } catch {
            throw BookDatabase.failure("migrate", error)
        }
    }
}
