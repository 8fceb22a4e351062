/// The entries of a YAML mapping in the order of the file.
struct YAMLMap {
    let pairs: [(key: String, value: YAMLValue)]
    let place: DialectFileError.Place
    private let places: [String: DialectFileError.Place]

    init(
        pairs: [(key: String, value: YAMLValue)], place: DialectFileError.Place,
        places: [String: DialectFileError.Place]
    ) {
        self.pairs = pairs
        self.place = place
        self.places = places
    }

    subscript(key: String) -> YAMLValue? { pairs.first { $0.key == key }?.value }

    func keyPlace(_ key: String) -> DialectFileError.Place? { places[key] }

    func required(_ key: String) throws(DialectFileError) -> YAMLValue {
        guard let value = self[key] else { throw .missingKey(place, key: key) }
        return value
    }

    /// This mapping over another: its own keys win, the other's fill the gaps.
    func over(_ base: YAMLMap) -> YAMLMap {
        YAMLMap(
            pairs: pairs + base.pairs.filter { pair in self[pair.key] == nil }, place: place,
            places: places.merging(base.places) { own, _ in own })
    }
}
