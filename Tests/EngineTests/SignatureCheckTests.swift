import Records
import Reports
import Testing

@testable import Engine

@Suite struct SignatureCheckTests {
    static let order = RunTests.orders.replacing("A0001,alipay", with: "A0001,epay")
    static let list = """
        {"code":1,"msg":"ok","count":1,"data":[{"trade_no":"2026060109","out_trade_no":"A0001",\
        "type":"alipay","pid":"1001","addtime":"2026-06-01 09:00:00",\
        "endtime":"2026-06-01 09:01:00","name":"card","money":"10.00","status":1}]}
        """

    static func notice(_ money: String, _ key: String = "k") -> String {
        let fields =
            "money=\(money)&name=card&out_trade_no=A0001&pid=1001&trade_no=2026060109"
            + "&trade_status=TRADE_SUCCESS&type=alipay"
        let sign = Digest.md5(Array((fields + key).utf8))
        return "/notify?\(fields)&sign=\(sign)&sign_type=MD5"
    }

    private func problems(
        _ log: String, keys: [String: Definition.SigningKey] = [:]
    ) async throws -> [ProblemCode] {
        var codes: [ProblemCode] = []
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.order)
            try folder.write("list.json", Self.list)
            try folder.write("notify.log", log + "\n")
            var run = try await Run.prepare(
                left: [folder.path + "/orders.csv"],
                right: [folder.path + "/list.json", folder.path + "/notify.log"], threads: 1,
                progress: .silent)
            run.keys = keys
            codes = try await run.execute().report.problems.map(\.code)
        }
        return codes
    }

    @Test("with the key, only its own signatures hold")
    func withKey() async throws {
        let key: [String: Definition.SigningKey] = ["epay": .literal("k")]
        #expect(try await problems(Self.notice("10.00"), keys: key) == [])
        #expect(try await problems(Self.notice("10.00", "other"), keys: key) == [.badSignature])
    }

    @Test("without it, who contradicts the gateway's own list has no say")
    func contradiction() async throws {
        #expect(try await problems(Self.notice("10.00")) == [])
        #expect(try await problems(Self.notice("1.00")) == [.contradictingCallback])
        #expect(
            try await problems(Self.notice("10.00") + "\n" + Self.notice("10.00")) == [])
    }

    @Test("a key for a name that means nothing is a mistake")
    func misspelt() async throws {
        await RunTests.expectFailure {
            _ = try await problems(Self.notice("10.00"), keys: ["epya": .literal("k")])
        }
    }

    @Test("a result keeps no key that was written out, and repeats itself without it")
    func withheld() async throws {
        try await TemporaryFolder.with { folder in
            try folder.write("orders.csv", Self.order)
            try folder.write("list.json", Self.list)
            try folder.write("notify.log", Self.notice("10.00", "other") + "\n")
            var run = try await Run.prepare(
                left: [folder.path + "/orders.csv"],
                right: [folder.path + "/list.json", folder.path + "/notify.log"], threads: 1,
                progress: .silent)
            run.keys = ["epay": .literal("a-secret-key")]
            let out = ResultFolder(folder.path + "/out")
            let names = try await out.write(
                try await run.execute(), language: .english, workbook: RunTests.workbook)
            for name in names {
                let text = String(decoding: try folder.bytes("out/" + name), as: UTF8.self)
                #expect(!text.contains("a-secret-key"), "\(name)")
            }
            let before = try folder.bytes("out/manifest.json")
            let again = try await StoredRun.open(out.path)
                .execute(threads: 1, keys: [:], progress: .silent)
            #expect(again.report.problems.map(\.code) == [.badSignature])
            _ = try await out.write(again, language: .english, workbook: RunTests.workbook)
            #expect(try folder.bytes("out/manifest.json") == before)
        }
    }
}
