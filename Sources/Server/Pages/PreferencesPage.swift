import Hummingbird
import Reports

/// The person's language and light or dark, kept by the browser.
struct PreferencesPage: Sendable {
    /// A year, in seconds.
    private static let age = 31_536_000

    func register(on router: Router<PageContext>) {
        router.post("preferences") { request, _ -> Response in
            let form = try await FormFields.read(request)
            var response = Response.redirect(to: PreferencesPage.path(form["back"]))
            if let tag = form["lang"], let language = Language(tag: tag) {
                response.setCookie(PreferencesPage.cookie("lang", language.rawValue))
            }
            if let theme = form["theme"], ["light", "dark", "auto"].contains(theme) {
                response.setCookie(PreferencesPage.cookie("theme", theme))
            }
            return response
        }
    }

    private static func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, maxAge: age, path: "/", httpOnly: true, sameSite: .lax)
    }

    /// A path of this server, or its first page: never an address elsewhere.
    static func path(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/\\"),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
        else { return "/" }
        return text
    }
}
