import Foundation
import Testing

/// A quarter of a shop's life, written by a generator that shares nothing with the program.
@Suite(.serialized) struct QuarterTests {
    /// Seed, days, orders. With an even seed the missing bill comes at the end, else never.
    static let quarters = [(1, 10, 2000), (2, 10, 2000)]

    @Test("after each day, exactly what must be open is open", arguments: quarters)
    func reconcile(seed: Int, days: Int, orders: Int) throws {
        try Quarter.check("reconcile", seed: seed, days: days, orders: orders)
    }

    @Test(
        "a book kept day by day has exactly that open after each day, and every identity closes",
        arguments: quarters)
    func daily(seed: Int, days: Int, orders: Int) throws {
        try Quarter.check("daily", seed: seed, days: days, orders: orders) { scratch in
            // What a dashboard asks, the book answers.
            let files = FileManager.default.enumerator(atPath: scratch)
            let book = files?.compactMap { $0 as? String }.first { $0.hasSuffix("/book.db") }
            let path = try #require(book)
            _ = try Quarter.python(
                "scripts/grafana-dashboards", "--check", scratch + "/" + path)
        }
    }

    @Test("the dashboards are those that the script writes")
    func dashboards() throws {
        try Quarter.inFolder { folder in
            _ = try Quarter.python("scripts/grafana-dashboards", folder)
            let kept = SeededDay.root.appending(path: "docs/grafana").path
            let same = try SeededDay.run("/usr/bin/diff", ["-r", folder, kept])
            #expect(same.status == 0, "\(same.output)")
        }
    }

    @Test("another order of imports, or one go, ends the same", arguments: ["shuffled", "once"])
    func orders(mode: String) throws {
        try Quarter.check(mode, seed: 1, days: 10, orders: 2000)
    }

    @Test("killed at any instant or out of space, a book is as before or as after, and finishes")
    func kills() throws {
        _ = try Quarter.python("scripts/kill-book", SeededDay.program.path, "25")
    }

    @Test("verify names any changed byte of tiles, checkpoint, postings and decisions")
    func flips() throws {
        _ = try Quarter.python("scripts/flip-book", SeededDay.program.path, "100")
    }

    @Test("a list of breaks goes through another spreadsheet program and comes back")
    func sheet() throws {
        try Quarter.inFolder { folder in
            let said = try Quarter.python(
                "Tests/Oracles/break_sheet.py", SeededDay.program.path, folder + "/sheet")
            if said.contains("skipped") { print(said) }
        }
    }

    @Test("the generator writes the same bytes again")
    func deterministic() throws {
        try Quarter.inFolder { folder in
            try Quarter.write(7, 10, 300, to: folder + "/a")
            try Quarter.write(7, 10, 300, to: folder + "/b")
            let same = try SeededDay.run("/usr/bin/diff", ["-r", folder + "/a", folder + "/b"])
            #expect(same.status == 0, "\(same.output)")
        }
    }
}

/// Runs the Python oracles: Tests/Oracles/quarter.py and quarter_check.py.
enum Quarter {
    static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-quarter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    static func python(_ script: String, _ arguments: String...) throws -> String {
        let path = SeededDay.root.appending(path: script).path
        let run = try SeededDay.run("/usr/bin/env", ["python3", "-B", path] + arguments)
        #expect(run.status == 0, "\(script): \(run.output)\(run.errors)")
        return run.output
    }

    static func write(_ seed: Int, _ days: Int, _ orders: Int, to folder: String) throws {
        _ = try python("Tests/Oracles/quarter.py", "\(seed)", "\(days)", "\(orders)", folder)
    }

    /// `then` gets the folder with what was made.
    static func check(
        _ mode: String, seed: Int, days: Int, orders: Int,
        then: (String) throws -> Void = { _ in }
    ) throws {
        try inFolder { folder in
            try write(seed, days, orders, to: folder + "/quarter")
            _ = try python(
                "Tests/Oracles/quarter_check.py", SeededDay.program.path, folder + "/quarter",
                folder + "/scratch", mode)
            try then(folder + "/scratch")
        }
    }
}
