import Records

/// Column names of keyed rows in order of first appearance, found by their bytes.
struct KeyedColumns {
    private(set) var names: [String] = []
    private var keys: [[UInt8]] = []
    private var indexOf: [[UInt8]: Int] = [:]
    /// Records repeat their keys in one order: the next key is most often the one after the last.
    private var expected = 0

    /// The column of a key (UTF-8), made if it is new. Nil where there are `limit` columns.
    mutating func column(of key: [UInt8], limit: Int) -> Int? {
        if expected < keys.count, keys[expected] == key {
            expected += 1
            return expected - 1
        }
        if let index = indexOf[key] {
            expected = index + 1
            return index
        }
        guard keys.count < limit else { return nil }
        indexOf[key] = keys.count
        keys.append(key)
        names.append(String(decoding: key, as: UTF8.self))
        expected = keys.count
        return keys.count - 1
    }

    mutating func startRow() { expected = 0 }
}
