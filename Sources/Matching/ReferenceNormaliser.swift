/// What is done to a reference before it is compared. Patterns (RE2) are applied by the Engine,
/// which hands in tables whose references are already captured.
package struct ReferenceNormaliser: Sendable, Hashable {
    package var ignoresCase = false
    package var dropsPrefix = ""
    package var dropsLeadingZeros = false
    package init() {}
    package var isIdentity: Bool { !ignoresCase && dropsPrefix.isEmpty && !dropsLeadingZeros }
}
