import Foundation

/// What an independent program counts in the same bytes (Tests/Oracles/column_sums.py).
struct ColumnSumOracle: Sendable {
    struct Table: Decodable, Sendable {
        var rows: Int
        var sums: [String: String]
    }

    /// By path, then by member or sheet ("" where the file is its own only one). nil: not readable
    /// on this machine for want of a library.
    private let files: [String: [String: Table?]?]

    static let shared: ColumnSumOracle = {
        let paths = (Corpus.fixtures + Corpus.samples).map { $0.path }
        do { return try ColumnSumOracle(paths) } catch { fatalError("\(error)") }
    }()

    private init(_ paths: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = Corpus.root.appending(path: "Tests/Oracles/column_sums.py").path
        process.arguments = ["python3", script] + paths
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        files = try JSONDecoder().decode([String: [String: Table?]?].self, from: data)
    }

    /// The table of a member: "day.zip!明细.csv" is "明细.csv".
    func table(_ file: CorpusFile, member: String) -> Table? {
        guard let members = files[file.path] ?? nil else { return nil }
        let own = URL(filePath: file.path).lastPathComponent
        let name = member.hasPrefix(own + "!") ? String(member.dropFirst(own.count + 1)) : ""
        return (members[name] ?? members[""] ?? nil) ?? nil
    }
}
