import Engine

/// Who may use a route.
enum AccessRule: Sendable, Hashable {
    /// Anybody: signing in, style sheets, whether the server lives.
    case open
    /// Whoever is signed in, whatever they may do.
    case signedIn
    case needs(Permission)
    /// As `needs`; in a browser the password must have been said in the last minutes (step-up).
    case confirmed(Permission)
    /// One route for several things: what a word of its path needs. Other words are for nobody.
    case byWord(parameter: String, [String: Permission])

    func allows(_ permissions: Set<Permission>?) -> Bool {
        switch self {
        case .open: true
        case .signedIn: permissions != nil
        case .needs(let permission), .confirmed(let permission):
            permissions?.contains(permission) ?? false
        case .byWord(_, let needs):
            needs.values.contains { permissions?.contains($0) ?? false }
        }
    }
}
