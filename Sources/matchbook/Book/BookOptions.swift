import ArgumentParser
import Engine
import Glibc
import Records
import Reports
import StorageSQLite

/// Which book, who, and when.
struct BookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "账簿目录（默认 $MATCHBOOK_BOOK，否则 book）。", "帳簿目錄（預設 $MATCHBOOK_BOOK，否則 book）。",
                "Folder of the book (default: $MATCHBOOK_BOOK, else book)."),
            valueName: "dir"))
    var book: String?

    @Option(
        name: [.customLong("as")],
        help: ArgumentHelp(
            say(
                "谁在操作（默认当前用户）；复核人须与经办人不同。", "誰在操作（預設目前使用者）；複核人須與經辦人不同。",
                "Who does it (default: the user); a checker must not be the maker."),
            valueName: "name"))
    var actor: String?

    @Option(
        help: ArgumentHelp(
            "RFC 3339", valueName: "instant", visibility: .hidden))
    var at: String?

    func validate() throws {
        if let at, Instant(rfc3339: at) == nil {
            throw ValidationError("--at: yyyy-MM-ddTHH:mm:ssZ · “\(at)”")
        }
        if name.isEmpty || name.utf8.count > Book.actorLimit
            || name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        {
            throw ValidationError("--as: 1…\(Book.actorLimit) · “\(name)”")
        }
    }

    var folder: String { book ?? BookOptions.variable("MATCHBOOK_BOOK") ?? "book" }

    private var name: String {
        actor ?? BookOptions.variable("USER") ?? BookOptions.variable("LOGNAME") ?? "operator"
    }

    /// The clock is read here and nowhere else.
    var now: Instant {
        if let at, let instant = Instant(rfc3339: at) { return instant }
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            microseconds: Int64(time.tv_sec) * Instant.microsecondsPerSecond
                + Int64(time.tv_nsec) / 1000)
    }

    func open(
        writes: Bool, threads: Int = 1, shared: SharedOptions
    ) throws(EngineError) -> Book {
        var book = try Book(
            database(writes: writes), actor: name, now: now)
        book.threads = threads
        book.progress = shared.progress
        return book
    }

    /// For what only the database itself can do.
    func database(writes: Bool) throws(EngineError) -> BookDatabase {
        try BookDatabase(folder: folder, writes: writes, masterKey: BookOptions.masterKey)
    }

    /// Nil: `server.key` in the book's folder.
    static var masterKey: MasterKeySource? {
        if let digits = variable("MATCHBOOK_MASTER_KEY") {
            return .digits(digits, variable: "MATCHBOOK_MASTER_KEY")
        }
        return variable("MATCHBOOK_MASTER_KEY_FILE").map { .file($0) }
    }

    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}

extension Instant {
    /// "2026-06-01T00:00:02+08:00": seconds, with an offset or Z.
    init?(rfc3339 text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(parts[0]) else { return nil }
        var clock = parts[1]
        var offset = 0
        if clock.last == "Z" {
            clock = clock.dropLast()
        } else {
            guard let mark = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
            let digits = clock[clock.index(after: mark)...].split(separator: ":")
            guard digits.count == 2, let hours = Int(digits[0]), let minutes = Int(digits[1]),
                (0...14).contains(hours), (0...59).contains(minutes)
            else { return nil }
            offset = (hours * 3600 + minutes * 60) * (clock[mark] == "-" ? -1 : 1)
            clock = clock[..<mark]
        }
        let numbers = clock.split(separator: ":").map { Int($0) }
        guard numbers.count == 3, let hour = numbers[0], let minute = numbers[1],
            let second = numbers[2], (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second)
        else { return nil }
        let local =
            Int64(day.number) * Instant.secondsPerDay
            + Int64(hour * 3600 + minute * 60 + second)
        self.init(seconds: local - Int64(offset))
    }
}
