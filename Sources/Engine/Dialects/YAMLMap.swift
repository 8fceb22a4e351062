/// The entries of a YAML mapping in the order of the file.
struct YAMLMap {
    /// A key with the place where it stands, and its value.
    struct Pair {
        let key: String
        let keyLine: Int
        let keyColumn: Int
        let value: YAMLValue
    }

    let pairs: [Pair]
    let place: DialectFileError.Place

    subscript(key: String) -> YAMLValue? { index(of: key).map { pairs[$0].value } }

    /// Mappings hold a dozen keys: looking them through is faster than a dictionary is made.
    private func index(of key: String) -> Int? {
        for index in pairs.indices where pairs[index].key == key { return index }
        return nil
    }

    func keyPlace(_ key: String) -> DialectFileError.Place? {
        index(of: key).map {
            .init(
                file: pairs[$0].value.file, line: pairs[$0].keyLine,
                column: pairs[$0].keyColumn)
        }
    }

    func required(_ key: String) throws(DialectFileError) -> YAMLValue {
        guard let value = self[key] else { throw .missingKey(place, key: key) }
        return value
    }

    /// This mapping over another: its own keys win, the other's fill the gaps.
    func over(_ base: YAMLMap) -> YAMLMap {
        YAMLMap(pairs: pairs + base.pairs.filter { index(of: $0.key) == nil }, place: place)
    }
}
