import Records
import Testing

@testable import Statements

@Suite("Query strings")
struct ShapesQueryTests {
    static let lines: [(String, [String])] = [
        ("/notify?pid=1001&money=9.90", ["pid=1001", "money=9.90"]),
        ("pid=1001&money=9.90", ["pid=1001", "money=9.90"]),
        (
            #"1.2.3.4 - - [01/Jun/2026:10:00:00 +0800] "GET /n?a=1&b=2 HTTP/1.1" 200 7 "-""#,
            ["a=1", "b=2"]
        ),
        ("2026-06-01 10:00:00 a=1&b=2", ["a=1", "b=2"]),
        ("https://shop.example/n?a=1#top", ["a=1"]),
        ("/n?name=%E6%9C%88%E5%8D%A1+VIP%2B", ["name=月卡 VIP+"]),
        ("/n?name=%D4%C2%BF%A8", ["name=月卡"]),
        ("/n?a=1&a=2", ["a=1"]),
        ("/n?a=&b&&c=x=y", ["a=", "b=", "c=x=y"]),
        ("/n?sign=ab%3D%3d", ["sign=ab=="]),
        ("nothing to see", []),
        ("", []),
    ]

    @Test("are found in the line and decoded", arguments: lines)
    func read(_ line: String, _ pairs: [String]) {
        let reading = Reading(line + "\n", as: .query)
        #expect(reading.rows.count == 1)
        let row = reading.rows.first ?? []
        #expect(zip(reading.source.names, row).map { "\($0.0)=\($0.1)" } == pairs)
        #expect(reading.faults == [nil])
    }

    @Test(
        "what is no text in any encoding is a fault of its row",
        arguments: [
            "/n?a=1&b=%G1", "/n?a=1&b=%4", "/n?a=1&b=%FF%FF", "/n?a=1&%FF=2",
        ])
    func faults(_ line: String) {
        let reading = Reading("/n?a=0\n" + line + "\n/n?a=2", as: .query)
        #expect(reading.faults == [nil, .badQuote, nil])
        #expect(reading.rows.map { $0.first } == ["0", "1", "2"])
    }
}
