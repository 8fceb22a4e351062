import Matching
import Records
import Statements

extension Run {
    /// Which runs take the bulk lane. It changes no result, only the time and memory of it.
    package enum Lane: Sendable, Hashable {
        /// Where the two files of the only leg have so many bytes together, and more than so many
        /// pairs are plain; read in blocks of so many bytes.
        case above(bytes: Int, pairs: Int, blockBytes: Int)
        case never

        /// Below, reading the files whole takes less than a second.
        package static let usual = Lane.above(
            bytes: 24 << 20, pairs: ResultFolder.tableRowLimit, blockBytes: BulkEntry.blockBytes)
    }

    /// Bytes that a run may take, where nobody says otherwise.
    package static let usualMemoryLimit = 4 << 30

    /// Settles what is plainly matched between two large files, and keeps what is left of them as
    /// the files that were read. Nil where the files have to be read whole.
    mutating func settleInBulk(
        _ requests: [[ReadFiles.Request]], names: [String: String]
    ) async -> SettledPairs? {
        guard case .above(let least, let pairs, let blockBytes) = lane, definition.legs.count == 1,
            definition.sources.count == 2, requests.allSatisfy({ $0.count == 1 }),
            let opened = bulkFiles(requests.flatMap(\.self), blockBytes),
            opened.reduce(0, { $0 + $1.byteCount }) >= least,
            let sources = bulkSources(requests.flatMap(\.self), opened, names),
            let zone = try? TimeZoneFile.rules(definition.timeZone)
        else { return nil }
        let leg = LegPlan.leg(definition.legs[0], of: definition, zone: zone)
        guard let rule = BulkRule(leg) else { return nil }
        let lane = BulkLane(
            threads: threads, limits: library.limits, rule: rule, progress: progress,
            entryBytes: memoryLimit / 5 * 2, leastPairs: pairs)
        guard let outcome = await lane.run(sources, library: library) else { return nil }
        let parts = [
            (outcome.left, outcome.fingerprints.left), (outcome.right, outcome.fingerprints.right),
        ]
        for (request, (source, part)) in zip(requests.flatMap(\.self), zip(sources, parts)) {
            files.keep(
                ReadFiles.File(
                    path: request.path, name: source.name, sha256: part.1,
                    byteCount: source.file.byteCount, statements: [part.0]), for: request)
        }
        return outcome.settled
    }

    /// Looked at first: most runs are over small files, and a format is not found out twice.
    private func bulkFiles(_ requests: [ReadFiles.Request], _ blockBytes: Int) -> [BulkFile]? {
        let files = requests.compactMap { BulkFile($0.path, blockBytes: blockBytes) }
        return files.count == requests.count ? files : nil
    }

    /// Left and right in this order. Nil where one of them is not for the lane.
    private func bulkSources(
        _ requests: [ReadFiles.Request], _ files: [BulkFile], _ names: [String: String]
    ) -> [BulkLane.Source]? {
        let leg = definition.legs[0]
        guard leg.links.isEmpty, leg.captures.isEmpty,
            leg.left.sources == [definition.sources[0].name], leg.left.channels.isEmpty,
            leg.right.sources == [definition.sources[1].name], leg.right.channels.isEmpty
        else { return nil }
        var sources: [BulkLane.Source] = []
        for (source, (request, file)) in zip(definition.sources, zip(requests, files)) {
            guard source.addresses.isEmpty, source.signingKey == nil, source.role != .link,
                file.byteCount <= library.limits.fileBytes
            else { return nil }
            let told = request.format.flatMap { library.dialect(named: $0) }
            if request.format != nil, told == nil { return nil }
            let name = names[request.path] ?? FilePath.name(request.path)
            guard let head = file.bytes(0..<min(BulkLane.headBytes, file.byteCount)),
                let plan = library.bulkPlan(
                    of: RawFile(name: name, bytes: BulkLane.wholeLines(head)), as: told),
                source.formats.isEmpty || source.formats.contains(plan.dialect.name),
                plan.dialect.role != .summary, plan.dialect.role != .link
            else { return nil }
            sources.append(BulkLane.Source(file: file, plan: plan, name: name))
        }
        // Files of one size may be the same bytes, and would be one.
        guard sources[0].file.byteCount != sources[1].file.byteCount,
            !sources[0].plan.hasChannelReference,
            sources[0].plan.unitScale == sources[1].plan.unitScale
        else { return nil }
        return sources
    }
}

extension FormatLibrary {
    func bulkPlan(of head: RawFile, as told: Dialect?) -> BulkPlan? {
        BulkPlan(head: head, among: set, as: told, hints: hints(), limits: limits)
    }
}
