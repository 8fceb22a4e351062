import Engine
import Records

/// Who asks, and what they may do.
struct Visitor: Sendable {
    var account: Int
    var name: String
    var role: Role
    var permissions: Set<Permission>
    var means: Means

    enum Means: Sendable {
        /// A browser that is signed in: what it holds, and when the password was said last.
        case session(word: String, confirmedAt: Instant)
        case token(number: Int)
    }

    func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// What forms of the session must say back; empty for programs.
    var formToken: String {
        if case .session(let word, _) = means { Secrets.formToken(session: word) } else { "" }
    }
}
