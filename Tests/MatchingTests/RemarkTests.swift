import Records
import Testing

@testable import Matching

@Suite("What remarks say") struct RemarkTests {
    static func reader() throws -> RemarkReader { try TextData.rules().reader }

    struct Case: CustomTestStringConvertible {
        var text: String
        var references: [String] = []
        var batches: [String] = []
        var names: [String] = []
        var fees = false
        var type: RemarkType?

        var testDescription: String { text }
    }

    @Test(
        "References, batches, names, fees and the type",
        arguments: [
            Case(
                text: "购买年卡 订单号：DD20260401221 付款人王小明", references: ["dd20260401221"],
                names: ["王小明"], type: .payment),
            Case(text: "退款-订单 A1-9", references: ["a1-9"], type: .refund),
            Case(
                text: "财付通 商户结算 批次号B20260401", batches: ["b20260401"], type: .payout),
            Case(text: "提现手续费", fees: true, type: .fee),
            Case(
                text: "PAYMENT FROM James Smith ref INV-20391", references: ["inv-20391"],
                names: ["james smith"], type: .payment),
            Case(text: "Stripe payout po_1Nkk20", batches: ["po_1nkk20"], type: .payout),
            Case(text: "季度结息", type: .interest),
            Case(text: "Chargeback dispute 20391123", references: ["20391123"], type: .chargeback),
            Case(text: "转账 20260401 12.50 100元", type: .transfer),
            Case(text: "ＯＲＤＥＲ　７７８１２０３", references: ["7781203"], type: .payment),
        ])
    func reads(_ wanted: Case) throws {
        let found = try Self.reader().read(Array(wanted.text.utf8).span)
        func texts(_ units: [[UInt16]]) -> [String] {
            units.map { String(decoding: $0, as: UTF16.self) }
        }
        #expect(texts(found.references) == wanted.references)
        #expect(texts(found.batches) == wanted.batches)
        #expect(texts(found.names) == wanted.names)
        #expect(found.speaksOfFees == wanted.fees)
        #expect(found.type == wanted.type)
    }

    @Test("Whatever the bytes, what is found is bounded, and stands in the text")
    func bounded() throws {
        let reader = try Self.reader()
        var random = SplitMix64(state: 9)
        let pieces = [
            "订单号", "batch", "王小明", "fee", "99812301", "𠮷", "\u{FF}", " ", "-", "。", "ab",
        ]
        for round in 0..<600 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(random.next() % 400) {
                if round % 2 == 0 {
                    bytes += pieces[Int(random.next() % UInt64(pieces.count))].utf8
                } else {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                }
            }
            let found = reader.read(bytes.span)
            let units = RemarkText.units(of: bytes.span)
            #expect(units.count <= RemarkText.limit)
            for list in [found.references, found.batches, found.names, found.words] {
                #expect(list.count <= Remark.limit)
                for token in list {
                    #expect(!token.isEmpty && token.count <= units.count)
                    #expect(
                        (0...units.count - token.count).contains {
                            units[$0..<$0 + token.count].elementsEqual(token)
                        })
                }
            }
        }
    }

    @Test("Nothing known says nothing")
    func silent() throws {
        for text in ["", "。。。", "qxz", "☃"] {
            #expect(try Self.reader().read(Array(text.utf8).span).type == nil)
        }
    }

    @Test(
        "Weights that are none say where",
        arguments: [("退款\t1 2 3", 1), ("# note\n<bias>", 2), ("x\t1 2 3 4 5 6 7 y", 1)])
    func faults(_ text: String, _ line: Int) {
        do {
            _ = try RemarkClassifier(text)
            Issue.record("\(text) was taken")
        } catch {
            guard case .line(let found, _, _) = error else { return }
            #expect(found == line)
        }
    }

    /// A leg whose payments say nothing of their payer; of one price, or of many.
    private func leg(
        price: Int64? = 990, _ memo: (Int, LegBuilder.Row) -> String
    ) throws -> ScoredLeg {
        var scored = ScoredLeg(seed: 8, count: 300)
        for index in scored.leg.left.indices {
            scored.leg.left[index].amount = price ?? scored.leg.left[index].amount
        }
        for index in scored.leg.right.indices {
            scored.leg.right[index].bank = ""
            scored.leg.right[index].payer = ""
            scored.leg.right[index].amount = price ?? scored.leg.right[index].amount
            scored.leg.right[index].memo = memo(index, scored.leg.right[index])
        }
        scored.leg.definition.texts = try TextData.rules()
        return scored
    }

    /// "T12" is the trade of order "A12": its number as a remark would name it.
    private func number(_ row: LegBuilder.Row) -> String { "A" + row.trade.dropFirst() }

    @Test("An order's number in a remark makes its pair likelier, and no key")
    func named() throws {
        let without = try leg { _, _ in "" }
        let with = try leg { index, row in index % 3 == 0 ? "" : "货款 订单号\(number(row))-000" }
        var exact = with
        // The order's number as the remark has it.
        for index in exact.leg.left.indices { exact.leg.left[index].reference += "-000" }
        let (before, after) = (without.leg.run(), exact.leg.run())
        #expect(after.closes && exact.found(after, .matched).wrong == 0)
        #expect(
            exact.found(after, .matched).right > without.found(before, .matched).right + 20)
        #expect(after.scores.contains { $0.remark > 4 * ScoredAnswer.unitsOfBit })
        var keyed = exact.leg
        keyed.definition.passes = [Pass(name: "exact", method: .exact(.orderReference))]
        #expect(keyed.run().matches.count == 0)
    }

    @Test("A remark that sounds like other money only speaks against its pair")
    func contradicted() throws {
        let refunds = try leg(price: nil) { index, _ in index % 2 == 0 ? "退货退款 原路退回" : "" }
        let outcome = refunds.leg.run()
        #expect(outcome.closes)
        var (spoken, against) = (0, 0)
        for answer in outcome.scores
        where refunds.leg.right[Int(answer.right)].memo.hasPrefix("退") {
            #expect(answer.remark <= 0)
            spoken += 1
            against += answer.remark < 0 ? 1 : 0
        }
        #expect(spoken > 20 && against == spoken)
    }

    @Test("Where no right has a remark, nothing changes")
    func without() throws {
        var plain = ScoredLeg(seed: 4, count: 300)
        let before = plain.leg.run().scores.map(\.probabilityMillionths)
        plain.leg.definition.texts = try TextData.rules()
        let after = plain.leg.run().scores
        #expect(after.map(\.probabilityMillionths) == before)
        #expect(after.allSatisfy { $0.remark == 0 && !$0.isNameFolded })
    }
}
