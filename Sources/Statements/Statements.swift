import Records

/// Bytes of a statement file → entries and problems, in the dialect it was told or identified.
///
/// `members` opens archives, `identify` says who claims a file, `read` reads it, `crossCheck`
/// compares summary files with their details. All are pure.
///
/// - `Containers`, `Encoding`, `Shapes`: bytes → rows, whatever the container and the encoding.
/// - `Identify`: which dialect claims a file, and why the others do not.
/// - `Values`: one field → amount, time, word.
/// - `Mapping`: rows → entries and problems.
/// - `Checks`: totals, balances and sums that a file states of itself.
package enum Statements {
    /// Exactly one dialect claims a known file. A generic dialect claims only what no other does.
    package static func identify(
        _ file: RawFile, among dialects: DialectSet, limits: Limits
    ) -> Identification {
        var check = ClaimCheck(file, limits)
        return identify(&check, dialects)
    }

    private static func identify(
        _ check: inout ClaimCheck, _ dialects: DialectSet
    ) -> Identification {
        var claimedBy: [String] = []
        var refusals: [Identification.Refusal] = []
        for isFallback in [false, true] {
            for compiled in dialects.compiled where compiled.dialect.fallback == isFallback {
                let name = compiled.dialect.name
                if isFallback, claimedBy.contains(where: { dialects.isSpecific($0) }) {
                    refusals.append(Identification.Refusal(dialect: name, reason: .notNeeded))
                } else if let reason = check.refusal(compiled) {
                    refusals.append(Identification.Refusal(dialect: name, reason: reason))
                } else {
                    claimedBy.append(name)
                }
            }
        }
        refusals.sort { $0.dialect < $1.dialect }
        return Identification(
            file: check.file.name, encoding: check.sample(.delimited(separator: 0)).encoding,
            claimedBy: claimedBy, refusals: refusals)
    }

    /// Reads one file (a member, where it came in an archive): in the dialect told by `as`, else in
    /// the one that claims it. A file that nobody claims comes back quarantined, with a problem
    /// that says which columns the nearest dialects miss.
    package static func read(
        _ file: RawFile, among dialects: DialectSet, as told: Dialect? = nil,
        hints: ReadHints = ReadHints(), limits: Limits = Limits()
    ) -> Statement {
        switch claim(file, among: dialects, as: told, limits: limits) {
        case .unknown(let statement): return statement
        case .known(let compiled, let decoded):
            var reader = StatementReader(
                file, compiled, hints: hints, limits: limits,
                crossChecks: dialects.crossChecks(of: compiled.dialect.name), decoded: decoded)
            return reader.read()
        }
    }

    /// Reads one of the blocks that a `BlockwiseReading` cut.
    package static func read(_ block: Block) -> BlockReading {
        var reader = StatementReader(block)
        return reader.readBlock(block)
    }

    enum Claim {
        /// With what was found out of its encoding.
        case known(CompiledDialect, DecodedInput?)
        /// What is said of a file that nobody, or more than one, claims.
        case unknown(Statement)
    }

    static func claim(
        _ file: RawFile, among dialects: DialectSet, as told: Dialect?, limits: Limits
    ) -> Claim {
        if let told { return .known(dialects.compiled(told), nil) }
        var check = ClaimCheck(file, limits)
        let identification = identify(&check, dialects)
        guard identification.claimedBy.count == 1,
            let known = dialects.compiled.first(where: {
                $0.dialect.name == identification.claimedBy[0]
            })
        else {
            return .unknown(UnknownFile.statement(file, identification, &check, dialects))
        }
        return .known(known, check.decoded)
    }

    /// Compares summary files with the files they sum up; a difference stands in both.
    package static func crossCheck(_ statements: inout [Statement]) {
        compareSummaries(&statements)
    }
}
