import Foundation
import Testing

/// The house's numbers, each with a ratchet: named exceptions that may only shrink.
@Suite struct NumberTests {
    static let fileLimit = 500
    static let functionLimit = 70
    static let lineLimit = 100

    /// Path → lines. Nobody is excused.
    static let longFiles: [String: Int] = [:]
    /// "path name" → lines of the function.
    static let longFunctions: [String: Int] = [:]
    /// Path → lines of more than `lineLimit` characters.
    static let wideLines: [String: Int] = [:]
    /// Path → types beyond the first at the file's top level.
    static let severalTypes: [String: Int] = [:]
    /// Files whose types stand under another name.
    static let otherNames: Set<String> = []

    @Test("files are at most 500 lines long")
    func files() {
        check(Repository.swiftSources + Repository.swiftTests, Self.longFiles) { source in
            source.lines.count > Self.fileLimit ? source.lines.count : 0
        }
    }

    @Test("functions are at most 70 lines long")
    func functions() {
        var seen: [String: Int] = [:]
        for source in Repository.swiftSources + Repository.swiftTests {
            for function in source.functions where function.length > Self.functionLimit {
                let key = "\(source.path) \(function.name)"
                seen[key] = max(seen[key] ?? 0, function.length)
            }
        }
        ratchet(seen, Self.longFunctions)
        // The scanner sees functions at all.
        #expect(Repository.swiftSources.reduce(0) { $0 + $1.functions.count } > 500)
    }

    @Test("lines are at most 100 characters wide")
    func lines() {
        check(Repository.swiftSources + Repository.swiftTests, Self.wideLines) { source in
            source.lines.count { $0.count > Self.lineLimit }
        }
    }

    @Test("a file has one main type, named like the file")
    func mainTypes() {
        check(Repository.swiftSources, Self.severalTypes) { max(0, $0.types.count - 1) }
        for source in Repository.swiftSources {
            guard !source.types.isEmpty, !Self.otherNames.contains(source.path) else { continue }
            let halves = source.name.split(separator: "+").map(String.init)
            #expect(
                !Set(source.types).isDisjoint(with: halves),
                "\(source.path) holds \(source.types)")
        }
    }

    private func check(
        _ sources: [SwiftSource], _ allowed: [String: Int], _ measure: (SwiftSource) -> Int
    ) {
        var seen: [String: Int] = [:]
        for source in sources where measure(source) > 0 { seen[source.path] = measure(source) }
        ratchet(seen, allowed)
    }

    /// Nothing new, nothing worse. Who makes a file better lowers or removes its entry.
    private func ratchet(_ seen: [String: Int], _ allowed: [String: Int]) {
        for (key, value) in seen.sorted(by: { $0.key < $1.key }) {
            #expect(value <= allowed[key] ?? 0, "\(key): \(value)")
        }
    }
}
