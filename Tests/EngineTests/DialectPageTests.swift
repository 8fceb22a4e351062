import Foundation
import Statements
import Testing

@testable import Engine

@Suite("The pages on dialects say what the program does")
struct DialectPageTests {
    private func page(_ path: String) throws -> String {
        try String(contentsOf: Corpus.root.appending(path: path), encoding: .utf8)
    }

    @Test("every key has its place in docs/dialects.md")
    func keys() throws {
        let page = try page("docs/dialects.md")
        for key in DialectFile.allKeys { #expect(page.contains("`\(key)`"), "\(key)") }
    }

    @Test("the whole files on the page parse")
    func examples() throws {
        let blocks = try page("docs/dialects.md").components(separatedBy: "```yaml\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        let whole = blocks.filter { $0.hasPrefix("name:") }
        #expect(whole.count == 2)
        for text in whole {
            let dialect = try DialectFile.parse(text, name: "page.yaml")
            #expect(!dialect.entries.isEmpty)
        }
    }

    @Test("every built-in dialect is in the table of formats")
    func formats() throws {
        let page = try page("docs/formats/README.md")
        for dialect in try DialectFile.builtin() {
            let title = try #require(dialect.title["zh-CN"])
            let row = "| `\(dialect.name)` | \(title) · "
            #expect(page.contains(row), "\(dialect.name)")
        }
    }
}
