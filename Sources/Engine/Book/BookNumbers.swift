package struct BookNumbers: Sendable, Hashable {
    package var definition = 0
    package var imports = 0
    package var statement = 0
    package var run = 0
    package var decision = 0
    package var leaves = 0
    /// Runs that were taken back.
    package var undone = 0
    package init() {}
}
