import Foundation
import Testing

/// What the repository says: no loose ends, no machine, no undocumented word on the wire.
@Suite struct TidyTests {
    @Test("no loose ends")
    func looseEnds() throws {
        let words = ["FIX" + "ME", "TO" + "DO", "XX" + "X", "unimple" + "mented"]
        for path in sources() {
            let text = try Repository.text(path)
            for (index, line) in text.components(separatedBy: "\n").enumerated() {
                for word in words where line.contains(word) {
                    Issue.record("\(path):\(index + 1) says \(word)")
                }
            }
        }
    }

    @Test("no path of a machine")
    func machinePaths() throws {
        let paths = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/tm" + "p/"]
        for path in sources() {
            let text = try Repository.text(path)
            for word in paths where text.contains(word) {
                Issue.record("\(path) speaks of \(word)")
            }
        }
    }

    @Test("every built-in file is embedded, and every embedded file is there")
    func builtinFiles() throws {
        let table = try Repository.text("Sources/BuiltinFiles/BuiltinFiles.c")
        let files = Repository.files("Sources/BuiltinFiles/files")
            .map { String($0.dropFirst("Sources/BuiltinFiles/".count)) }
        for file in files {
            #expect(table.contains("#embed \"\(file)\""), "\(file) is not embedded")
        }
        for line in table.components(separatedBy: "\n") where line.hasPrefix("#embed") {
            let file = line.split(separator: "\"")[1]
            #expect(files.contains(String(file)), "\(file) is not there")
        }
    }

    @Test("every problem code and every finding is documented")
    func documentedWords() throws {
        let page = try Repository.text("docs/findings.md")
        let problems = try cases("Sources/Records/ProblemCode.swift", "enum ProblemCode")
        let findings = try cases("Sources/Matching/Finding.swift", "enum Finding")
        let classes = try cases("Sources/Matching/EntryClass.swift", "enum EntryClass")
        #expect(problems.count > 20 && findings.count > 20 && classes.count > 10)
        for word in problems + findings + classes where word != "unclassified" {
            #expect(page.contains("`\(word)`"), "docs/findings.md does not explain \(word)")
        }
    }

    @Test("public types of Records say what they are")
    func documentation() {
        for source in Repository.swiftSources where source.module == "Records" {
            for (index, line) in source.lines.enumerated() {
                let isType = ["public struct", "public enum", "public protocol"]
                    .contains(where: line.hasPrefix)
                guard isType else { continue }
                var above = index - 1
                while above >= 0, source.lines[above].hasPrefix("@") { above -= 1 }
                #expect(
                    above >= 0 && source.lines[above].hasPrefix("///"),
                    "\(source.path):\(index + 1) has no documentation")
            }
        }
    }

    @Test("the pages a newcomer needs are there, and short")
    func pages() throws {
        for (page, limit) in [
            ("README.md", 300), ("ARCHITECTURE.md", 300), ("DECISIONS.md", 600),
            ("CHANGELOG.md", 400), ("CONTRIBUTING.md", 150),
        ] {
            let lines = try Repository.text(page).components(separatedBy: "\n").count
            #expect(lines <= limit, "\(page) has \(lines) lines")
        }
        let page = try Repository.text("ARCHITECTURE.md")
        for room in WallTests.layers.keys {
            #expect(page.contains("`\(room)`"), "ARCHITECTURE.md does not name \(room)")
        }
    }

    @Test("links between the pages lead somewhere", arguments: Repository.files("", ["md"]))
    func links(page: String) throws {
        let text = try Repository.text(page)
        let folder = URL(filePath: "/" + page).deletingLastPathComponent()
        for part in text.components(separatedBy: "](").dropFirst() {
            guard let target = part.split(separator: ")", maxSplits: 1).first,
                !target.contains("://"), !target.hasPrefix("#")
            else { continue }
            let path = target.split(separator: "#").first.map(String.init) ?? ""
            let full = folder.appending(path: path).standardized.path
            #expect(
                FileManager.default.fileExists(atPath: Repository.root.path + full),
                "\(page) links to \(path)")
        }
    }

    /// Text that we write: sources, tests, scripts, data files and pages.
    private func sources() -> [String] {
        let extensions: Set = ["swift", "c", "cpp", "h", "py", "yaml", "sh", "md", "json"]
        let folders = ["Sources", "Tests", "docs", "scripts", "Fuzz"]
        return folders.flatMap { Repository.files($0, extensions) }
            + Repository.files("").filter { !$0.contains("/") && $0.hasSuffix(".md") }
    }

    /// The wire names of an enumeration's cases, from its source.
    private func cases(_ path: String, _ declaration: String) throws -> [String] {
        let lines = try Repository.text(path).components(separatedBy: "\n")
        guard let start = lines.firstIndex(where: { $0.contains(declaration) }) else { return [] }
        var found: [String] = []
        for line in lines[(start + 1)...] {
            if line.hasPrefix("}") || line.contains(" var ") || line.contains(" func ") { break }
            let text = line.trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix("case ") else { continue }
            for item in text.dropFirst(5).split(separator: ",") {
                let halves = item.split(separator: "=").map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"`"))
                }
                found.append(halves.count > 1 ? halves[1] : snake(halves[0]))
            }
        }
        return found
    }

    private func snake(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            if character.isUppercase { text += "_" }
            text += character.lowercased()
        }
    }
}
