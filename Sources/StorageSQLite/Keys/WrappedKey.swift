import Engine
import GRDB
import Records

/// A row of `data_key`: a data key as it stands in the database.
struct WrappedKey: Sendable {
    var number: Int
    var purpose: KeyPurpose
    var madeAt: Instant
    /// The id of the master key that opens it.
    var master: String
    var wrapped: [UInt8]

    init(_ key: DataKey, _ purpose: KeyPurpose, madeAt: Instant, by master: MasterKey) {
        number = key.number
        self.purpose = purpose
        self.madeAt = madeAt
        self.master = master.id
        wrapped = master.wrap(key, purpose)
    }

    private init(_ row: Row) throws {
        number = row["number"]
        guard let purpose = KeyPurpose(rawValue: row["purpose"]) else {
            throw Words.Damage(table: "data_key", column: "purpose")
        }
        self.purpose = purpose
        madeAt = Instant(microseconds: row["made_at"])
        master = row["master"]
        wrapped = row.bytes("wrapped")
    }

    /// All of them, by number.
    static func all(_ database: Database) throws -> [WrappedKey] {
        try Row.fetchAll(database, sql: "SELECT * FROM data_key ORDER BY number").map {
            try WrappedKey($0)
        }
    }

    func insert(_ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO data_key VALUES (?, ?, ?, ?, ?)",
            arguments: [number, purpose.rawValue, madeAt.microseconds, master, wrapped.blob])
    }

    /// The same key, wrapped by another master key.
    func rewrap(from old: MasterKey, to new: MasterKey) throws(EngineError) -> WrappedKey {
        WrappedKey(try old.unwrap(self), purpose, madeAt: madeAt, by: new)
    }

    func update(_ database: Database) throws {
        try database.execute(
            sql: "UPDATE data_key SET master = ?, wrapped = ? WHERE number = ?",
            arguments: [master, wrapped.blob, number])
    }
}
