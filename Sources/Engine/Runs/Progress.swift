/// Told of each step of long work; the program shows it where a person watches.
package struct Progress: Sendable {
    package var step: @Sendable (String) -> Void

    package init(step: @escaping @Sendable (String) -> Void) { self.step = step }

    package static let silent = Progress { _ in }
}

/// For files that know Foundation, which has another `Progress`.
package typealias RunProgress = Progress
