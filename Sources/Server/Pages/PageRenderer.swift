import Engine
import HTTPTypes
import Hummingbird
import Records
import Reports

/// Puts a page's value into its template, inside the layout, in the person's language.
struct PageRenderer: Sendable {
    let templates: Templates
    let assets: AssetFiles
    /// Where nobody says one.
    let language: Language

    /// What the person chose, else what the browser asks for, else the server's.
    func language(of request: Request) -> Language {
        if let chosen = request.cookies["lang"]?.value, let known = Language(tag: chosen) {
            return known
        }
        for part in (request.headers[.acceptLanguage] ?? "").split(separator: ",") {
            let tag = part.split(separator: ";").first.map(String.init) ?? ""
            let trimmed = String(tag.drop { $0 == " " })
            if let known = Language(tag: trimmed) { return known }
        }
        return language
    }

    /// `light`, `dark`, or empty: as the system says.
    private func theme(of request: Request) -> String {
        let chosen = request.cookies["theme"]?.value ?? ""
        return ["light", "dark"].contains(chosen) ? chosen : ""
    }

    func page(
        _ name: String, title: Words, _ value: JSONValue, _ request: Request,
        _ context: PageContext, marks: [NavigationItem: Int] = [:],
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let language = language(of: request)
        var members: [JSONValue.Member] = [
            .init("lang", .string(language.rawValue)), .init("theme", .string(theme(of: request))),
            .init("title", .string(title[language])),
            .init("nav", navigation(active: request.uri.path, marks, language)),
            .init("languages", languages(language)),
            .init("css", .optional(assets.address("matchbook.css"))),
            .init("gatecss", .optional(assets.address("gate.css"))),
            .init("csrf", .string(context.csrf)), .init("user", user(context, language)),
            .init("script", .optional(assets.address("matchbook.js"))),
            .init("htmx", .optional(assets.address("htmx.min.js"))),
            .init("charts", .optional(assets.address("echarts.min.js"))),
            .init("path", .string(request.uri.path)),
            .init("address", .string(request.uri.string)),
            .init("light", .bool(theme(of: request) == "light")),
            .init("dark", .bool(theme(of: request) == "dark")),
            .init("system", .bool(theme(of: request).isEmpty)),
            .init("version", .string(Records.programVersion)),
        ]
        if case .object(let own) = value { members += own }
        return html(templates.render(name, .object(members), language), status: status)
    }

    /// Who is signed in, and what pages may offer them: `{{#may_approve}}`.
    private func user(_ context: PageContext, _ language: Language) -> JSONValue {
        guard let visitor = context.visitor else { return .null }
        let may = Permission.allCases.map { permission in
            JSONValue.Member("may_" + permission.rawValue, .bool(visitor.may(permission)))
        }
        return .object(
            [
                .init("name", .string(visitor.name)),
                .init("role", .string(visitor.role.words[language])),
            ] + may)
    }

    func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: .init(string: text)))
    }

    private func navigation(
        active path: String, _ marks: [NavigationItem: Int], _ language: Language
    ) -> JSONValue {
        .array(
            NavigationItem.allCases.map { item in
                .fields([
                    "path": .string(item.path), "name": .string(item.words[language]),
                    "icon": .string(item.rawValue),
                    "mark": marks[item].flatMap { $0 > 0 ? .string(Show.count($0)) : nil } ?? .null,
                    "active": .bool(
                        item.path == "/" ? path == "/" : path.hasPrefix(item.path)),
                ])
            })
    }

    private func languages(_ current: Language) -> JSONValue {
        .array(
            Language.allCases.map { language in
                let names: [Language: String] = [
                    .simplifiedChinese: "简体中文", .traditionalChinese: "繁體中文", .english: "English",
                ]
                return .fields([
                    "tag": .string(language.rawValue), "name": .optional(names[language]),
                    "active": .bool(language == current),
                ])
            })
    }
}
