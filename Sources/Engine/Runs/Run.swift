import Matching
package import Records
package import Reports
import Statements

/// One reconciliation from a definition and the files it names to a `RunReport`.
///
/// read (each file once) → sources (succession, signatures) → legs (side by side) → verdict.
/// The outcome is a function of the definition and the set of the files' bytes and names.
package struct Run: Sendable {
    package var definition: Definition
    /// The folder that the definition's paths start from.
    package var base: String
    package var library: FormatLibrary
    package var threads = 1
    /// Overrides the definition's period.
    package var day: Day?
    /// Keys from the command line, by source or channel.
    package var keys: [String: Definition.SigningKey] = [:]
    package var progress = Progress.silent
    /// Of an earlier run, where keys are withheld.
    package var refused: [RefusedCallback]?
    package var files = ReadFiles()
    package var lane = Lane.usual
    /// Bytes of memory that the run may take: above, the bulk lane writes entries to disk.
    package var memoryLimit = Run.usualMemoryLimit
    /// What the bulk lane settled.
    private var settled: SettledPairs?
    let aliases = ChannelAliases.builtin

    package init(definition: Definition, base: String, library: FormatLibrary) {
        self.definition = definition
        self.base = base
        self.library = library
    }

    /// The report, and the files as they were read, for the manifest.
    package struct Result: Sendable {
        package var report: RunReport
        package var definition: Definition
        package var day: Day?
        package var base: String
        /// By source, as handed in on the command line: a result says where they are, not what.
        package var keys: [String: Definition.SigningKey]
        package var refused: [RefusedCallback]
        /// Path and hash of every file, sorted by path.
        package var inputs: [InputRecord]
    }

    package struct InputRecord: Sendable, Hashable {
        package var path: String
        package var sha256: String
        package var byteCount: Int
    }

    package mutating func execute() async throws(EngineError) -> Result {
        var rules = definition
        if let day { rules.period = .days(from: day, through: day) }
        let zone = try TimeZoneFile.rules(definition.timeZone)
        var sources = RunSources(definition: rules, aliases: aliases)
        try await read(into: &sources)
        let handed = try SigningKeys.share(keys, among: sources)
        sources.settle(
            try SigningKeys.resolve(definition, base: base, given: handed, refused: refused))
        progress.step("")
        let plans = rules.legs.map { leg in
            LegPlan(leg, of: rules, sources: sources, zone: zone, aliases: aliases)
        }
        let crew = Crew.threads(threads, beside: plans.count)
        var outcomes = await Parallel.map(plans, threads: threads) { plan in
            Matching.reconcile(plan.definition, plan.inputs, crew: crew)
        }
        if let settled, outcomes.count == 1 {
            let inputs = plans[0].inputs.left + plans[0].inputs.right
            outcomes[0].statement.add(
                settled, scale: inputs.map(\.table.gross.scale).max() ?? settled.scale)
            outcomes[0].settled = settled
        }
        let legs = zip(plans, outcomes).map { plan, outcome in
            RunReport.Leg(
                inputs: plan.inputs, outcome: outcome, leftFiles: plan.leftFiles,
                rightFiles: plan.rightFiles, linkFiles: plan.linkFiles)
        }
        let identity = RunReport.DefinitionIdentity(
            name: rules.name, version: rules.version,
            digest: Digest.sha256(Array(DefinitionText.canonical(rules).utf8)))
        var assembly = RunAssembly(
            definition: rules, identity: identity, zone: zone, sources: sources, legs: legs)
        let report = assembly.report()
        return Result(
            report: report, definition: definition, day: day, base: base, keys: handed,
            refused: sources.refused, inputs: sources.inputs)
    }

    /// Reads every file of every source and shares the statements out.
    private mutating func read(into sources: inout RunSources) async throws(EngineError) {
        let paths = try paths(of: definition.sources)
        let names = FilePath.displayNames(paths.flatMap(\.self))
        var requests: [[ReadFiles.Request]] = []
        for (source, files) in zip(definition.sources, paths) {
            let told = source.dialectFiles.isEmpty ? nil : try ownFormat(of: source)
            requests.append(
                files.map {
                    ReadFiles.Request(
                        path: $0, format: told, ownAddresses: source.addresses.sorted())
                })
        }
        settled = await settleInBulk(requests, names: names)
        await files.read(
            requests.flatMap(\.self), names: names, library: library, threads: threads,
            progress: progress)
        let retold = retold(requests)
        await files.read(
            retold.flatMap(\.self), names: names, library: library, threads: threads,
            progress: progress)
        for (source, wanted) in zip(definition.sources, retold) {
            for request in wanted { if let file = files[request] { sources.add(file, to: source) } }
        }
        sources.finishReading()
    }

    private func paths(of sources: [Definition.Source]) throws(EngineError) -> [[String]] {
        var paths: [[String]] = []
        for source in sources {
            paths.append(try FilePath.expand(source.files, relativeTo: base))
        }
        return paths
    }

    /// The one format of a source that brings its own dialect file.
    private func ownFormat(of source: Definition.Source) throws(EngineError) -> String? {
        guard let first = source.dialectFiles.first, source.dialectFiles.count == 1 else {
            return nil
        }
        return try FormatLibrary.dialect(at: FilePath.join(base, first)).name
    }

    /// A file that nobody claims is read as its source's only format; so the reader, not the guess,
    /// says what is wrong with it.
    private func retold(_ requests: [[ReadFiles.Request]]) -> [[ReadFiles.Request]] {
        zip(definition.sources, requests).map { source, wanted in
            guard source.formats.count == 1, let format = source.formats.first,
                library.dialect(named: format) != nil
            else { return wanted }
            return wanted.map { request in
                guard request.format == nil, let file = files[request],
                    file.statements.count == 1, let only = file.statements.first,
                    only.dialect.name != format
                else { return request }
                var told = request
                told.format = format
                return told
            }
        }
    }
}
