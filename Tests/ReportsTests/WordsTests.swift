import Matching
import Records
import Statements
import Testing

@testable import Reports

@Suite struct WordsTests {
    /// Every text of every catalogue, with the name by which a failure is found.
    static let all: [(name: String, words: Words)] = {
        var all: [(String, Words)] = []
        func add<Case>(_ cases: [Case], _ words: (Case) -> Words) {
            for item in cases { all.append(("\(Case.self).\(item)", words(item))) }
        }
        add(EntryClass.allCases, \.words)
        add(EntryKind.allCases, \.words)
        add(EntryStatus.allCases, \.words)
        add(DeliveryStatus.allCases, \.words)
        add(SourceRole.allCases, \.words)
        add(Break.Severity.worstFirst, \.words)
        add([Side.left, .right, .link], \.words)
        add(Verdict.allCases, \.words)
        add(Verdict.allCases, \.sentence)
        add(Rounding.allCases, \.words)
        add(Finding.allCases, \.words)
        add(Finding.allCases, \.sentence)
        add(NextStep.allCases, \.words)
        add(ProblemCode.allCases, \.words)
        add(LegStatement.Bridge.Reason.allCases, \.words)
        add(FieldComparison.Field.allCases, \.words)
        add([.equal, .withinTolerance, .equivalent, .differs, .absent], agreementWords)
        add(NonEntryReason.allCases, \.words)
        add(Label.allCases, \.words)
        for (name, words) in ChannelTitle.known { all.append(("channel \(name)", words)) }
        return all
    }()

    static func agreementWords(_ agreement: FieldComparison.Agreement) -> Words { agreement.words }

    @Test func everyTextExistsInEveryLanguage() {
        for (name, words) in Self.all {
            for language in Language.allCases {
                #expect(!words[language].isEmpty, "\(name) has no text in \(language.rawValue)")
            }
        }
        #expect(Self.all.count > 250)
    }

    @Test func placeholdersAreTheSameInEveryLanguage() {
        for (name, words) in Self.all {
            let expected = Set(Words.names(in: words.simplified))
            #expect(Set(Words.names(in: words.traditional)) == expected, "\(name)")
            #expect(Set(Words.names(in: words.english)) == expected, "\(name)")
        }
    }

    /// Characters of which each script has its own form.
    static let pairs = """
        账帳 订訂 单單 发發 时時 关關 过過 数數 状狀 态態 类類 笔筆 为為 个個 对對 应應 这這 项項 资資 额額 \
        补補 联聯 录錄 条條 规規 则則 轮輪 误誤 处處 认認 识識 报報 编編 码碼 压壓 缩縮 该該 钱錢 链鏈 结結 \
        总總 汇匯 费費 渠渠 实實 与與 还還 没沒 从從 开開 证證 经經 无無 现現 给給 说說 话話 让讓 车車 东東 \
        约約 级級 续續 练練 综綜 计計 记記 调調 间間 门門 问問 两兩 样樣 检檢 查查 节節 争爭 议議 异異 币幣 \
        转轉 换換 违違 运運 进進 远遠 连連 选選 遗遺 释釋 里裡 键鍵 销銷 错錯 长長 闭閉 队隊 险險 随隨 难難 \
        页頁 顺順 须須 预預 领領 频頻 题題 显顯 风風 马馬 驱驅 验驗 据據 损損 择擇 挂掛 据據
        """.split(separator: " ").map { (simplified: $0.first!, traditional: $0.last!) }
        .filter { $0.simplified != $0.traditional }

    @Test func eachChineseTextKeepsToItsScript() {
        let simplified = Set(Self.pairs.map(\.simplified))
        let traditional = Set(Self.pairs.map(\.traditional))
        for (name, words) in Self.all {
            let wrongThere = words.traditional.filter(simplified.contains)
            #expect(wrongThere.isEmpty, "\(name): \(wrongThere) in zh-TW")
            let wrongHere = words.simplified.filter(traditional.contains)
            #expect(wrongHere.isEmpty, "\(name): \(wrongHere) in zh-CN")
            if words.simplified.contains(where: simplified.contains) {
                #expect(words.simplified != words.traditional, "\(name)")
            }
        }
    }

    @Test func englishTextsHoldNoChinese() {
        for (name, words) in Self.all {
            #expect(DisplayWidth.of(words.english) == words.english.count, "\(name)")
        }
    }

    @Test(arguments: [
        ("zh_CN.UTF-8", Language.simplifiedChinese), ("zh-TW", .traditionalChinese),
        ("zh_HK", .traditionalChinese), ("zh-Hant-MO", .traditionalChinese),
        ("zh", .simplifiedChinese), ("en_GB.UTF-8", .english), ("EN", .english),
    ])
    func localesNameALanguage(tag: String, language: Language) {
        #expect(Language(tag: tag) == language)
    }

    @Test(arguments: ["C", "POSIX", "", "de_DE", ".UTF-8"])
    func otherLocalesNameNone(tag: String) { #expect(Language(tag: tag) == nil) }

    @Test func everyFindingsSentenceCanBeFilled() {
        let view = SampleRun.report.legViews[0]
        for language in Language.allCases {
            for finding in Finding.allCases {
                var found = view.outcome.breaks[0]
                found.findings = Findings(finding)
                let text = Explanation.text(of: found, in: view, language)
                #expect(!text.contains("{") && !text.isEmpty, "\(finding)")
                #expect(!text.contains("\n"), "\(finding)")
            }
        }
    }

    @Test func everyClassAloneIsExplained() {
        let view = SampleRun.report.legViews[0]
        for language in Language.allCases {
            for entryClass in EntryClass.allCases {
                var found = view.outcome.breaks[0]
                found.findings = Findings()
                found.entryClass = entryClass
                #expect(!Explanation.text(of: found, in: view, language).isEmpty)
                #expect(!NextStep(found).words[language].isEmpty)
            }
        }
    }

    @Test func problemsSayWhereWhatAndWhatWasExpected() {
        let problem = Problem(
            file: "bill.csv", line: 12, column: "金额", code: .badAmount, found: "1,2.3",
            expected: "0.00")
        #expect(
            problem.sentence(.english)
                == "bill.csv:12 column 金额: “1,2.3” is no amount, expected 0.00")
        #expect(problem.sentence(.simplifiedChinese) == "bill.csv:12 列 金额：不是金额：“1,2.3”，应为 0.00")
        #expect(problem.sentence(.traditionalChinese) == "bill.csv:12 欄 金额：不是金額：「1,2.3」，應為 0.00")
    }

    @Test(arguments: [
        ("2088101122136241", "2088…6241"), ("12345678", "…78"), ("", ""), ("6", "…6"),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TR7N…Lj6t"),
    ])
    func accountsAreMasked(account: String, shown: String) {
        #expect(Mask.account(account) == shown)
    }

    @Test(arguments: [
        ("a.zip!20880000000000010156_20260601_明细.csv", "a.zip!2088…0156_20260601_明细.csv"),
        ("bill.csv.gz!bill.csv", "bill.csv.gz"), ("bill.zip!bill.csv", "bill.zip!bill.csv"),
        ("20260601235959.csv", "20260601235959.csv"), ("", ""),
    ])
    func fileNamesShowNoAccountNumbers(name: String, shown: String) {
        #expect(Mask.fileName(name) == shown)
    }
}
