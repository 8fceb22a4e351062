import Foundation
import Testing

/// The walls of ARCHITECTURE.md: who may import whom, and what the pure layers do without.
@Suite struct WallTests {
    /// From the vocabulary up; a module imports only what stands above it in Package.swift.
    static let layers = [
        "Records": 0, "TransparencyLog": 0, "Statements": 1, "Matching": 1, "Ledger": 1,
        "Resolution": 2, "Reports": 3, "Engine": 4, "StorageSQLite": 5, "Documents": 5,
        "Server": 5, "matchbook": 6, "matchbook-verify": 6,
    ]

    /// Rooms of one layer do not know each other, but for this: pages hand documents out.
    static let exceptions = ["Server": "Documents"]

    /// Libraries that only the named rooms may know.
    static let owners: [String: Set<String>] = [
        "CLibZip": ["Statements"], "CExpat": ["Statements"],
        "CZlib": ["Statements", "StorageSQLite"],
        "CRE2": ["Statements", "Engine"], "CByteMask": ["Statements"],
        "CLibXlsxWriter": ["Documents"], "CPDFCanvas": ["Documents"], "CMalloc": ["matchbook"],
        "BuiltinFiles": ["Engine"], "Yams": ["Engine"], "GRDB": ["StorageSQLite"],
        "Crypto": ["Engine", "TransparencyLog", "StorageSQLite", "Server"],
        "ArgumentParser": ["matchbook", "matchbook-verify"],
        "Hummingbird": ["Server"], "HummingbirdTLS": ["Server"], "Mustache": ["Server"],
        "HTTPTypes": ["Server"], "Logging": ["Server", "matchbook"], "CArgon2": ["Server"],
        "CQREncode": ["Server"], "HummingbirdCore": ["Server"],
        "ServiceLifecycle": ["Server"], "AsyncHTTPClient": ["Server"],
        "NIOCore": ["Server"], "NIOHTTP1": ["Server"], "NIOSSL": ["Server"],
    ]

    /// What the pure rooms may use of the system, by its one reason.
    static let systemImports: [String: Set<String>] = [
        // iconv for GB18030, memchr for scanning.
        "Statements": ["Glibc"]
    ]

    @Test("imports point strictly down")
    func importsPointDown() {
        for source in Repository.swiftSources {
            guard let layer = Self.layers[source.module] else {
                Issue.record("\(source.path) is in no room")
                continue
            }
            for name in source.imports where name != source.module {
                if Self.exceptions[source.module] == name { continue }
                if let other = Self.layers[name] {
                    #expect(other < layer, "\(source.path) imports \(name)")
                } else if let owners = Self.owners[name] {
                    #expect(owners.contains(source.module), "\(source.path) imports \(name)")
                }
            }
        }
    }

    @Test("rooms of layers 0 to 3 import nothing impure")
    func pureLayers() {
        for source in Repository.swiftSources where (Self.layers[source.module] ?? 9) <= 3 {
            let allowed = Self.systemImports[source.module] ?? []
            for name in source.imports {
                let isKnown = Self.layers[name] != nil || Self.owners[name] != nil
                #expect(
                    isKnown || allowed.contains(name) || name == "Synchronization",
                    "\(source.path) imports \(name)")
            }
        }
    }

    @Test("rooms of layers 0 to 3 start no tasks and read no clock, file or environment")
    func pureCalls() {
        let forbidden = [
            "Task {", "Task.detached", "ContinuousClock", "SystemRandomNumberGenerator",
            ".random(in", "getenv(", "fopen(", "clock_gettime(", "ProcessInfo",
            "FileManager", "socket(",
        ]
        for source in Repository.swiftSources where (Self.layers[source.module] ?? 9) <= 3 {
            for (index, line) in source.code.enumerated() {
                for word in forbidden where contains(line, word) {
                    Issue.record("\(source.path):\(index + 1) uses \(word)")
                }
            }
        }
    }

    @Test("no floating point in layers 0 to 3")
    func noFloatingPoint() {
        // Room by room, by its one reason; money never.
        let named: Set<String> = []
        for source in Repository.swiftSources where (Self.layers[source.module] ?? 9) <= 3 {
            guard !named.contains(source.path) else { continue }
            for (index, line) in source.code.enumerated() {
                for word in ["Double", "Float", "Decimal", "CGFloat"]
                where line.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains(
                    where: { $0 == word })
                {
                    Issue.record("\(source.path):\(index + 1) uses \(word)")
                }
            }
        }
    }

    @Test("no room for everything and nothing")
    func folderNames() {
        let forbidden: Set = ["Core", "Common", "Shared", "Utils", "Helpers", "Manager"]
        for path in Repository.files("Sources") + Repository.files("Tests") {
            let folders = Set(path.split(separator: "/").dropLast().map(String.init))
            #expect(folders.isDisjoint(with: forbidden), "\(path)")
        }
    }

    @Test("each room has one file named like itself")
    func tableOfContents() {
        for room in Self.layers.keys.sorted() {
            let programs = ["matchbook": "Matchbook", "matchbook-verify": "MatchbookVerify"]
            let file = programs[room] ?? room
            #expect(
                Repository.swiftSources.contains { $0.path == "Sources/\(room)/\(file).swift" },
                "Sources/\(room)/\(file).swift")
        }
    }

    /// `word` begins a name: "open(" is not found in "reopen(".
    private func contains(_ line: String, _ word: String) -> Bool {
        guard let range = line.range(of: word) else { return false }
        guard word.first?.isLetter == true, range.lowerBound > line.startIndex else { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !before.isLetter && !before.isNumber && before != "_"
    }
}
