package import Engine
import GRDB
package import Records

extension BookDatabase {
    /// The keys of an open database. What is read is little: it is asked for once per file.
    static func ring(_ queue: DatabaseQueue, _ source: MasterKeySource) -> KeyRing {
        KeyRing(
            newest: { purpose throws(EngineError) in
                try asking { () throws in
                    try queue.read { database in
                        try Int.fetchOne(
                            database, sql: "SELECT max(number) FROM data_key WHERE purpose = ?",
                            arguments: [purpose.rawValue]) ?? 0
                    }
                }
            },
            unwrap: { () throws(EngineError) in
                try asking { () throws in
                    let rows = try queue.read { try WrappedKey.all($0) }
                    guard let first = rows.first else { return [] }
                    let master = try source.key(id: first.master)
                    return try rows.map { try master.unwrap($0) }
                }
            })
    }

    private static func asking<Value>(_ body: () throws -> Value) throws(EngineError) -> Value {
        do { return try body() } catch { throw failure("keys", error) }
    }

    /// The first data keys of a book that is being made.
    static func addKeys(
        _ database: Database, at now: Instant, _ master: MasterKey
    ) throws {
        for (index, purpose) in KeyPurpose.allCases.enumerated() {
            try WrappedKey(.random(number: index + 1), purpose, madeAt: now, by: master)
                .insert(database)
        }
    }

    /// 32 bytes that seal what the server keeps.
    package func serverKey() throws(EngineError) -> [UInt8] {
        try keys.current(.server).bytes
    }

    package func dataKeys() throws(EngineError) -> [DataKeyFact] {
        try read("keys") { database in
            try WrappedKey.all(database).map {
                DataKeyFact(
                    number: $0.number, purpose: $0.purpose, madeAt: $0.madeAt, master: $0.master)
            }
        }
    }

    /// That the master key is there and opens every data key; its id.
    package func checkKeys() throws(EngineError) -> String {
        let rows = try read("keys") { try WrappedKey.all($0) }
        guard let first = rows.first else {
            throw .book(.masterKey(place: "data_key", found: "0", expected: "1…"))
        }
        let master = try keySource.key(id: first.master)
        for row in rows { _ = try master.unwrap(row) }
        return master.id
    }

    // MARK: Changing them

    /// A data key more: it seals what is written from now on.
    package func addDataKey(at now: Instant) throws(EngineError) -> KeyRotation {
        let rows = try read("keys") { try WrappedKey.all($0) }
        let master = try keySource.key(id: rows.first?.master ?? "")
        let number = (rows.map(\.number).max() ?? 0) + 1
        try write("keys") { database in
            try WrappedKey(.random(number: number), .book, madeAt: now, by: master)
                .insert(database)
        }
        return KeyRotation(from: master.id, to: master.id, rewrapped: 0, added: number)
    }

    /// Another master key: random, or that of the file `given`. Where the old one is in a file, the
    /// new one takes its place; where it is in the environment, whoever set it sets the new one.
    package func rotateMasterKey(to given: String? = nil) throws(EngineError) -> KeyRotation {
        try rotateMasterKey(to: given) { _, _ in }
    }

    func rotateMasterKey(
        to given: String?, onStep: (KeyStep, CommitStep.Moment) throws -> Void
    ) throws(EngineError) -> KeyRotation {
        let rows = try read("keys") { try WrappedKey.all($0) }
        let old = try keySource.key(id: rows.first?.master ?? "")
        // What a rotation that was killed after its commit did not get to.
        try keySource.settle(old)
        let new = try newMaster(given, old)
        let rewrapped = try rows.map { (row) throws(EngineError) in
            try row.rewrap(from: old, to: new)
        }
        var file: String?
        do {
            if case .file(let path) = keySource {
                file = path
                try onStep(.next, .before)
                try MasterKeySource.write(new, to: path + MasterKeySource.nextSuffix)
                try onStep(.next, .after)
            }
            try queue.write { database in
                try onStep(.rewrap, .before)
                for row in rewrapped { try row.update(database) }
                try onStep(.rewrap, .after)
                try onStep(.commit, .before)
            }
            try onStep(.commit, .after)
            try onStep(.install, .before)
            try keySource.settle(new)
            try onStep(.install, .after)
        } catch {
            throw BookDatabase.failure("keys", error)
        }
        return KeyRotation(
            from: old.id, to: new.id, rewrapped: rewrapped.count, added: nil, file: file)
    }

    private func newMaster(_ given: String?, _ old: MasterKey) throws(EngineError) -> MasterKey {
        guard let given else {
            guard case .file = keySource else {
                throw .book(
                    .masterKey(
                        place: "--new-key", found: "", expected: MasterKeySource.form))
            }
            return .random()
        }
        guard let new = try MasterKeySource.read(given) else {
            throw .book(.masterKey(place: given, found: "", expected: MasterKeySource.form))
        }
        guard new.id != old.id else {
            throw .book(.masterKey(place: given, found: new.id, expected: "≠ \(old.id)"))
        }
        return new
    }
}
