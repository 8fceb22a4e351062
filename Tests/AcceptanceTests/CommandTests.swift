import Foundation
import Testing

/// The program from outside: what each command prints, and how it ends.
@Suite(.serialized) struct CommandTests {
    static let orders = """
        order_no,channel,created_at,paid_at,goods,amount,status,channel_trade_no,refund_amount,\
        refund_no
        A0001,alipay,2026-06-01 09:00:00,2026-06-01 09:01:00,card,10.00,completed,T1,0.00,
        A0002,alipay,2026-06-01 10:00:00,2026-06-01 10:01:00,card,20.00,completed,T2,0.00,
        """
    static let payments = """
        payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel
        T1,A0001,SALE,x,10.00,0.06,CNY,SUCCESS,2026-06-01 09:01:00,alipay
        T2,A0002,SALE,y,20.00,0.12,CNY,SUCCESS,2026-06-01 10:01:00,alipay
        """

    /// A folder with `orders.csv` and `payments.csv`; `matchbook` runs with paths inside it.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-commands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.orders.utf8).write(to: folder.appending(path: "orders.csv"))
        try Data(Self.payments.utf8).write(to: folder.appending(path: "payments.csv"))
        try body(folder.path)
    }

    private func matchbook(
        _ arguments: String...
    ) throws -> (status: Int32, output: String, errors: String) {
        try SeededDay.run(SeededDay.program.path, arguments)
    }

    @Test("two files that agree are reconciled, and the exit code says so")
    func reconciled() throws {
        try inFolder { folder in
            let run = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--out", folder + "/out")
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out")
                .sorted()
            #expect(
                names == [
                    "breaks.csv", "breaks.xlsx", "definition.yaml", "entries.csv", "manifest.json",
                    "match_members.csv", "matches.compact", "matches.csv", "problems.csv",
                    "statement.html", "statement.json",
                ])
            let json = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--json", "--dry-run", "--out", folder + "/none")
            #expect(
                json.output
                    == (try String(contentsOfFile: folder + "/out/statement.json", encoding: .utf8))
            )
            #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
        }
    }

    @Test("a break ends with 1, a missing channel with 2")
    func codes() throws {
        try inFolder { folder in
            let short = Self.payments.replacing("20.00,0.12", with: "19.00,0.11")
            try Data(short.utf8).write(to: URL(filePath: folder + "/short.csv"))
            let broken = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/short.csv")
            #expect(broken.status == 1)
            let other = Self.orders.replacing("A0002,alipay", with: "A0002,paypal")
            try Data(other.utf8).write(to: URL(filePath: folder + "/other.csv"))
            let incomplete = try matchbook(
                "reconcile", "--left", folder + "/other.csv", "--right", folder + "/payments.csv")
            #expect(incomplete.status == 2)
        }
    }

    @Test("mistakes end with the code of their kind and name what was found")
    func mistakes() throws {
        try inFolder { folder in
            #expect(try matchbook("reconcile").status == 64)
            #expect(try matchbook("reconcile", "--left", folder + "/orders.csv").status == 64)
            #expect(try matchbook("identify", folder + "/orders.csv", "--lang", "xx").status == 64)
            let missing = try matchbook("identify", folder + "/none.csv")
            #expect(missing.status == 65)
            #expect(missing.errors.contains("none.csv: no such file"))
            let occupied = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--out", folder)
            #expect(occupied.status == 64)
            #expect(occupied.errors.contains("not written over"))
            try Data("name: x\nsorces: []\n".utf8).write(to: URL(filePath: folder + "/bad.yaml"))
            let check = try matchbook("check", folder + "/bad.yaml")
            #expect(check.status == 65)
            #expect(check.errors.contains("bad.yaml:2:1: found “sorces” · expected sources?"))
        }
    }

    @Test("a file that cannot be written ends with 74")
    func files() throws {
        try inFolder { folder in
            let run = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--out", folder + "/orders.csv/out")
            #expect(run.status == 74, "\(run.errors)")
        }
    }

    @Test("identify and read answer for people and for programs")
    func reading() throws {
        try inFolder { folder in
            let text = try matchbook("identify", folder + "/orders.csv")
            #expect(text.status == 0)
            #expect(text.output.contains("generic-orders") || text.output.contains("Generic order"))
            let json = try matchbook("identify", "--json", folder + "/payments.csv")
            let files = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
            #expect(files.first?["claimed_by"] as? [String] == ["generic-payments"])
            let csv = try matchbook("read", folder + "/payments.csv")
            #expect(csv.output.hasPrefix("\u{FEFF}entry_id,merchant,shop,source,channel"))
            #expect(csv.output.split(separator: "\r\n").count == 3)
            let lines = try matchbook("read", "--to", "ndjson", folder + "/payments.csv")
            #expect(lines.output.split(separator: "\n").count == 2)
            let whole = try matchbook("read", "--json", folder + "/payments.csv")
            #expect(whole.output.contains("\"problems\": []"))
        }
    }

    @Test("explain tells the story of a reference, and suggests where there is none")
    func explain() throws {
        try inFolder { folder in
            _ = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--out", folder + "/out")
            for reference in ["A0002", "T2"] {
                let story = try matchbook("explain", folder + "/out", reference)
                #expect(story.status == 0)
                #expect(story.output.contains("A0002") && story.output.contains("20.00"))
            }
            let near = try matchbook("explain", folder + "/out", "A0003")
            #expect(near.status == 65)
            #expect(near.errors.contains("A0002"))
        }
    }

    @Test("export writes what a direct run would have written")
    func export() throws {
        try inFolder { folder in
            _ = try matchbook(
                "reconcile", "--left", folder + "/orders.csv", "--right", folder + "/payments.csv",
                "--out", folder + "/out")
            let names = ["entries.csv", "matches.csv", "breaks.xlsx", "manifest.json"]
            let before = try names.map {
                try Data(contentsOf: URL(filePath: folder + "/out/" + $0))
            }
            #expect(try matchbook("export", folder + "/out").status == 0)
            let after = try names.map { try Data(contentsOf: URL(filePath: folder + "/out/" + $0)) }
            #expect(before == after)
        }
    }

    @Test(
        "messages speak the language asked for",
        arguments: [
            ("zh-CN", "没有这样的文件"), ("zh-TW", "沒有這樣的檔案"), ("en", "no such file"),
        ])
    func languages(tag: String, words: String) throws {
        let run = try matchbook("identify", "/nonexistent.csv", "--lang", tag)
        #expect(run.errors.contains(words))
    }

    @Test("the manual is what the program says of itself")
    func manual() throws {
        let root = SeededDay.root.appending(path: "docs/commands")
        for tag in ["en", "zh-CN", "zh-TW"] {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "matchbook-manual-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            #expect(try matchbook("manual", folder.path, "--lang", tag).status == 0)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let page = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                let kept = try? String(contentsOf: root.appending(path: name), encoding: .utf8)
                #expect(kept == page, "\(name) is not current: make docs")
            }
        }
    }
}
