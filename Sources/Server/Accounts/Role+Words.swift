package import Engine
package import Reports

extension Role {
    package var words: Words {
        switch self {
        case .owner: Words("负责人", "負責人", "owner")
        case .maker: Words("经办", "經辦", "maker")
        case .checker: Words("复核", "複核", "checker")
        case .viewer: Words("只读", "唯讀", "viewer")
        case .auditor: Words("审计", "稽核", "auditor")
        case .integration: Words("程序接口", "程式介面", "integration")
        }
    }
}
