import Reports

/// The pages of the side bar, in their order.
enum NavigationItem: String, CaseIterable {
    case overview

    var path: String {
        switch self {
        case .overview: "/"
        }
    }

    var words: Words {
        switch self {
        case .overview: Words("总览", "總覽", "Overview")
        }
    }
}
