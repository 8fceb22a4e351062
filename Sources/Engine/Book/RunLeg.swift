import Reports

/// A leg of a run and its passes, by name: what its matches mean, whatever the definition says
/// later.
package struct RunLeg: Sendable, Hashable {
    package var name: String
    package var passes: [String]

    package init(name: String, passes: [String]) {
        self.name = RunLeg.plain(name)
        self.passes = passes.map(RunLeg.plain)
    }

    var json: JSONValue { .array([.string(name), .array(passes.map { .string($0) })]) }

    /// A line per leg: name and passes with tabs between; neither has a control character.
    package static func text(_ legs: [RunLeg]) -> String {
        legs.map { ([$0.name] + $0.passes).joined(separator: "\t") }.joined(separator: "\n")
    }

    package static func read(_ text: String) -> [RunLeg] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            return RunLeg(name: parts[0], passes: Array(parts.dropFirst()))
        }
    }

    /// It stands on a line of a leaf, which ends with the line.
    private static func plain(_ name: String) -> String {
        String(name.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    }
}
