/// A pattern that RE2 refuses, with its reason.
package struct PatternError: Error, Hashable {
    package var pattern: String
    package var reason: String
}
