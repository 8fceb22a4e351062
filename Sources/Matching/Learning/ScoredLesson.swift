/// What history teaches about what a scored pass says.
package struct ScoredLesson: Sendable, Hashable {
    package var pass: String
    package var lesson: CalibrationLesson
}
