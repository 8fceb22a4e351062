package import Reports

extension BookBreak.State {
    package var words: Words {
        switch self {
        case .expected: Words("在途", "在途", "expected")
        case .open: Words("未结", "未結", "open")
        case .reopened: Words("重开", "重開", "reopened")
        case .resolved: Words("已解决", "已解決", "resolved")
        }
    }
}
