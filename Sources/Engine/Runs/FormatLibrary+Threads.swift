import Records
package import Statements

extension FormatLibrary {
    /// Like `statements(of:)` without threads, and equal to it; the rows of a large member are read
    /// in blocks on several.
    package func statements(
        of file: InputFile, as dialect: Dialect? = nil, ownAddresses: [String] = [], threads: Int,
        blockBytes: Int = Block.usualBytes
    ) async -> [Statement] {
        await statements(
            of: file, members(of: file), as: dialect, ownAddresses: ownAddresses,
            threads: threads, blockBytes: blockBytes)
    }

    /// Every member as a statement, and who claims it and why the others do not: the file is opened
    /// once.
    package func described(
        _ file: InputFile, threads: Int
    ) async -> (statements: [Statement], identifications: [Identification]) {
        let opened = members(of: file)
        let statements = await statements(
            of: file, opened, as: nil, ownAddresses: [], threads: threads,
            blockBytes: Block.usualBytes)
        let identifications = opened.members.map {
            Statements.identify($0, among: set, limits: limits)
        }
        return (statements, identifications)
    }

    private func statements(
        of file: InputFile, _ opened: (members: [RawFile], problems: [Problem]),
        as dialect: Dialect?, ownAddresses: [String], threads: Int, blockBytes: Int
    ) async -> [Statement] {
        var statements: [Statement] = []
        for member in opened.members {
            statements.append(
                await statement(
                    of: member, as: dialect, hints: hints(ownAddresses: ownAddresses),
                    threads: threads, blockBytes: blockBytes))
        }
        return finished(statements, of: file, opened.problems)
    }

    private func statement(
        of member: RawFile, as dialect: Dialect?, hints: ReadHints, threads: Int,
        blockBytes: Int
    ) async -> Statement {
        // Below four blocks a file is read before a second thread is awake.
        guard threads > 1, member.bytes.count >= 4 * blockBytes else {
            return Statements.read(member, among: set, as: dialect, hints: hints, limits: limits)
        }
        let reading = BlockwiseReading(
            member, among: set, as: dialect, hints: hints, limits: limits, blockBytes: blockBytes)
        while true {
            let blocks = reading.nextBlocks(FormatLibrary.blocksOfRound)
            if blocks.isEmpty { break }
            await Parallel.inOrder(blocks, threads: threads, Statements.read) { _, block in
                reading.take([block])
            }
        }
        return reading.finish()
    }

    /// What a round learns, more decimals above all, the next round's blocks are read with.
    private static let blocksOfRound = 64
}
