/// What an account is for. A person who may propose and approve still never approves what they
/// proposed themselves: that is the Engine's rule, not the role's.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case owner, maker, checker, viewer, auditor, integration

    package var permissions: Set<Permission> {
        switch self {
        case .owner: Set(Permission.allCases)
        case .maker: [.read, .export, .importFiles, .run, .note, .reveal, .propose]
        case .checker: [.read, .export, .note, .reveal, .approve]
        case .viewer: [.read]
        case .auditor: [.read, .export, .reveal, .audit]
        case .integration: [.read, .export, .importFiles, .run]
        }
    }

    /// Programs come with a token; they have no password.
    package var signsIn: Bool { self != .integration }
}
