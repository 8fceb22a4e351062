import Testing

@testable import TransparencyLog

/// A log in memory: the leaves of Tests/Oracles/tlog.py's `sample`, published.
struct SampleLog: PublishedLog {
    var files: [String: [UInt8]] = [:]

    static let name = "log.example/shop"
    static let seed: [UInt8] = (0..<32).map { UInt8($0) }
    static let signer = NoteSigner(name: name, seed: seed)!
    static let key = signer.key

    static func leaf(_ index: Int) -> [UInt8] {
        Array("leaf \(index)".utf8) + Array(repeating: UInt8(index % 256), count: index % 9)
    }

    /// Published at every size of `stops`, so that partial tiles of earlier sizes are left.
    init(stops: [Int]) throws {
        var builder = LogBuilder()
        for stop in stops {
            while builder.size < UInt64(stop) { try builder.append(Self.leaf(Int(builder.size))) }
            try publish(&builder)
        }
    }

    init(size: Int) throws { try self.init(stops: [size]) }

    mutating func publish(_ builder: inout LogBuilder) throws {
        for file in builder.takeFiles() { files["\(file.path)"] = file.bytes }
        let head = Checkpoint(origin: Self.name, size: builder.size, root: builder.root)
        files[LogFile.checkpoint] = try Self.signer.sign(head).bytes
    }

    func bytes(at path: String, limit: Int) -> [UInt8]? {
        files[path].map { Array($0.prefix(limit + 1)) }
    }

    func tilePaths() -> [String] { files.keys.filter { $0.hasPrefix("tile/") } }

    func checkpoint() throws -> TrustedCheckpoint {
        try TrustedCheckpoint(files[LogFile.checkpoint] ?? [], key: Self.key)
    }

    func audit(since older: TrustedCheckpoint? = nil) throws -> LogReport {
        try LogAudit.run(self, checkpoint(), since: older)
    }

    func nodes(_ size: UInt64) -> TileNodes {
        TileNodes(size: size) { path throws(LogError) in
            guard let bytes = files["\(path)"] else { throw .missing(path: "\(path)") }
            return bytes
        }
    }

    func bundle(_ indexes: [UInt64]) throws -> ProofBundle {
        let checkpoint = try checkpoint()
        return try ProofBundle(
            indexes: indexes, under: checkpoint, nodes: nodes(checkpoint.size)
        ) { index throws(LogError) in Self.leaf(Int(index)) }
    }
}

/// The same numbers from the same seed (SplitMix64).
struct Seeded {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}

func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

func unhex(_ text: String) -> [UInt8] {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).map {
        UInt8(String(digits[$0..<$0 + 2]), radix: 16)!
    }
}
