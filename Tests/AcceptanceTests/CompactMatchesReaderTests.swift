import Foundation
import Testing

/// The binary file of matches, read by a program that shares no code with its writer.
@Suite struct CompactMatchesReaderTests {
    @Test("another reader finds every match of matches.csv, line by line")
    func anotherReader() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-compact-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let demo = try SeededDay.run(
            SeededDay.program.path, ["demo", folder, "--orders", "300", "-q"])
        #expect(demo.status == 1)
        let script = SeededDay.root.appending(path: "Tests/Oracles/compact_matches.py").path
        let read = try SeededDay.run(
            "/usr/bin/env",
            ["python3", "-B", script, folder + "/result/matches.compact"])
        #expect(read.status == 0, "\(read.errors)")
        let pairs = read.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        let matches = try SeededDay.table(folder + "/result/matches.csv")
        let entries = try SeededDay.table(folder + "/result/entries.csv")
        var atLine: [String: [[String: String]]] = [:]
        for entry in entries {
            atLine["\(entry["file"]!):\(entry["line"]!)", default: []].append(entry)
        }
        #expect(pairs.count == matches.count)
        for (pair, match) in zip(pairs, matches) {
            #expect(pair[0] == match["leg"] && pair[1] == match["pass"])
            #expect(pair[2] == match["class"])
            for (side, place) in [
                ("left", "\(pair[3]):\(pair[4])"), ("right", "\(pair[5]):\(pair[6])"),
            ] {
                let reference = match[side + "_reference"]
                let found = atLine[place]?.contains { entry in
                    entry["source"] == match[side + "_source"]
                        && entry.values.contains { $0 == reference }
                }
                #expect(found == true, "\(place) is not \(reference ?? "")")
            }
        }
    }
}
