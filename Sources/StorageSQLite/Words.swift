import Engine
import Foundation
import GRDB
import Ledger
import Matching
import Records

/// Values as the tables spell them, and back. A word that is none is a damaged row.
enum Words {
    struct Damage: Error, CustomStringConvertible {
        var table: String
        var column: String
        /// Which row, where it is known, and what kept it from being read.
        var row: String?
        var reason = ""

        var description: String {
            let place = column.isEmpty ? table : "\(table).\(column)"
            return [row.map { "\(table) \($0)" } ?? "", place, reason]
                .filter { !$0.isEmpty }.joined(separator: ": ")
        }
    }

    /// Reads a row; whatever is wrong with it names it.
    static func reading<Value>(
        _ row: Int, of table: String, _ read: () throws -> Value
    ) throws -> Value {
        do { return try read() } catch var damage as Damage {
            damage.row = damage.row ?? "\(row)"
            throw damage
        } catch {
            throw Damage(table: table, column: "", row: "\(row)", reason: "\(error)")
        }
    }

    static func read<Value>(
        _ row: Row, _ column: String, _ table: String, _ parse: (String) -> Value?
    ) throws -> Value {
        guard let text = row[column] as String?, let value = parse(text) else {
            throw Damage(table: table, column: column)
        }
        return value
    }

    static func readOptional<Value>(
        _ row: Row, _ column: String, _ table: String, _ parse: (String) -> Value?
    ) throws -> Value? {
        guard let text = row[column] as String? else { return nil }
        guard let value = parse(text) else { throw Damage(table: table, column: column) }
        return value
    }

    /// A day's number fits into 32 bits, or the row is damaged.
    static func day(_ row: Row, _ column: String, _ table: String) throws -> Day {
        guard let day = try optionalDay(row, column, table) else {
            throw Damage(table: table, column: column)
        }
        return day
    }

    static func optionalDay(_ row: Row, _ column: String, _ table: String) throws -> Day? {
        guard let value = row[column] as Int64? else { return nil }
        // Ten thousand years, as far as a civil date is written.
        guard (-1_000_000...3_000_000).contains(value) else {
            throw Damage(table: table, column: column)
        }
        return Day(number: Int32(value))
    }

    static func entryClass(_ name: String) -> EntryClass? {
        EntryClass.allCases.first { $0.name == name }
    }

    static func finding(_ name: String) -> Finding? {
        Finding.allCases.first { $0.name == name }
    }

    static func severity(_ name: String) -> Break.Severity? {
        (0...3).compactMap { Break.Severity(rawValue: $0) }.first { $0.name == name }
    }

    static func verdict(_ name: String) -> Verdict? {
        Verdict.allCases.first { $0.name == name }
    }

    /// Entries are unsigned; SQLite's integers are not.
    static func store(_ entry: EntryID) -> Int64 { Int64(bitPattern: entry.rawValue) }
    static func entry(_ value: Int64) -> EntryID { EntryID(rawValue: UInt64(bitPattern: value)) }

    static func store(_ hash: Hash128) -> [UInt8] {
        [hash.high, hash.low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
    }

    static func hash(_ bytes: [UInt8]) -> Hash128? {
        guard bytes.count == 16 else { return nil }
        func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        return Hash128(high: word(bytes[..<8]), low: word(bytes[8...]))
    }

    /// 32 hexadecimal digits.
    static func hash(hex text: String) -> Hash128? {
        let isHex = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        guard text.utf8.count == 32, isHex, let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        return Hash128(high: high, low: low)
    }

    static func money(_ row: Row, _ table: String) throws -> Money {
        let currency = try read(row, "currency", table) { Currency($0) }
        let units = try read(row, "units", table) { Int128($0) }
        let scale = row["scale"] as Int
        guard (0...Money.maximumScale).contains(scale) else {
            throw Damage(table: table, column: "scale")
        }
        return Money(units: units, scale: scale, currency: currency)
    }
}

extension Row {
    /// A blob's bytes.
    func bytes(_ column: String) -> [UInt8] { [UInt8](self[column] as Data) }
}

extension [UInt8] {
    /// As GRDB takes blobs.
    var blob: Data { Data(self) }
}
