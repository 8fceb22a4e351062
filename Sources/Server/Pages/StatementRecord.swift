import Foundation

/// The statement of a run as it was kept: `statement.json`, read again.
struct StatementRecord: Decodable, Sendable {
    var merchant: String
    var verdict: String
    var runAt: String
    var reasons: [Reason]
    var counts: Counts
    var legs: [Leg]

    struct Counts: Decodable, Sendable {
        var entries: Int
        var matches: Int
        var breaks: Int
        var expected: Int
        var problems: Int
    }

    struct Reason: Decodable, Sendable {
        var reason: String
        var source: String?
        var from: String?
        var through: String?
        var leg: String?
        var count: Int?
        var channel: String?
        var file: String?
    }

    struct Term: Decodable, Sendable {
        var count: Int
        var amount: String
    }

    struct Side: Decodable, Sendable {
        var side: String
        var currency: String
        var openingItems: Term
        var newEntries: Term
        var reopened: Term?
        var matched: Term
        var carried: Term
        var resolved: Term
        var ignored: Term
        var closes: Bool
    }

    struct Line: Decodable, Sendable {
        var reason: String
        var count: Int
        var amount: String
    }

    struct Bridge: Decodable, Sendable {
        var currency: String
        var leftTotal: String
        var rightTotal: String
        var difference: String
        var lines: [Line]
        var residual: String
    }

    struct Leg: Decodable, Sendable {
        var name: String
        var left: String
        var right: String
        var matches: Int
        var breaks: Int
        var expected: Int
        var sides: [Side]
        var bridges: [Bridge]
    }

    static func read(_ bytes: [UInt8]) throws -> StatementRecord {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(StatementRecord.self, from: Data(bytes))
    }
}
