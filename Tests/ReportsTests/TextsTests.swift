import Matching
import Records
import Statements
import Testing

@testable import Reports

@Suite struct TextsTests {
    @Test(arguments: Language.allCases)
    func theStatementIsTheGoldenText(language: Language) throws {
        try Golden.check(
            "statement.\(language.rawValue).txt", StatementText.text(SampleRun.report, language))
    }

    @Test(arguments: Language.allCases)
    func storiesAreTheGoldenText(language: Language) throws {
        let text = ["A6", "T006", "A4", "A1", "B1"].map {
            StoryText.text(Story.find($0, in: SampleRun.report), SampleRun.report, language)
        }.joined(separator: "\n")
        try Golden.check("stories.\(language.rawValue).txt", text)
    }

    @Test(arguments: Language.allCases)
    func identificationIsTheGoldenText(language: Language) throws {
        var file = SampleRun.files[0]
        file.controlTotals.append(
            .init(name: "fee", stated: "-2.85", computed: "-2.84", holds: false))
        file.unknownColumns = ["备注2"]
        let identification = Identification(
            file: file.name, encoding: .gb18030, claimedBy: ["alipay-trade"],
            refusals: [
                .init(dialect: "wechat-all", reason: .missingColumns(["交易时间", "公众账号ID"])),
                .init(dialect: "generic-orders", reason: .notNeeded),
            ])
        try Golden.check(
            "identify.\(language.rawValue).txt",
            IdentifyText.text(
                identification, file, zone: SampleRun.zone, language, showsRefusals: true))
    }

    @Test func coloursComeOnlyWhenAskedFor() {
        #expect(!StatementText.text(SampleRun.report, .english).contains("\u{1B}"))
        let coloured = StatementText.text(SampleRun.report, .english, colours: true)
        #expect(coloured.contains("\u{1B}[31;1m"))
    }

    @Test func dataCannotDriveTheTerminal() {
        var report = SampleRun.report
        report.problems = [
            Problem(file: "a\u{1B}[2J.csv", code: .badAmount, found: "\u{9B}31m\r", expected: "1")
        ]
        let text = StatementText.text(report, .english)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{9B}") && !text.contains("\r"))
    }

    @Test(arguments: [
        ("abc", 3), ("对账", 4), ("a对b", 4), ("ｆｕ", 4), ("😀", 2), ("e\u{301}", 1), ("─", 1),
        ("\u{1B}[31;1m对\u{1B}[0m", 2), ("", 0),
    ])
    func widthIsWhatATerminalShows(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func tablesAlignAcrossScripts() {
        var table = TextTable([.left, .right])
        table.row(["订单", "9.90"])
        table.row(["Alipay", "1200.00"])
        #expect(table.lines() == ["订单       9.90", "Alipay  1200.00"])
    }

    @Test func linesBreakBetweenWideCharactersButNotBeforeClosingMarks() {
        #expect(DisplayWidth.wrap("对账，平账。", width: 8) == ["对账，平", "账。"])
        #expect(DisplayWidth.wrap("one two three", width: 8) == ["one two", "three"])
        #expect(DisplayWidth.wrap("pay 45.50 CNY now", width: 10) == ["pay", "45.50 CNY", "now"])
        for line in DisplayWidth.wrap(String(repeating: "对账单 abc ", count: 20), width: 20) {
            #expect(DisplayWidth.of(line) <= 22)
        }
    }

    @Test func periodsAreSaidAsDaysWhereTheyAreDays() {
        let day = SampleRun.day
        let zone = SampleRun.zone
        #expect(PeriodText.text(SampleRun.period, zone, .english) == "2026-06-01")
        let week = Period(start: zone.start(of: day), end: zone.start(of: day.advanced(by: 7)))
        #expect(PeriodText.text(week, zone, .english) == "2026-06-01 – 2026-06-07")
        let unionPay = Period(
            start: zone.start(of: day).advanced(bySeconds: -3_600),
            end: zone.start(of: day).advanced(bySeconds: 82_800))
        #expect(
            PeriodText.text(unionPay, zone, .english)
                == "2026-05-31T23:00:00+08:00 – 2026-06-01T23:00:00+08:00")
        #expect(
            Language.allCases.map { PeriodText.text(Period(through: week.end), zone, $0) } == [
                "截至 2026-06-07", "截至 2026-06-07", "through 2026-06-07",
            ])
        #expect(
            PeriodText.text(Period(through: unionPay.end), zone, .english)
                == "through 2026-06-01T23:00:00+08:00")
    }

    @Test(arguments: [
        (Int64(6_000), "0.60%"), (10_000, "1.00%"), (3_825, "0.3825%"), (0, "0.00%"),
        (1_000_000, "100.00%"),
    ])
    func ratesAreSaidInPerCent(millionths: Int64, text: String) {
        #expect(FeeSentence.percent(millionths) == text)
    }

    @Test func everyVerdictReasonHasAWireNameAndASentence() {
        let reasons: [RunReport.VerdictReason] = [
            .quarantinedFile(file: "a{b}.csv", code: .truncated), .unreadableFile(file: "x"),
            .missingSource(source: "alipay"), .nothingToCompare,
            .unsourcedOrders(channel: "epay", count: 3),
            .residual(leg: "l", amount: Money(units: 1, scale: 2, currency: .cny)),
            .identityOpen(leg: "l", currency: .cny), .balanceOpen(source: "s"),
            .problemsAboveLimit(count: 9, limit: 5), .breaks(count: 1), .pending(count: 2),
            .tolerance(count: 3),
            .missingDays(source: "s", from: SampleRun.day, through: SampleRun.day),
            .missingDays(
                source: "s", from: SampleRun.day, through: SampleRun.day.advanced(by: 1)),
            .holidaysUnknown(calendar: "cn", from: SampleRun.day, through: SampleRun.day),
        ]
        for reason in reasons {
            for language in Language.allCases { #expect(!reason.sentence(language).isEmpty) }
        }
        #expect(Set(reasons.map { String(decoding: $0.json.compact(), as: UTF8.self) }).count == 15)
        #expect(reasons[0].sentence(.english).contains("a{b}.csv"))
    }

    @Test func everyRefusalIsExplained() {
        let reasons: [Identification.Reason] = [
            .otherShape, .missingColumns(["a", "b"]), .forbiddenColumn("c"), .extraColumns(["d"]),
            .textNotFound("t"), .fileNameDiffers("p"), .rowDiffers("r"), .valueDiffers("v"),
            .notNeeded,
        ]
        for language in Language.allCases {
            #expect(Set(reasons.map { $0.sentence(language) }).count == reasons.count)
        }
    }
}
