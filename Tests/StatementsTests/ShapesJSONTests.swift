import Records
import Testing

@testable import Statements

@Suite("JSON")
struct ShapesJSONTests {
    /// Rows as "name=value" of the fields that hold text.
    private static func keyed(_ reading: Reading) -> [String] {
        reading.rows.map { row in
            zip(reading.source.names, row).filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
                .joined(separator: " ")
        }
    }

    static let records: [(String, String, [String])] = [
        ("numbers as printed", #"[{"a":9.90,"b":1e-7,"c":-0}]"#, ["a=9.90 b=1e-7 c=-0"]),
        ("words", #"[{"a":true,"b":false,"c":null,"d":""}]"#, ["a=true b=false"]),
        (
            "nested objects are dotted", #"[{"t":{"s":"USDT","x":{"y":1}},"v":2}]"#,
            ["t.s=USDT t.x.y=1 v=2"]
        ),
        ("arrays of scalars are joined", #"[{"a":[1,"x",true,null],"b":[]}]"#, ["a=1,x,true,"]),
        ("arrays of objects keep their text", #"[{"a":[{"b":1}]}]"#, [#"a=[{"b":1}]"#]),
        (
            "escapes", #"[{"a":"\"\\\/\b\f\n\r\t\u5143\ud83d\ude00"}]"#,
            ["a=\"\\/\u{08}\u{0C}\n\r\t元😀"]
        ),
        ("escaped keys", #"[{"\u0061b":1}]"#, ["ab=1"]),
        (
            "keys in any order", #"[{"a":1,"b":2},{"b":3,"a":4},{"c":5}]"#,
            ["a=1 b=2", "a=4 b=3", "c=5"]
        ),
        ("no records", "[]", []),
        ("white space", " [ { \"a\" : 1 } , { \"a\" : 2 } ] \n", ["a=1", "a=2"]),
        ("an empty record", "[{}]", [""]),
    ]

    @Test("records are flattened and keep their text", arguments: records)
    func flatten(_ name: String, _ text: String, _ rows: [String]) {
        let reading = Reading(text, as: .json(records: ""))
        #expect(ShapesJSONTests.keyed(reading) == rows)
        #expect(reading.failure == nil)
        #expect(reading.faults.allSatisfy { $0 == nil })
    }

    @Test("records behind a path, with what stands around them")
    func document() {
        let text = """
            {"code": 1, "msg": "查询\\u5143", "meta": {"page_size": 200, "next": null},
             "list": {"data": [
              {"no": "A"},
              {"no": "B"}
             ], "more": false}, "count": 2}
            """
        let reading = Reading(text, as: .json(records: "list.data"))
        #expect(reading.rows == [["A"], ["B"]])
        #expect(reading.lines == [3, 4])
        #expect(reading.raw == [#"{"no": "A"}"#, #"{"no": "B"}"#])
        #expect(
            reading.source.document == [
                "code": "1", "msg": "查询元", "meta.page_size": "200", "meta.next": "",
                "list.more": "false", "count": "2",
            ])
        #expect(reading.failure == nil)
    }

    static let broken: [(String, String, ProblemCode, Int)] = [
        ("cut inside a record", #"[{"a":1},{"a"#, .truncated, 1),
        ("cut behind a record", #"[{"a":1}"#, .truncated, 1),
        ("cut before the records", #"{"code":1,"#, .truncated, 0),
        ("cut behind the records", #"{"data":[{"a":1}],"#, .truncated, 1),
        ("bytes behind the document", #"[{"a":1}] x"#, .badJSON, 1),
        ("another record behind the document", #"[{"a":1}][{"a":2}]"#, .badJSON, 1),
        ("no comma", #"[{"a":1}{"a":2}]"#, .badJSON, 1),
        ("a comma too many", #"[{"a":1},]"#, .badJSON, 1),
        ("single quotes", #"[{'a':1}]"#, .badJSON, 0),
        ("a bare word", #"[{"a":abc}]"#, .badJSON, 0),
        ("a leading zero", #"[{"a":01}]"#, .badJSON, 0),
        ("a plus sign", #"[{"a":+1}]"#, .badJSON, 0),
        ("a bare point", #"[{"a":1.}]"#, .badJSON, 0),
        ("not a number", #"[{"a":NaN}]"#, .badJSON, 0),
        ("a line end in a string", "[{\"a\":\"x\ny\"}]", .badJSON, 0),
        ("an unknown escape", #"[{"a":"\x41"}]"#, .badJSON, 0),
        ("half a surrogate pair", #"[{"a":"\ud83d"}]"#, .badJSON, 0),
        ("the other half", #"[{"a":"\ude00"}]"#, .badJSON, 0),
        ("no records at all", #"{"code":-1,"msg":"no"}"#, .badJSON, 0),
        ("records twice", #"{"data":[{"a":1}],"data":[{"a":2}]}"#, .badJSON, 1),
        ("a deep record", "[{\"a\":" + String(repeating: "[", count: 50), .limitExceeded, 0),
        ("a deep document", "{\"x\":" + String(repeating: "[", count: 50), .limitExceeded, 0),
    ]

    @Test("broken text ends the reading and keeps what came before", arguments: broken)
    func breakOff(_ name: String, _ text: String, _ code: ProblemCode, _ rows: Int) {
        let path = text.hasPrefix("{") ? "data" : ""
        let reading = Reading(text, as: .json(records: path))
        #expect(reading.failure?.code == code)
        #expect(reading.rows.count == rows)
    }

    @Test("the line of a fault is told")
    func faultLine() {
        let reading = Reading("[\n{\"a\":1},\n{\"a\":\n x}\n]", as: .json(records: ""))
        #expect(reading.failure?.line == 4)
        #expect(reading.failure?.found.hasPrefix("x}") == true)
    }

    @Test("an element that is no object, or repeats a key, is a fault of its row")
    func rowFaults() {
        let reading = Reading(#"[1,{"a":1,"a":2},{"a":3}]"#, as: .json(records: ""))
        #expect(reading.faults == [.badRecord, .badRecord, nil])
        #expect(reading.rows == [[], ["1"], ["3"]])
        #expect(reading.failure == nil)
    }

    @Test("a bad line of JSON lines is a fault of that line alone")
    func lines() {
        let text = "{\"a\":1}\r\n\n{\"a\":\n[1]\n{\"b\":2} \n{\"a\":1} x\n{\"a\":5}"
        let reading = Reading(text, as: .jsonLines)
        #expect(reading.lines == [1, 2, 3, 4, 5, 6, 7])
        #expect(
            reading.faults == [nil, nil, .badRecord, .badRecord, nil, .badRecord, nil])
        #expect(reading.rows == [["1"], [], [], [], ["", "2"], [], ["5", ""]])
        #expect(reading.source.names == ["a", "b"])
        #expect(reading.failure == nil)
    }

    @Test("JSON in GBK is read as what it says")
    func gbkJSON() {
        let reading = Reading(gbk(#"[{"name":"月卡会员縷"}]"#), as: .json(records: ""))
        #expect(reading.rows == [["月卡会员縷"]])
        #expect(reading.source.fileEncoding == .gb18030)
        #expect(reading.source.encoding == .utf8)
    }

    @Test("rewinding a document reads the same records")
    func rewinding() {
        var source = RowSource(
            file: RawFile(name: "f", bytes: Array("{\"data\":[{\"a\":1},{\"a\":2}]}".utf8)),
            shape: .json(records: "data"), limits: Limits())
        var row = Row()
        for _ in 0..<3 {
            var count = 0
            while source.next(&row) { count += 1 }
            #expect(count == 2)
            #expect(source.failure == nil)
            source.rewind()
        }
    }
}
