import Reports

/// The pages of the side bar, in their order.
enum NavigationItem: String, CaseIterable {
    case overview, reports

    var path: String {
        switch self {
        case .overview: "/"
        case .reports: "/reports"
        }
    }

    var words: Words {
        switch self {
        case .overview: Words("总览", "總覽", "Overview")
        case .reports: Words("报表", "報表", "Reports")
        }
    }
}
