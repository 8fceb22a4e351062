import Engine
import HTTPTypes
import Resolution

/// What owners do about accounts, from the page and from programs alike.
enum AccountDesk {
    /// A link's word for the person; nil where a program comes with tokens alone.
    static func add(
        _ name: String, _ role: Role?, by actor: String, _ door: Doorkeeper
    ) throws -> (name: ActorName, role: Role, word: String?) {
        guard let name = ActorName(name), let role else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.name")
        }
        if try door.knows(name.key) {
            throw APIProblem(.conflict, .conflict, detail: "body.name: taken")
        }
        guard role.signsIn else {
            try door.addProgram(name: name.description, key: name.key)
            return (name, role, nil)
        }
        return (
            name, role,
            try door.enrolmentWord(name: name.description, role: role, madeBy: actor)
        )
    }

    /// The last owner stays one: nobody else could make another.
    static func change(
        _ number: Int, role: Role?, isEnabled: Bool?, _ door: Doorkeeper
    ) throws -> ServerAccount {
        let change = AccountChange(role: role, isEnabled: isEnabled, keepsAnOwner: true)
        switch try door.store.change(account: number, change, at: door.now) {
        case .changed(let account): return account
        case .lastOwner:
            throw APIProblem(.unprocessableContent, .refused, detail: "the last owner")
        case nil: throw APIProblem.notFound("account \(number)")
        }
    }

    static func addToken(
        account number: Int, label: String, scopes: Set<Permission>, days: Int, _ door: Doorkeeper
    ) throws -> (word: String, token: AccessToken) {
        guard let account = try door.store.account(number: number) else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.account")
        }
        return try door.makeToken(account: account, label: label, scopes: scopes, days: days)
    }

    static func revoke(token number: Int, _ door: Doorkeeper) throws {
        guard try door.store.revoke(token: number, at: door.now) else {
            throw APIProblem.notFound("token \(number)")
        }
    }
}
