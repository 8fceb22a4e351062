import Records
import Testing

@testable import Engine
@testable import Statements

/// Columns that a person names become a dialect like any other.
@Suite struct ColumnMappingTests {
    private static func sample(_ text: String, headerLine: Int? = nil) -> TableSample {
        TableSample(RawFile(name: "x.csv", bytes: Array(text.utf8)), headerLine: headerLine)
    }

    private static func read(_ mapping: ColumnMapping, _ text: String) throws -> Statement {
        let dialect = try DialectFile.parse(mapping.yaml(version: 3), name: "own.yaml")
        #expect(dialect.name == mapping.name && dialect.version == 3)
        let library = try FormatLibrary(BookSources.builtin() + [dialect], limits: Limits())
        let file = InputFile(bytes: Array(text.utf8), path: "x.csv", name: "x.csv")
        return try #require(library.statements(of: file).first)
    }

    private static let shop = """
        Export of a shop;;;;
        Bestellung;Betrag;Wann;Zustand;Art
        B-1;1.234,50;02.06.2026 10:00;ok;Kauf
        B-2;10,00;02.06.2026 11:00;offen;Kauf
        B-1;34,50;03.06.2026 09:00;ok;Gutschrift
        -;0,00;03.06.2026 09:00;ok;Hinweis

        """

    @Test("a file shows its header, what is between its fields, and the words of its columns")
    func sample() {
        let sample = Self.sample(Self.shop)
        #expect(sample.headerLine == 2 && sample.separator == UInt8(ascii: ";"))
        #expect(sample.columns.map(\.name) == ["Bestellung", "Betrag", "Wann", "Zustand", "Art"])
        #expect(sample.columns[4].words == ["Kauf", "Gutschrift", "Hinweis"])
        #expect(sample.rows.count == 4 && sample.rows[0][0] == "B-1")
        #expect(Self.sample(Self.shop, headerLine: 3).columns[0].name == "B-1")
        let many = "no,word\n" + (0..<40).map { "\($0),\($0 % 3)\n" }.joined()
        #expect(Self.sample(many).columns.map(\.words.count) == [0, 3])
        #expect(Self.sample("`号,`额\n`1,`2\n").leadingMark == UInt8(ascii: "`"))
        #expect(Self.sample("").columns.isEmpty)
        let twice = Self.sample("a,b,a\n1,2,3\n")
        #expect(!twice.isUnique && twice.columns.map(\.name) == ["a", "b", ""])
        #expect(Self.sample(many).isUnique)
    }

    @Test(
        "a header in any of the three languages says what its columns are",
        arguments: [
            ("订单号,实付金额,支付时间,状态,支付方式", SourceRole.orders),
            ("訂單編號,實付金額,付款時間,狀態,付款方式", .orders),
            ("Order No,Paid Amount,Paid At,Status,Payment Method", .orders),
        ])
    func suggestions(header: String, role: SourceRole) throws {
        let sample = Self.sample(header + "\n1,2.00,2026-06-01 10:00:00,已支付,alipay\n")
        let mapping = try ColumnMapping(suggestedFor: sample)
        let uses = sample.columns.map { mapping.uses[$0.name] }
        #expect(uses == [.orderReference, .amount, .time, .status, .channel])
        #expect(mapping.role == role)
        #expect(mapping.statuses == ["已支付": .succeeded])
    }

    @Test("a bank's two columns of money are a pair, a channel has a number of its own")
    func roles() throws {
        let bank = try ColumnMapping(
            suggestedFor: Self.sample("交易日期,借方发生额,贷方发生额,余额,摘要\n2026-06-01,1.00,,9.00,x\n"))
        #expect(bank.role == .bank && bank.column(.moneyOut) == "借方发生额")
        #expect(bank.column(.moneyIn) == "贷方发生额" && bank.column(.amount) == nil)
        let channel = try ColumnMapping(
            suggestedFor: Self.sample("流水号,商户订单号,金额,时间\nT1,A1,1.00,2026-06-01\n"))
        #expect(channel.role == .channel && channel.column(.channelReference) == "流水号")
        #expect(channel.column(.orderReference) == "商户订单号")
    }

    private static var shopMapping: ColumnMapping {
        var mapping = ColumnMapping()
        mapping.name = "own-shop"
        mapping.title = "Shop \"Mitte\""
        mapping.header = ["Bestellung", "Betrag", "Wann", "Zustand", "Art"]
        mapping.uses = [
            "Bestellung": .orderReference, "Betrag": .amount, "Wann": .time, "Zustand": .status,
            "Art": .kind,
        ]
        mapping.currency = "EUR"
        mapping.zone = "Europe/Berlin"
        mapping.timeFormat = "dd.MM.yyyy HH:mm"
        mapping.statuses = ["ok": .succeeded, "offen": .pending]
        mapping.kinds = ["Kauf": .order, "Gutschrift": .refund, "Hinweis": nil]
        return mapping
    }

    @Test(
        "what is named is what is read: kinds, signs, statuses, time, currency, rows that are none")
    func reading() throws {
        let text = Self.shop.replacing("1.234,50", with: "1234.50").replacing(",00;", with: ".00;")
            .replacing("34,50;", with: "34.50;")
        let statement = try Self.read(Self.shopMapping, text)
        #expect(statement.dialect.name == "own-shop")
        #expect(statement.problems == [] && statement.rowCount == 4)
        let table = statement.table
        #expect(table.kind.map { $0 } == [.order, .order, .refund])
        let amounts = (0..<table.count).map { table.gross(ofRow: $0)?.decimal }
        #expect(amounts == ["1234.50", "10.00", "-34.50"])
        #expect(table.status.map { $0 } == [.succeeded, .pending, .succeeded])
        #expect(table.gross(ofRow: 0)?.currency.description == "EUR")
        #expect(table.occurred(ofRow: 0)?.rfc3339(in: .utc).hasPrefix("2026-06-02T08:00") == true)
        #expect(statement.nonEntries == ["not_money": 1, "preamble": 1])
    }

    @Test("a word that nobody explained is a problem, not a guess")
    func unknownWords() throws {
        var mapping = Self.shopMapping
        mapping.kinds["Gutschrift"] = nil
        mapping.statuses["offen"] = nil
        let text = Self.shop.replacing("1.234,50", with: "1234.50").replacing(",00;", with: ".00;")
        let statement = try Self.read(mapping, text)
        #expect(statement.table.count == 1 && statement.problems.count == 2)
    }

    @Test("names with a meaning in dialects are names")
    func names() throws {
        var mapping = ColumnMapping()
        mapping.name = "odd"
        mapping.header = ["No \"1\"", "Net|Gross", "Day*", "C:\\D"]
        mapping.uses = ["No \"1\"": .orderReference, "Net|Gross": .amount, "Day*": .time]
        let text = "No \"1\",Net|Gross,Day*,C:\\D\nA1,5.00,2026-06-01,x\n"
        let statement = try Self.read(mapping, text)
        #expect(statement.problems == [])
        #expect(statement.table.gross(ofRow: 0)?.decimal == "5.00")
    }

    @Test("columns that make no format say why")
    func faults() {
        func fault(_ change: (inout ColumnMapping) -> Void) -> MappingFault? {
            var mapping = Self.shopMapping
            change(&mapping)
            return mapping.fault
        }
        #expect(fault { _ in } == nil)
        #expect(fault { $0.uses["Betrag"] = nil } == .noAmount)
        #expect(fault { $0.uses["Art"] = .moneyIn } == .amountAndPair)
        #expect(fault { $0.uses["Betrag"] = .moneyIn } == .amountAndPair)
        #expect(fault { $0.uses["Wann"] = nil } == .noTime)
        #expect(fault { $0.uses["Art"] = .status } == .twice(.status))
        #expect(fault { $0.name = "Own Shop" } == .name("Own Shop"))
        #expect(fault { $0.currency = "Euro-" } == .currency("Euro-"))
    }
}
