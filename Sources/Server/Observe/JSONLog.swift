package import Logging
package import Records
import Reports

/// One line of JSON for each message, keys sorted, on whatever `write` writes to.
package struct JSONLog: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata = Logger.Metadata()

    private let label: String
    private let clock: @Sendable () -> Instant
    private let write: @Sendable ([UInt8]) -> Void

    package init(
        label: String, clock: @escaping @Sendable () -> Instant,
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.label = label
        self.clock = clock
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var members: [JSONValue.Member] = [
            .init("at", .string(clock().rfc3339(in: .utc))),
            .init("level", .string(event.level.rawValue)),
            .init("logger", .string(label)),
            .init("message", .string(LogText.plain("\(event.message)"))),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            members.append(.init(key, .string(LogText.plain("\(value)"))))
        }
        write(JSONValue.object(members).compact() + [0x0A])
    }
}
