/// A callback whose signature did not hold. A result keeps these in place of a key that was written
/// out, so that the run can be repeated without it.
package struct RefusedCallback: Sendable, Hashable {
    package var source: String
    package var file: String
    package var line: Int

    var place: String { "\(file):\(line)" }
}
