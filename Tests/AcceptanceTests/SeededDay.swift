import Foundation

/// A day that Tests/Oracles/day.py wrote for a seed, and what the program makes of it.
struct SeededDay {
    var expected: Answers
    var orders: [[String: String]]
    var exitCode: Int32
    var breaks: [[String: String]]
    var problems: [[String: String]]
    var matches: [[String: String]]
    var errors: String

    struct Answers: Decodable {
        var counts: [String: Int]
        var totals: [String: String]
        var findings: [Planted]
    }

    struct Planted: Decodable {
        var id: String
        var order_no: String?
        var tx: String?
        var `class`: String
        var `break`: Difference?
    }

    struct Difference: Decodable {
        var amount: String
        var currency: String
    }

    enum Failure: Error { case generator(String), result(String) }

    /// Files that only some merchants have; the orders' breaks are the same with and without them.
    enum Extent: CaseIterable { case least, everything }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The program lies beside the test bundle.
    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "matchbook")

    init(seed: Int, extent: Extent, keys: Bool) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-day-\(seed)-\(UUID().uuidString)")
        try? FileManager.default.removeItem(at: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "in")
        let script = Self.root.appending(path: "Tests/Oracles/day.py").path
        let made = try Self.run("/usr/bin/env", ["python3", "-B", script, "\(seed)", input.path])
        guard made.status == 0 else { throw Failure.generator(made.errors) }
        expected = try JSONDecoder().decode(
            Answers.self, from: Data(contentsOf: input.appending(path: "expected.json")))
        var left: [String] = []
        var right: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: input.path).sorted() {
            let path = input.appending(path: name).path
            if name.hasPrefix("local_orders") {
                left.append(path)
            } else if name != "expected.json", extent == .everything || Self.isEssential(name) {
                right.append(path)
            }
        }
        orders = try Self.table(left[0])
        let out = folder.appending(path: "out").path
        var arguments = ["reconcile", "--left"] + left + ["--right"] + right + ["--out", out]
        if keys {
            arguments += ["--signing-key", "epay=synthetic_epay_key_0001"]
            arguments += ["--signing-key", "epusdt=synthetic_epusdt_token"]
        }
        let result = try Self.run(Self.program.path, arguments)
        exitCode = result.status
        errors = result.errors
        guard FileManager.default.fileExists(atPath: out + "/breaks.csv") else {
            throw Failure.result("\(result.status): \(result.errors)")
        }
        breaks = try Self.table(out + "/breaks.csv")
        problems = try Self.table(out + "/problems.csv")
        matches = try Self.table(out + "/matches.csv")
    }

    private static func isEssential(_ name: String) -> Bool {
        !["alipay_sign", "wechat_SUCCESS", "wechat_REFUND", "wechat_fund"]
            .contains(where: name.hasPrefix)
    }

    static func run(
        _ program: String, _ arguments: [String]
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ["LANG": "en_US.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"]
        let output = Pipe()
        let folder = FileManager.default.temporaryDirectory
        let errorFile = folder.appending(path: "matchbook-stderr-\(UUID().uuidString)")
        try Data().write(to: errorFile)
        defer { try? FileManager.default.removeItem(at: errorFile) }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let errors = try Data(contentsOf: errorFile)
        return (
            process.terminationStatus, String(decoding: text, as: UTF8.self),
            String(decoding: errors, as: UTF8.self)
        )
    }

    /// A CSV file as rows by header name; a parser of the test's own.
    static func table(_ path: String) throws -> [[String: String]] {
        var data = try Data(contentsOf: URL(filePath: path))
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data.removeFirst(3) }
        var rows: [[String]] = [[]]
        var field: [UInt8] = []
        var quoted = false
        var afterQuote = false
        for byte in data {
            if quoted {
                if byte == 0x22 { quoted = false; afterQuote = true } else { field.append(byte) }
                continue
            }
            switch byte {
            case 0x22:
                if afterQuote { field.append(0x22) }
                quoted = true
            case 0x2C, 0x0A:
                rows[rows.count - 1].append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == 0x0A { rows.append([]) }
            case 0x0D: break
            default: field.append(byte)
            }
            afterQuote = false
        }
        if !field.isEmpty { rows[rows.count - 1].append(String(decoding: field, as: UTF8.self)) }
        let header = rows.removeFirst()
        return rows.filter { !$0.isEmpty }.map {
            Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
        }
    }
}
