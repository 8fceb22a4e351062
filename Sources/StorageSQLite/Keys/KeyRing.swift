import Crypto
import Engine
import Synchronization

/// The data keys of an open book, unwrapped when the first is asked for: what needs no sealed text
/// needs no master key.
package final class KeyRing: Sendable {
    private let newest: @Sendable (KeyPurpose) throws(EngineError) -> Int
    private let unwrap: @Sendable () throws(EngineError) -> [DataKey]
    private let known = Mutex<[Int: DataKey]>([:])

    /// `newest`: the number of the key that seals now, which another process may have added.
    init(
        newest: @escaping @Sendable (KeyPurpose) throws(EngineError) -> Int,
        unwrap: @escaping @Sendable () throws(EngineError) -> [DataKey]
    ) {
        self.newest = newest
        self.unwrap = unwrap
    }

    /// One key of 32 bytes, for segments without a book.
    package convenience init(_ bytes: [UInt8]) {
        let key = DataKey(number: 1, key: SymmetricKey(data: bytes))
        self.init(
            newest: { _ throws(EngineError) in 1 }, unwrap: { () throws(EngineError) in [key] })
    }

    /// What new texts are sealed under.
    func current(_ purpose: KeyPurpose) throws(EngineError) -> DataKey {
        try key(try newest(purpose))
    }

    func key(_ number: Int) throws(EngineError) -> DataKey {
        if let key = known.withLock({ $0[number] }) { return key }
        let keys = try unwrap()
        known.withLock { known in
            for key in keys { known[key.number] = key }
        }
        guard let key = keys.first(where: { $0.number == number }) else {
            throw .book(
                .masterKey(
                    place: "data_key", found: "1…\(keys.map(\.number).max() ?? 0)",
                    expected: "\(number)"))
        }
        return key
    }
}
