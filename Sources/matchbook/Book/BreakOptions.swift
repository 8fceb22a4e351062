import ArgumentParser
import Engine
import Matching
import Records
import Resolution

/// Which breaks, in what order, and which page of them.
struct BreakOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "open（默认）、expected、resolved 或 all。", "open（預設）、expected、resolved 或 all。",
                "open (default), expected, resolved or all."),
            valueName: "state"))
    var state: BreakFilter.Standing = .open

    @Option(
        help: ArgumentHelp(
            say("只看一个对账环节。", "只看一個對帳環節。", "One leg only."), valueName: "leg"))
    var leg: String?

    @Option(
        help: ArgumentHelp(
            say("只看提到这个单号的。", "只看提到這個單號的。", "Only those with this reference."),
            valueName: "reference"))
    var reference: String?

    @Option(
        name: [.customLong("class")],
        help: ArgumentHelp(
            say("只看这些类别。", "只看這些類別。", "These classes only."), valueName: "class"))
    var classes: [String] = []

    @Option(
        help: ArgumentHelp(
            say(
                "只看这些级别：low、medium、high、critical。", "只看這些級別：low、medium、high、critical。",
                "These severities only: low, medium, high, critical."),
            valueName: "severity"))
    var severity: [String] = []

    @Option(
        help: ArgumentHelp(
            say("只看一种币种。", "只看一種幣種。", "One currency only."), valueName: "currency"))
    var currency: String?

    @Option(
        help: ArgumentHelp(
            say(
                "只看这个人负责的；none：没人负责的。", "只看這個人負責的；none：沒人負責的。",
                "Only this person's; none: nobody's."),
            valueName: "name"))
    var owner: String?

    @Option(
        help: ArgumentHelp(
            say("只看带这个标签的。", "只看帶這個標籤的。", "Only those with this label."),
            valueName: "label"))
    var label: [String] = []

    @Flag(
        help: ArgumentHelp(
            say("只看已逾期的。", "只看已逾期的。", "Only what is overdue.")))
    var overdue = false

    @Option(
        help: ArgumentHelp(
            say(
                "leg（默认）、due、occurred、amount 或 severity。",
                "leg（預設）、due、occurred、amount 或 severity。",
                "leg (default), due, occurred, amount or severity."),
            valueName: "order"))
    var sort: BreakFilter.Order = .leg

    @Option(
        help: ArgumentHelp(
            say("最多列几笔。", "最多列幾筆。", "At most so many."), valueName: "count"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            say(
                "从这笔差错之后开始（至少 8 位）。", "從這筆差錯之後開始（至少 8 位）。",
                "Those after this break (8 digits or more)."),
            valueName: "break"))
    var after: String?

    func validate() throws {
        for name in classes where BreakOptions.entryClass(name) == nil {
            let known = EntryClass.allCases.map(\.name).joined(separator: " | ")
            throw ValidationError("--class: \(known) · “\(name)”")
        }
        for name in severity where BreakOptions.severity(name) == nil {
            throw ValidationError("--severity: low | medium | high | critical · “\(name)”")
        }
        if let currency, Currency(currency) == nil {
            throw ValidationError("--currency: CNY · “\(currency)”")
        }
        if let limit, limit < 1 { throw ValidationError("--limit: ≥ 1 · “\(limit)”") }
        if let after, after.utf8.count < 8 {
            throw ValidationError(
                say("差错编号至少 8 位：", "差錯編號至少 8 位：", "8 digits of a break's id or more: ")
                    + "“\(after)”")
        }
    }

    private static func entryClass(_ name: String) -> EntryClass? {
        EntryClass.allCases.first { $0.name == name }
    }

    private static func severity(_ name: String) -> Break.Severity? {
        (0...3).compactMap { Break.Severity(rawValue: $0) }.first { $0.name == name }
    }

    func filter(_ book: Book) throws(EngineError) -> BreakFilter {
        var filter = BreakFilter()
        filter.standing = state
        filter.leg = leg
        filter.reference = reference
        filter.classes = Set(classes.compactMap { BreakOptions.entryClass($0) })
        filter.severities = Set(severity.compactMap { BreakOptions.severity($0) })
        filter.currency = currency.flatMap { Currency($0) }
        filter.owner = owner.map { $0 == "none" ? .nobody : .named($0) }
        filter.labels = label
        filter.dueBy = overdue ? book.now : nil
        filter.order = sort
        if let after { filter.after = try book.breakIDs([after])[0] }
        filter.limit = limit ?? filter.limit
        return filter
    }
}

extension BreakFilter.Standing: ExpressibleByArgument {}
extension BreakFilter.Order: ExpressibleByArgument {}
