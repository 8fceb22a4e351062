package import Foundation
import Records

extension DemoMonth {
    /// Imports the month into a book that has nothing yet, and runs every day of it.
    /// `progress` is told of each day that is done.
    package static func fill(
        _ book: Book, days: Int = days, in folder: URL = FileManager.default.temporaryDirectory,
        progress: @Sendable (_ done: Int, _ of: Int) -> Void
    ) async throws {
        let scratch = folder.appending(
            path: "matchbook-demo-" + UUID().uuidString, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        for (name, key) in keys {
            try Data(key.utf8).write(to: URL(filePath: book.store.folder + "/" + name))
        }
        let rules = scratch.appending(path: "definition.yaml")
        try Data(definition.utf8).write(to: rules)
        _ = try book.adopt(definitionFile: rules.path)
        let zone = try book.zone
        let deliveries = deliveries(
            through: book.now.day(in: zone).advanced(by: -1), days: days)
        var book = book
        for (index, delivery) in deliveries.enumerated() {
            // Bills arrive in the morning of the day after, at ten (WeChat's own hour).
            book.now = DemoDay.$day.withValue(delivery.day) {
                Instant(seconds: Int64(DemoClock.unixSeconds(DemoShop.dayLength + 36_000)))
            }
            for file in delivery.files {
                let place = scratch.appending(path: file.name)
                try Data(file.bytes).write(to: place)
                _ = try await BookImport(book).importFile(
                    place.path, BookImport.Terms(source: file.source))
                try FileManager.default.removeItem(at: place)
            }
            let run = try BookRun(book, through: delivery.day)
            try run.commit(await run.plan())
            progress(index + 1, deliveries.count)
        }
    }
}
