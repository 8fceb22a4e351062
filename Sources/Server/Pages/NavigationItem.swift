import Reports

/// The pages of the side bar, in their order.
enum NavigationItem: String, CaseIterable {
    case overview, breaks, workbench, approvals, trace, runs, imports, reports, ledger, evidence,
        definitions

    var path: String {
        switch self {
        case .overview: "/"
        default: "/" + rawValue
        }
    }

    var words: Words {
        switch self {
        case .overview: Words("总览", "總覽", "Overview")
        case .reports: Words("报表", "報表", "Reports")
        case .breaks: Words("差错", "差異", "Breaks")
        case .workbench: Words("配对", "配對", "Match")
        case .approvals: Words("复核", "複核", "Approvals")
        case .trace: Words("追溯", "追溯", "Trace")
        case .runs: Words("对账", "對帳", "Runs")
        case .imports: Words("账单", "帳單", "Imports")
        case .ledger: Words("账本", "帳本", "Ledger")
        case .evidence: Words("存证", "存證", "Evidence")
        case .definitions: Words("规则", "規則", "Rules")
        }
    }
}
