import Records

@testable import Statements

/// Everything a `RowSource` says of a file, as text.
struct Reading {
    var rows: [[String]] = []
    var lines: [UInt32] = []
    var faults: [ProblemCode?] = []
    var raw: [String] = []
    var extents: [Range<Int>] = []
    var source: RowSource

    var failure: Problem? { source.failure }

    init(
        _ file: RawFile, as shape: Dialect.Shape = .delimited(separator: 0x2C),
        limits: Limits = Limits()
    ) {
        source = RowSource(file: file, shape: shape, limits: limits)
        var row = Row()
        while source.next(&row) {
            rows.append(row.fields.map { Reading.text($0, source) })
            lines.append(row.line)
            faults.append(row.fault)
            raw.append(source.rawText(row))
            extents.append(Int(row.offset)..<Int(row.offset) + Int(row.length))
        }
    }

    init(
        _ text: String, as shape: Dialect.Shape = .delimited(separator: 0x2C),
        limits: Limits = Limits()
    ) {
        self.init(RawFile(name: "file", bytes: Array(text.utf8)), as: shape, limits: limits)
    }

    init(
        _ bytes: [UInt8], as shape: Dialect.Shape = .delimited(separator: 0x2C),
        limits: Limits = Limits()
    ) {
        self.init(RawFile(name: "file", bytes: bytes), as: shape, limits: limits)
    }

    private static func text(_ ref: TextRef, _ source: RowSource) -> String {
        let range = ref.offset..<ref.offset + ref.length
        return ref.inHeap
            ? Statements.decodeForDisplay(Array(source.heap[range]), from: .utf8)
            : Statements.decodeForDisplay(Array(source.bytes[range]), from: source.encoding)
    }
}

/// The same numbers from the same seed, on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// GB18030 bytes of a text that has them.
func gbk(_ text: String) -> [UInt8] { Statements.encode(text, into: .gb18030) ?? [] }
