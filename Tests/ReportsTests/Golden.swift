import Foundation
import Testing

/// Golden files of this suite, in `Fixtures/reports`. With MATCHBOOK_GENERATE=1 a missing file is
/// written; one that is there is never overwritten: delete it to accept a change.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/reports")

    static func check(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["MATCHBOOK_GENERATE"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        #expect(text == golden, "\(name) differs from its golden file")
    }
}
