import Engine
import HTTPTypes
import Hummingbird
import Records
import Reports

/// Signing in and out, setting an account up by its link, and saying the password again.
struct SignInPages: Sendable {
    let server: BookServer

    func register(on router: Router<PageContext>) {
        router.get("login") { try await showSignIn($0, $1) }
        router.post("login") { try await signIn($0, $1) }
        router.post("logout") { try await signOut($0, $1) }
        router.get("setup") { try await showSetup($0, $1) }
        router.post("setup") { try await setUp($0, $1) }
        router.get("open") { try await open($0, $1) }
        router.get("confirm") { showConfirm($0, $1) }
        router.post("confirm") { try await confirm($0, $1) }
    }

    // MARK: Signing in

    private func showSignIn(_ request: Request, _ context: PageContext) async throws -> Response {
        let next = SignInPages.local(FormFields(of: request)["next"])
        if context.visitor != nil { return .redirected(to: next) }
        return try await signInPage(request, context, next: next, fault: nil)
    }

    private func signInPage(
        _ request: Request, _ context: PageContext, next: String, fault: Words?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (isEmpty, isDemo) = try await server.atDoor {
            (try $0.store.accounts().isEmpty, try $0.isDemo())
        }
        return server.renderer.page(
            "login", title: Words("登录", "登入", "Sign in"),
            .fields([
                "next": .string(next), "fault": .optional(fault?[language(request)]),
                "empty": .bool(isEmpty), "demo": .bool(isDemo),
            ]), request, context, status: status)
    }

    private func signIn(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await FormFields.read(request)
        let next = SignInPages.local(form["next"])
        let earlier = request.cookies[server.options.cookieName]?.value
        let outcome = try await server.atDoor { door in
            try await door.signIn(
                name: form["name"] ?? "", password: form.typed("password"),
                code: form["code"] ?? "", earlier: earlier)
        }
        switch outcome {
        case .welcome(let word, let account):
            context.witness?.name = account.name
            var answer = Response.redirected(to: next)
            answer.setCookie(cookie(word))
            return answer
        case .refused, .wait, .busy:
            return try await signInPage(
                request, context, next: next, fault: SignInPages.words(outcome),
                status: SignInPages.status(outcome))
        }
    }

    /// The demonstration's link: it counts once, and then the browser is signed in.
    private func open(_ request: Request, _ context: PageContext) async throws -> Response {
        let link = FormFields(of: request)["link"] ?? ""
        let earlier = request.cookies[server.options.cookieName]?.value
        let outcome = try await server.atDoor { try $0.visit(link, earlier: earlier) }
        guard case .welcome(let word, let account) = outcome else {
            // Opened a second time by who came in with it.
            if context.visitor != nil { return .redirected(to: "/") }
            throw APIProblem(
                .notFound, .notFound,
                detail: Words(
                    "链接已用过或已过期。matchbook serve --demo --setup-link 会给出新的。",
                    "連結已用過或已過期。matchbook serve --demo --setup-link 會給出新的。",
                    "The link was used or is too old. matchbook serve --demo --setup-link gives "
                        + "another.")[language(request)])
        }
        context.witness?.name = account.name
        var answer = Response.redirected(to: "/")
        answer.setCookie(cookie(word))
        return answer
    }

    private static func words(_ outcome: Doorkeeper.Outcome) -> Words? {
        switch outcome {
        case .welcome: nil
        case .refused:
            Words(
                "名称、密码或验证码不对。", "名稱、密碼或驗證碼不對。",
                "The name, the password or the code is not right.")
        case .wait(let seconds):
            Words(
                "尝试次数太多，请 \(seconds) 秒后再试。", "嘗試次數太多，請 \(seconds) 秒後再試。",
                "Too many attempts. Try again in \(seconds) seconds.")
        case .busy: Words("正忙，请稍候再试。", "忙碌中，請稍候再試。", "Busy. Try again in a moment.")
        }
    }

    private static func status(_ outcome: Doorkeeper.Outcome) -> HTTPResponse.Status {
        switch outcome {
        case .welcome: .ok
        case .refused: .unauthorized
        case .wait: .tooManyRequests
        case .busy: .serviceUnavailable
        }
    }

    private func signOut(_ request: Request, _ context: PageContext) async throws -> Response {
        if case .session(let word, _)? = context.visitor?.means {
            try await server.atDoor { try $0.signOut(word) }
        }
        var answer = Response.redirected(to: "/login")
        var ended = cookie("")
        ended = Cookie(
            name: ended.name, value: "", maxAge: 0, path: "/", secure: server.options.isSecure,
            httpOnly: true, sameSite: .lax)
        answer.setCookie(ended)
        answer.headers[HTTPField.Name("Clear-Site-Data")!] = "\"cache\", \"storage\""
        return answer
    }

    private func cookie(_ word: String) -> Cookie {
        Cookie(
            name: server.options.cookieName, value: word, maxAge: Int(AccountSession.life),
            path: "/", secure: server.options.isSecure, httpOnly: true, sameSite: .lax)
    }

    // MARK: Setting up

    private func showSetup(_ request: Request, _ context: PageContext) async throws -> Response {
        try await setupPage(request, context, word: FormFields(of: request)["link"] ?? "")
    }

    private func setupPage(
        _ request: Request, _ context: PageContext, word: String, name: String = "",
        fault: Words? = nil
    ) async throws -> Response {
        let language = language(request)
        let merchant = try await server.desk.read { $0.settings.merchant }
        let value = try await server.atDoor { door -> JSONValue? in
            guard let enrolment = try door.enrolment(word) else { return nil }
            let secret = door.secret(of: enrolment)
            let address = OneTimeCode.address(
                secret, account: enrolment.name ?? "matchbook", merchant: merchant)
            let picture = QRPicture(address)
            return .fields([
                "link": .string(word), "merchant": .string(merchant),
                "fixed": .optional(enrolment.name), "name": .string(name),
                "secret": .string(SignInPages.grouped(OneTimeCode.base32(secret))),
                "otpauth": .string(address),
                "qr_size": .optional(picture.map { "\($0.size)" }),
                "qr_path": .optional(picture?.path), "fault": .optional(fault?[language]),
                "shortest": .integer(PasswordRule.shortest),
            ])
        }
        guard let value else {
            throw APIProblem(
                .notFound, .notFound,
                detail: Words(
                    "链接已用过或已过期。matchbook serve --setup-link 或 matchbook user reset 会给出新的。",
                    "連結已用過或已過期。matchbook serve --setup-link 或 matchbook user reset 會給出新的。",
                    "The link was used or is too old. matchbook serve --setup-link or matchbook "
                        + "user reset gives another.")[language])
        }
        return server.renderer.page(
            "setup", title: Words("设置账户", "設定帳戶", "Set up your account"), value, request,
            context, status: fault == nil ? .ok : .unprocessableContent)
    }

    /// "ABCD EFGH …": easier to type.
    private static func grouped(_ text: String) -> String {
        let scalars = Array(text)
        return stride(from: 0, to: scalars.count, by: 4).map { start in
            String(scalars[start..<min(start + 4, scalars.count)])
        }.joined(separator: " ")
    }

    private func setUp(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await FormFields.read(request)
        let word = form["link"] ?? ""
        let typed = Doorkeeper.Enrolling(
            name: form["name"] ?? "", password: form.typed("password"),
            repetition: form.typed("repetition"), code: form["code"] ?? "")
        do {
            let made = try await server.atDoor { door -> (ServerAccount, [String])? in
                guard let enrolment = try door.enrolment(word) else { return nil }
                return try await door.enrol(typed, by: enrolment)
            }
            guard let made else { throw Doorkeeper.EnrolFault.spent }
            context.witness?.name = made.0.name
            return server.renderer.page(
                "recovery", title: Words("恢复码", "復原碼", "Recovery codes"),
                .fields([
                    "name": .string(made.0.name), "codes": .array(made.1.map { .string($0) }),
                ]), request, context)
        } catch let fault as Doorkeeper.EnrolFault {
            return try await setupPage(
                request, context, word: word, name: typed.name,
                fault: SignInPages.words(fault))
        }
    }

    private static func words(_ fault: Doorkeeper.EnrolFault) -> Words {
        switch fault {
        case .name, .taken:
            Words("请写一个名字（64 字节以内）。", "請寫一個名字（64 位元組以內）。", "Write a name of at most 64 bytes.")
        case .password(.short):
            Words(
                "密码至少 \(PasswordRule.shortest) 个字符。", "密碼至少 \(PasswordRule.shortest) 個字元。",
                "A password has at least \(PasswordRule.shortest) characters.")
        case .password(.long): Words("密码太长。", "密碼太長。", "The password is too long.")
        case .password(.common):
            Words(
                "这个密码太常见，请换一个。", "這個密碼太常見，請換一個。",
                "Everybody tries this password; choose another.")
        case .password(.name):
            Words("密码里不要有名字。", "密碼裡不要有名字。", "A password does not hold the name.")
        case .repetition: Words("两次密码不同。", "兩次密碼不同。", "The passwords differ.")
        case .code:
            Words(
                "验证码不对；请看手机时间是否准确。", "驗證碼不對；請看手機時間是否準確。",
                "The code is not right; look at the phone's clock.")
        case .spent: Words("链接已用过。", "連結已用過。", "The link was used.")
        case .busy: Words("正忙，请稍候再试。", "忙碌中，請稍候再試。", "Busy. Try again in a moment.")
        }
    }

    // MARK: Saying the password again

    private func showConfirm(_ request: Request, _ context: PageContext) -> Response {
        confirmPage(
            request, context, next: SignInPages.local(FormFields(of: request)["next"]), fault: nil)
    }

    private func confirmPage(
        _ request: Request, _ context: PageContext, next: String, fault: Words?,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        server.renderer.page(
            "confirm", title: Words("再输入一次密码", "再輸入一次密碼", "Say the password again"),
            .fields([
                "next": .string(next), "fault": .optional(fault?[language(request)]),
            ]), request, context, status: status)
    }

    private func confirm(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await FormFields.read(request)
        let next = SignInPages.local(form["next"])
        guard let visitor = context.visitor else { return .redirected(to: "/login") }
        let outcome = try await server.atDoor {
            try await $0.confirm(password: form.typed("password"), visitor: visitor)
        }
        if case .welcome = outcome { return .redirected(to: next) }
        return confirmPage(
            request, context, next: next, fault: SignInPages.words(outcome),
            status: SignInPages.status(outcome))
    }

    // MARK: -

    private func language(_ request: Request) -> Language { server.renderer.language(of: request) }

    /// A path of this server, or its first page: never an address elsewhere.
    static func local(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/\\"),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
        else { return "/" }
        return text
    }
}

extension FormFields {
    /// As it was typed: spaces around a password are part of it.
    fileprivate func typed(_ name: String) -> String {
        pairs.first { $0.name == name }?.value ?? ""
    }
}
