import Glibc
import Records

/// The secrets that sign callbacks. They are never shown, stored or logged.
package struct SigningKeys: Sendable {
    private var bySource: [String: [UInt8]] = [:]
    /// What an earlier run with a key that is withheld refused, by source: "file:line".
    private(set) var recorded: [String: Set<String>] = [:]

    package init() {}

    /// A key file holds a line.
    private static let keyLimitBytes = 4096

    /// Keys of the command line, given by source or channel, by the link sources they are for.
    static func share(
        _ given: [String: Definition.SigningKey], among sources: RunSources
    ) throws(EngineError) -> [String: Definition.SigningKey] {
        let aliases = sources.aliases
        let links = sources.tables.filter { $0.role == .link }
        var shared: [String: Definition.SigningKey] = [:]
        for (name, key) in given.sorted(by: { $0.key < $1.key }) {
            let named = links.filter {
                $0.source == name || $0.channel == aliases.canonical(name)
            }
            let known = sources.definition.source(name) != nil
            // A channel that has no callbacks today needs no key; a misspelt name is a mistake.
            guard !named.isEmpty || known || aliases.knows(name) else {
                throw .definition(
                    place: "--signing-key", found: name,
                    expected: Set(links.map(\.source)).sorted().joined(separator: " | "))
            }
            for table in named where shared[table.source] == nil { shared[table.source] = key }
            if known, named.isEmpty { shared[name] = key }
        }
        return shared
    }

    /// Reads the keys of a definition. `given` are those of the command line, by source.
    static func resolve(
        _ definition: Definition, base: String, given: [String: Definition.SigningKey],
        refused: [RefusedCallback]?
    ) throws(EngineError) -> SigningKeys {
        var keys = SigningKeys()
        for source in definition.sources {
            let handed = given[source.name]
            guard let key = handed ?? source.signingKey else { continue }
            if key == .withheld, let refused {
                let own = refused.filter { $0.source == source.name }
                keys.recorded[source.name] = Set(own.map(\.place))
                continue
            }
            // A path on the command line is the caller's, one in a definition is the definition's.
            let folder = handed == nil ? base : "."
            keys.bySource[source.name] = try bytes(of: key, source: source.name, folder: folder)
        }
        return keys
    }

    subscript(source: String) -> [UInt8]? { bySource[source] }

    private static func bytes(
        of key: Definition.SigningKey, source: String, folder: String
    ) throws(EngineError) -> [UInt8] {
        let text: String
        switch key {
        case .literal(let literal): text = literal
        case .withheld: throw .missingKey(source: source, place: "--signing-key \(source)=…")
        case .environment(let name):
            guard let value = unsafe getenv(name) else {
                throw .missingKey(source: source, place: "$\(name)")
            }
            text = unsafe String(cString: value)
        case .file(let path):
            let bytes = try SystemFile.read(FilePath.join(folder, path), limit: keyLimitBytes)
            guard let content = String(validating: bytes, as: UTF8.self) else {
                throw .missingKey(source: source, place: path)
            }
            text = content.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        }
        guard !text.isEmpty else { throw .missingKey(source: source, place: "\(key)") }
        return Array(text.utf8)
    }
}
