import Records
import Testing

@testable import Matching

@Suite("Names in two scripts and in Latin letters") struct NameTests {
    static func pool(_ texts: [String]) throws -> (pool: TextPool, numbers: [Int32]) {
        var pool = TextPool()
        let numbers = texts.map { pool.number(of: Array($0.utf8).span) }
        pool.fold(try NameFolding(TextData.folding))
        return (pool, numbers)
    }

    @Test(
        "How far two names say the same",
        arguments: [
            ("張偉", "张伟", TextAgreement.folded), ("王小明", "Wang Xiaoming", .folded),
            ("王小明", "XIAOMING, WANG", .folded), ("王小明", "wang xiao-ming", .folded),
            ("歐陽娜娜", "ouyang nana", .folded), ("欧阳娜娜", "Nana Ouyang", .folded),
            ("曾国强", "zeng guoqiang", .folded), ("吕布", "lv bu", .folded),
            ("王小明", "Wang X. M.", .initial), ("王小明", "wangxm", .initial),
            ("王小明", "x wang", .differs), ("王小明", "wxm", .differs),
            ("王小明", "li xiaoming", .differs), ("王小明", "王晓明", .similar),
            ("王小明", "李小明", .differs), ("*小明", "王小明", .masked),
            ("*國強", "曾国强", .masked), ("王小明", "", .absent),
            ("james smith", "james smyth", .slip), ("王小明店", "wang xiaoming", .differs),
            ("13800001234", "13800001243", .slip),
        ])
    func names(_ a: String, _ b: String, _ agreement: TextAgreement) throws {
        let (pool, numbers) = try Self.pool([a, b, "王"])
        #expect(pool.agreement(numbers[0], numbers[1]) == agreement)
        #expect(pool.agreement(numbers[1], numbers[0]) == agreement)
        if agreement == .folded {
            #expect(pool.blockKey(of: numbers[0]) == pool.blockKey(of: numbers[1]))
        }
    }

    @Test("Without Chinese nothing is folded, and nothing is compared otherwise")
    func latin() throws {
        let texts = ["james smith", "j smith", "mary jones", "13800001234", "*******1234"]
        var plain = TextPool()
        let numbers = texts.map { plain.number(of: Array($0.utf8).span) }
        let (folded, others) = try Self.pool(texts)
        for a in 0..<texts.count {
            #expect(folded.blockKey(of: others[a]) == plain.blockKey(of: numbers[a]))
            for b in 0..<texts.count {
                #expect(
                    folded.agreement(others[a], others[b])
                        == plain.agreement(numbers[a], numbers[b]))
            }
        }
    }

    @Test("A payment in Latin letters finds its order in Chinese, and says so")
    func scored() throws {
        var scored = ScoredLeg(seed: 3, count: 300)
        for index in scored.leg.left.indices where scored.leg.left[index].payer == "wei zhang" {
            scored.leg.left[index].payer = index % 2 == 0 ? "張偉" : "张伟"
        }
        scored.leg.definition.texts = try TextData.rules()
        let outcome = scored.leg.run()
        #expect(scored.found(outcome, .matched).wrong == 0)
        let folded = outcome.scores.filter(\.isNameFolded)
        #expect(folded.count > 10)
        for answer in folded {
            #expect(scored.leg.left[Int(answer.left)].payer != "wei zhang")
            #expect(scored.leg.right[Int(answer.right)].payer == "wei zhang")
        }
        // The account says the rest where it is there; where not, the name speaks for the pair.
        for answer in folded where scored.leg.right[Int(answer.right)].bank.isEmpty {
            #expect(answer.payer > 0)
        }
    }

    @Test(
        "A table that is none says where",
        arguments: [
            ("[simplified]\n張", 2), ("張张", 1), ("[readings]\nwang", 2),
            ("[readings]\nWANG 王", 2), ("# note\n[surnames]\nzeng x", 3),
        ])
    func faults(_ text: String, _ line: Int) {
        do {
            _ = try NameFolding(text)
            Issue.record("\(text) was taken")
        } catch {
            guard case .line(let found, _, _) = error else { return }
            #expect(found == line)
        }
    }
}
