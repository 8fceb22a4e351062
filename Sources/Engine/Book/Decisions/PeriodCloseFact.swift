package import Records
import Resolution

/// A period that was closed 封账.
package struct PeriodCloseFact: Sendable, Hashable {
    package var number: Int
    package var through: Day
    package var at: Instant
    package var maker: String
    package var checker: String
    package var run: Int

    package init(
        number: Int, through: Day, at: Instant, maker: String, checker: String, run: Int
    ) {
        self.number = number
        self.through = through
        self.at = at
        self.maker = maker
        self.checker = checker
        self.run = run
    }

    package var leaf: [UInt8] {
        CanonicalJSON.object([
            "fact": .string("close"), "number": .integer(Int64(number)),
            "through": .string(through.description), "at": .integer(at.microseconds),
            "maker": .string(maker), "checker": .string(checker), "run": .integer(Int64(run)),
        ]).bytes
    }
}
