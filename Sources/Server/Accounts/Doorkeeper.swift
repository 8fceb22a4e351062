package import Engine
package import Records
import Resolution

/// Lets people in: the first account, signing in and out, links for colleagues. What is wrong is
/// told in one way, whether the name, the password or the code was.
package struct Doorkeeper: Sendable {
    let store: any ServerStore
    let fields: SealedField
    private let clock: @Sendable () -> Instant
    private let slots = HashingSlots()
    /// Nobody's password: for names that no account has, so that they take as long.
    private static let nobody =
        "$argon2id$v=19$m=65536,t=3,p=1$" + String(repeating: "A", count: 22) + "$"
        + String(repeating: "A", count: 43)

    package init(
        store: any ServerStore, key: [UInt8], clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.clock = clock
        fields = SealedField(key: key)
    }

    var now: Instant { clock() }

    package static func randomKey() -> [UInt8] { Secrets.bytes(32) }

    // MARK: Links

    /// A link's word for the first account; nil where an account is there.
    package func setupWord() throws(EngineError) -> String? {
        guard try store.accounts().isEmpty else { return nil }
        return try enrolmentWord(name: nil, role: .owner, madeBy: "")
    }

    /// A link's word with which a person sets their password and second factor.
    package func enrolmentWord(
        name: String?, role: Role, madeBy: String
    ) throws(EngineError) -> String {
        let word = Secrets.word()
        try store.add(
            Enrolment(
                hash: Secrets.hash(word), name: name, role: role,
                until: now.advanced(bySeconds: Enrolment.life), madeBy: madeBy))
        return word
    }

    /// The link that a word belongs to, while it counts.
    func enrolment(_ word: String) throws(EngineError) -> Enrolment? {
        guard let found = try store.enrolment(hash: Secrets.hash(word)), now < found.until,
            found.use == .setUp
        else { return nil }
        return found
    }

    /// The secret of the second factor that a link offers: the same each time it is opened.
    func secret(of enrolment: Enrolment) -> [UInt8] {
        fields.derived("enrolment " + enrolment.hash, count: OneTimeCode.secretLength)
    }

    enum EnrolFault: Error, Hashable {
        case name, taken, password(PasswordRule.Fault), repetition, code, spent, busy
    }

    /// What somebody typed to set their account up.
    struct Enrolling: Sendable {
        var name: String
        var password: String
        var repetition: String
        var code: String
    }

    /// The account and its recovery codes, which are shown this once.
    func enrol(
        _ typed: Enrolling, by enrolment: Enrolment
    ) async throws -> (account: ServerAccount, recovery: [String]) {
        guard let name = ActorName(enrolment.name ?? typed.name) else { throw EnrolFault.name }
        if let fault = PasswordRule.fault(typed.password, name: name.description) {
            throw EnrolFault.password(fault)
        }
        guard typed.password == typed.repetition else { throw EnrolFault.repetition }
        let secret = secret(of: enrolment)
        guard let step = OneTimeCode.step(of: typed.code, secret, at: now) else {
            throw EnrolFault.code
        }
        guard let hash = await slots.with({ PasswordHash.of(typed.password) }) else {
            throw EnrolFault.busy
        }
        let recovery = (0..<Doorkeeper.recoveryCount).map { _ in Doorkeeper.recoveryCode() }
        let account = ServerAccount(
            name: name.description, key: name.key, role: enrolment.role, password: hash,
            secondFactor: fields.seal(secret, place: Doorkeeper.place(name.key)), createdAt: now)
        let made = try store.enrol(
            account, recovery: recovery.map(Doorkeeper.recoveryHash), spending: enrolment.hash)
        guard let made else { throw EnrolFault.spent }
        _ = try store.spendStep(step, of: made.number)
        return (made, recovery)
    }

    private static let recoveryCount = 10

    private static func place(_ key: String) -> String { "account.second_factor." + key }

    /// 80 bits in four groups.
    private static func recoveryCode() -> String {
        let text = Array(OneTimeCode.base32(Secrets.bytes(10)).lowercased())
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<$0 + 4]) }
            .joined(separator: "-")
    }

    private static func recoveryHash(_ code: String) -> String {
        Secrets.hash("recovery " + code.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    // MARK: Signing in

    enum Outcome: Sendable {
        /// What the browser holds from now on.
        case welcome(word: String, ServerAccount)
        case refused
        case wait(seconds: Int)
        case busy
    }

    /// `earlier` is what the browser held before: it ends.
    func signIn(
        name: String, password: String, code: String, earlier: String?
    ) async throws -> Outcome {
        // A name that cannot be one is treated like one that nobody has.
        let key = ActorName(name)?.key ?? "\u{0}"
        let failureKey = Secrets.hash("name " + key)
        if let failures = try store.failures(of: failureKey),
            failures.count >= SignInFailures.free, now < failures.until
        {
            return .wait(seconds: Int(failures.until.seconds - now.seconds) + 1)
        }
        let account = try store.account(key: key)
        let known = account.flatMap { $0.password.isEmpty ? nil : $0.password } ?? Doorkeeper.nobody
        let words = String(decoding: password.utf8.prefix(PasswordRule.longest), as: UTF8.self)
        guard let isRight = await slots.with({ PasswordHash.matches(words, known) }) else {
            return .busy
        }
        guard let account, isRight, account.isEnabled, account.role.signsIn,
            try isSecond(code, of: account)
        else {
            try store.noteFailure(of: failureKey, at: now)
            return .refused
        }
        try store.clearFailures(of: failureKey)
        return .welcome(word: try begin(account, earlier: earlier), account)
    }

    /// A new session's word; the one that the browser held before ends.
    private func begin(_ account: ServerAccount, earlier: String?) throws(EngineError) -> String {
        if let earlier { try store.end(session: Secrets.hash(earlier)) }
        let word = Secrets.word()
        try store.add(
            AccountSession(
                hash: Secrets.hash(word), account: account.number, createdAt: now, seenAt: now,
                confirmedAt: now))
        return word
    }

    /// A code of the app, once; or a recovery code, once.
    private func isSecond(_ code: String, of account: ServerAccount) throws -> Bool {
        let place = Doorkeeper.place(account.key)
        guard let secret = fields.open(account.secondFactor, place: place) else { return false }
        if let step = OneTimeCode.step(of: code, secret, at: now) {
            return try store.spendStep(step, of: account.number)
        }
        return try store.spendRecovery(Doorkeeper.recoveryHash(code), of: account.number)
    }

    /// The password said again, for what asks for it (step-up).
    func confirm(password: String, visitor: Visitor) async throws -> Outcome {
        guard case .session(let word, _) = visitor.means,
            let account = try store.account(number: visitor.account)
        else { return .refused }
        let failureKey = Secrets.hash("name " + account.key)
        if let failures = try store.failures(of: failureKey),
            failures.count >= SignInFailures.free, now < failures.until
        {
            return .wait(seconds: Int(failures.until.seconds - now.seconds) + 1)
        }
        let known = account.password
        guard let isRight = await slots.with({ PasswordHash.matches(password, known) }) else {
            return .busy
        }
        guard isRight else {
            try store.noteFailure(of: failureKey, at: now)
            return .refused
        }
        try store.confirm(session: Secrets.hash(word), at: now)
        return .welcome(word: word, account)
    }

    func signOut(_ word: String) throws(EngineError) { try store.end(session: Secrets.hash(word)) }

    // MARK: Who asks

    /// Seconds after which a session's last request is written down again.
    private static let touchEvery: Int64 = 60

    /// `isIdle`: a page asked by itself; that does not keep the session alive.
    func visitor(
        session word: String, isIdle: Bool = false
    ) throws(EngineError) -> Visitor? {
        let now = now
        let hash = Secrets.hash(word)
        guard let (session, account) = try store.session(hash: hash) else { return nil }
        guard session.isAlive(at: now), account.isEnabled else {
            try store.end(session: hash)
            return nil
        }
        if !isIdle, now >= session.seenAt.advanced(bySeconds: Doorkeeper.touchEvery) {
            try store.touch(session: hash, seenAt: now)
        }
        return Visitor(
            account: account.number, name: account.name, role: account.role,
            permissions: account.role.permissions,
            // Who has no password cannot say it again.
            means: .session(word: word, confirmedAt: account.isDemo ? now : session.confirmedAt))
    }

    /// "mb_" and 43 characters: scanners for leaked secrets find it.
    package static let tokenPrefix = "mb_"

    func visitor(token word: String) throws(EngineError) -> Visitor? {
        let now = now
        guard word.hasPrefix(Doorkeeper.tokenPrefix),
            let (token, account) = try store.token(hash: Secrets.hash(word)),
            token.isAlive(at: now), account.isEnabled
        else { return nil }
        if token.usedAt.map({ now >= $0.advanced(bySeconds: Doorkeeper.touchEvery) }) ?? true {
            try store.use(token: token.number, at: now)
        }
        return Visitor(
            account: account.number, name: account.name, role: account.role,
            permissions: account.role.permissions.intersection(token.scopes),
            means: .token(number: token.number))
    }

    /// A token for programs; its word is told this once.
    package func makeToken(
        account: ServerAccount, label: String, scopes: Set<Permission>, days: Int
    ) throws(EngineError) -> (word: String, token: AccessToken) {
        let word = Doorkeeper.tokenPrefix + Secrets.word()
        let token = AccessToken(
            hash: Secrets.hash(word), account: account.number, label: label,
            scopes: scopes.intersection(account.role.permissions), createdAt: now,
            expiresAt: now.advanced(bySeconds: Int64(days) * Instant.secondsPerDay))
        return (word, try store.add(token))
    }
}

// The demonstration: one click, and no password that others could know.
extension Doorkeeper {
    /// Makes the account of a book that the demonstration has just made.
    package func addDemo() throws(EngineError) {
        _ = try store.add(
            ServerAccount(
                name: ServerAccount.demo, key: ServerAccount.demo, role: .owner, createdAt: now))
    }

    private func demoAccount() throws(EngineError) -> ServerAccount? {
        guard let account = try store.account(key: ServerAccount.demo), account.isDemo,
            account.isEnabled
        else { return nil }
        return account
    }

    /// Whether the book is a demonstration's.
    func isDemo() throws(EngineError) -> Bool { try demoAccount() != nil }

    /// A link's word that signs in, once; nil where the book is no demonstration's.
    package func demoWord() throws(EngineError) -> String? {
        guard let account = try demoAccount() else { return nil }
        let word = Secrets.word()
        try store.add(
            Enrolment(
                hash: Secrets.hash(word), name: account.name, role: account.role,
                until: now.advanced(bySeconds: Enrolment.life), madeBy: "", use: .signIn))
        return word
    }

    /// `earlier` is what the browser held before: it ends.
    func visit(_ link: String, earlier: String?) throws(EngineError) -> Outcome {
        let hash = Secrets.hash(link)
        guard let found = try store.enrolment(hash: hash), found.use == .signIn,
            now < found.until, let account = try demoAccount(), account.name == found.name,
            try store.spend(link: hash)
        else { return .refused }
        return .welcome(word: try begin(account, earlier: earlier), account)
    }
}

// What the owner of the machine does at the command line.
extension Doorkeeper {
    package func knows(_ key: String) throws(EngineError) -> Bool {
        try store.account(key: key) != nil
    }

    package func account(named name: String) throws(EngineError) -> ServerAccount {
        guard let key = ActorName(name)?.key, let account = try store.account(key: key) else {
            throw .book(.unknown(kind: "account", name: name))
        }
        return account
    }

    /// An account that comes with tokens alone.
    package func addProgram(name: String, key: String) throws(EngineError) {
        _ = try store.add(ServerAccount(name: name, key: key, role: .integration, createdAt: now))
    }

    package func disable(_ account: ServerAccount) throws(EngineError) {
        _ = try store.change(
            account: account.number, AccountChange(isEnabled: false, keepsAnOwner: false), at: now)
    }
}
