import Engine
import Records
import StorageSQLite

/// Makes the folder of a book with a key of its own.
enum NewBook {
    static func make(
        _ folder: String, merchant: String, zone: String, now: Instant, startsOn: Day? = nil,
        logName: String? = nil
    ) throws(EngineError) {
        var random = SystemRandomNumberGenerator()
        let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let tag = String(UInt32.random(in: 0...UInt32.max, using: &random), radix: 16)
        try BookDatabase.create(
            folder: folder,
            settings: { key in
                BookSettings(
                    merchant: merchant, zone: zone, createdAt: now, startsOn: startsOn,
                    logKey: key)
            }, logName: logName ?? "matchbook/\(tag)", seed: seed,
            masterKey: BookOptions.masterKey)
    }
}
