import Foundation
import Testing

/// The acceptance key of the samples: what is planted in one day, found by the shorthand alone.
@Suite(.serialized) struct SyntheticDayTests {
    static let day = Samples.folder.map { $0 + "/cn/synthetic" }

    static let orders = "local_orders_20260601.csv"
    static let bills = [
        "alipay_trade_20260601.csv.zip", "wechat_ALL_20260601.csv.gz",
        "epay_orders_act=orders.json", "epay_notify_get.txt", "epusdt_orders_20260601.csv",
        "epusdt_callbacks.jsonl", "trongrid_trc20_20260601.json",
    ]
    /// Files that only some merchants fetch; none may change what is found of the orders.
    static let further = [
        [], ["alipay_signcustomer_20260601.csv.zip"], ["wechat_SUCCESS_20260601.csv.gz"],
        ["wechat_REFUND_20260601.csv.gz"], ["wechat_fundflow_BASIC_20260601.csv.gz"],
        ["wechat_SUCCESS_20260601.csv.gz", "wechat_REFUND_20260601.csv.gz"],
        ["alipay_trade_20260601_detail.gbk.csv", "alipay_trade_20260601_summary.gbk.csv"],
        [
            "alipay_signcustomer_20260601.csv.zip", "wechat_SUCCESS_20260601.csv.gz",
            "wechat_REFUND_20260601.csv.gz", "wechat_fundflow_BASIC_20260601.csv.gz",
            "wechat_ALL_20260601.csv", "epay_notify_get.txt",
        ],
    ]

    struct Outcome {
        var status: Int32
        var breaks: [[String: String]]
        var problems: [[String: String]]
        var matches: [[String: String]]
        var statement: [String: Any]
    }

    static func reconcile(
        _ further: [String], swapped: Bool = false, keys: Bool = false
    ) throws -> Outcome {
        let day = try #require(Self.day)
        let out = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-synthetic-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: out) }
        let left = [day + "/" + orders]
        let right = (bills + further).map { day + "/" + $0 }
        var arguments = ["reconcile", "--out", out, "-q"]
        arguments +=
            swapped
            ? ["--left"] + right.reversed() + ["--right"] + left
            : ["--left"] + left + ["--right"] + right
        if keys {
            arguments += ["--signing-key", "epay=synthetic_epay_key_0001"]
            arguments += ["--signing-key", "epusdt=synthetic_epusdt_token"]
        }
        let run = try SeededDay.run(SeededDay.program.path, arguments)
        #expect(run.errors == "")
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(filePath: out + "/statement.json")))
        return Outcome(
            status: run.status, breaks: try SeededDay.table(out + "/breaks.csv"),
            problems: try SeededDay.table(out + "/problems.csv"),
            matches: try SeededDay.table(out + "/matches.csv"),
            statement: try #require(json as? [String: Any]))
    }

    static func expected() throws -> SeededDay.Answers {
        let path = try #require(day) + "/expected.json"
        return try JSONDecoder().decode(
            SeededDay.Answers.self, from: Data(contentsOf: URL(filePath: path)))
    }

    @Test(
        "exactly the twelve planted breaks, whatever else is given, on whichever side",
        .enabled(if: day != nil, "no samples beside the repository"), arguments: further)
    func breaks(further: [String]) throws {
        for swapped in [false, true] {
            let outcome = try Self.reconcile(further, swapped: swapped, keys: swapped)
            #expect(outcome.status == 1)
            var open = outcome.breaks
            for planted in try Self.expected().findings {
                guard let difference = planted.break else { continue }
                let reference = try #require(planted.order_no ?? planted.tx)
                let index = open.firstIndex {
                    $0["reference"] == reference && $0["class"] == planted.class
                        && $0["amount"] == difference.amount
                        && $0["amount_currency"] == difference.currency
                }
                #expect(index != nil, "\(planted.id) with \(further)")
                if let index { open.remove(at: index) }
            }
            #expect(open.isEmpty, "not planted, with \(further): \(open)")
        }
    }

    @Test(
        "the others are matched, ignored or problems, as the key says",
        .enabled(if: day != nil, "no samples beside the repository"), arguments: [false, true])
    func others(keys: Bool) throws {
        let outcome = try Self.reconcile([], keys: keys)
        let matched = Set(
            outcome.matches.compactMap { row in
                row["class"] == "matched" ? row["left_reference"] : nil
            })
        for planted in try Self.expected().findings where planted.break == nil {
            let reference = try #require(planted.order_no ?? planted.tx)
            switch planted.class {
            case "matched": #expect(matched.contains(reference), "\(planted.id)")
            case "problem":
                #expect(
                    outcome.problems.contains { $0["reference"] == reference }, "\(planted.id)")
            case "ignored":
                // The repeated callback is ignored; its order is paid all the same.
                #expect(matched.contains(reference) == (planted.id == "E-dup-notify"))
            default: Issue.record("\(planted.id): class \(planted.class)")
            }
        }
        let codes = Set(outcome.problems.compactMap { $0["code"] })
        #expect(codes == ["fake_token", keys ? "bad_signature" : "contradicting_callback"])
    }

    @Test(
        "totals and balances are those of the key",
        .enabled(if: day != nil, "no samples beside the repository"))
    func totals() throws {
        let outcome = try Self.reconcile(Self.further.last!)
        let totals = try Self.expected().totals
        let balances = try #require(outcome.statement["balances"] as? [[String: Any]])
        var closings: [String: String] = [:]
        for balance in balances {
            #expect(balance["holds"] as? Bool == true)
            closings[balance["source"] as? String ?? ""] = balance["closing"] as? String
        }
        #expect(closings["alipay-fund"] == totals["alipay_closing"])
        #expect(closings["wechat-fund"] == totals["wechat_closing"])
        let inputs = try #require(outcome.statement["inputs"] as? [[String: Any]])
        for input in inputs {
            for total in input["control_totals"] as? [[String: Any]] ?? [] {
                #expect(total["holds"] as? Bool == true, "\(input["name"] ?? ""): \(total)")
            }
        }
    }
}

/// The sample statements beside the repository; they are never copied into it.
enum Samples {
    static let folder: String? = {
        var url = URL(filePath: #filePath)
        while url.path != "/" {
            url.deleteLastPathComponent()
            let samples = url.appending(path: "shared/samples")
            if FileManager.default.fileExists(atPath: samples.path) { return samples.path }
        }
        return nil
    }()
}
