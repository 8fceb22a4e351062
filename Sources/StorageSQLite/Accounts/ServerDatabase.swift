package import Engine
import GRDB
import Glibc
import Records

/// What the server keeps, in `server.db` beside the book: readable by its owner alone.
package final class ServerDatabase: ServerStore, Sendable {
    let queue: DatabaseQueue

    package static let databaseName = "server.db"

    /// Opens it, and makes it where it is not there.
    package init(folder: String) throws(EngineError) {
        let path = folder + "/" + ServerDatabase.databaseName
        // SQLite would make it readable by everybody.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        close(descriptor)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            var migrator = DatabaseMigrator()
            migrator.registerMigration(ServerMigration001.name) { database in
                try database.execute(sql: ServerMigration001.sql)
            }
            if let later = try queue.read({ try migrator.appliedIdentifiers($0) })
                .subtracting([ServerMigration001.name]).sorted().last
            {
                throw EngineError.book(.newer(found: later, known: ServerMigration001.name))
            }
            try migrator.migrate(queue)
        } catch {
            throw BookDatabase.failure("server", error)
        }
    }

    func read<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(EngineError) -> Result {
        do { return try queue.read(body) } catch {
            throw BookDatabase.failure(operation, error)
        }
    }

    func write<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(EngineError) -> Result {
        do { return try queue.write(body) } catch {
            throw BookDatabase.failure(operation, error)
        }
    }

    func execute(
        _ operation: String, _ sql: String, _ arguments: StatementArguments
    ) throws(EngineError) {
        try write(operation) { try $0.execute(sql: sql, arguments: arguments) }
    }
}
