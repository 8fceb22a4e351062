import Engine
import Foundation
import FoundationNetworking
import Logging
import Records
import Reports
import StorageSQLite
import Synchronization

@testable import Server

/// A server over a book of its own, on a port of this machine, with a clock that tests set.
struct ServerFixture: Sendable {
    let folder: String
    let port: Int
    let door: Doorkeeper
    let server: BookServer
    let clock: TestClock

    final class TestClock: Sendable {
        /// 2026-06-10T04:00:00Z
        private let held = Mutex(Instant(seconds: 1_781_064_000))
        var now: Instant { held.withLock { $0 } }
        func pass(seconds: Int64) { held.withLock { $0 = $0.advanced(bySeconds: seconds) } }
    }

    static func with(
        _ change: (inout ServerOptions) -> Void = { _ in },
        _ body: @Sendable @escaping (ServerFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-server-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = TestClock()
        try BookDatabase.create(
            folder: folder,
            settings: { key in
                BookSettings(
                    merchant: "测试店", zone: "Asia/Shanghai", createdAt: clock.now, startsOn: nil,
                    logKey: key)
            }, logName: "matchbook/test", seed: [UInt8](repeating: 7, count: 32))
        let door = Doorkeeper(
            store: try ServerDatabase(folder: folder),
            key: [UInt8](repeating: 9, count: 32), clock: { clock.now })
        let desk = BookDesk(
            open: { writes throws(EngineError) in
                try BookDatabase(folder: folder, writes: writes)
            }, clock: { clock.now })
        var options = ServerOptions()
        options.port = 0
        options.language = .english
        options.signInsPerMinute = 1000
        options.logger.logLevel = .critical
        change(&options)
        let server = try BookServer(options, desk: desk, door: door)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { ready.finish() }
            try await server.run { ready.yield($0) }
        }
        defer { running.cancel() }
        for await port in ports {
            let fixture = ServerFixture(
                folder: folder, port: port, door: door, server: server, clock: clock)
            try await body(fixture)
            break
        }
        running.cancel()
        _ = await running.result
    }

    struct Answer {
        var status: Int
        var body: String
        var headers: [String: String]

        func header(_ name: String) -> String? {
            headers.first { $0.key.lowercased() == name.lowercased() }?.value
        }

        /// "name=value" of the cookie that is set.
        var cookie: String? { header("Set-Cookie")?.split(separator: ";").first.map(String.init) }
    }

    /// Redirects are answers, not followed.
    private final class Straight: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask,
            willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
            completionHandler: @escaping (URLRequest?) -> Void
        ) { completionHandler(nil) }
    }

    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        // Other tests of the process hold both cores for minutes: an answer is waited for.
        configuration.timeoutIntervalForRequest = 1800
        return URLSession(configuration: configuration, delegate: Straight(), delegateQueue: nil)
    }()

    func ask(
        _ method: String, _ path: String, body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
        request.httpMethod = method
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let body { request.httpBody = Data(body.utf8) }
        let (data, response) = try await ServerFixture.session.data(for: request)
        let answer = response as! HTTPURLResponse
        var fields: [String: String] = [:]
        for (name, value) in answer.allHeaderFields { fields["\(name)"] = "\(value)" }
        return Answer(
            status: answer.statusCode, body: String(decoding: data, as: UTF8.self),
            headers: fields)
    }

    /// As a browser sends a form.
    func post(
        _ path: String, _ fields: KeyValuePairs<String, String>, headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = fields.map { "\(FormFields.encode($0.key))=\(FormFields.encode($0.value))" }
        var headers = headers
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        if headers["Origin"] == nil { headers["Origin"] = "http://127.0.0.1:\(port)" }
        return try await ask("POST", path, body: body.joined(separator: "&"), headers: headers)
    }

    // MARK: People

    /// A browser of an account with this role, without the half second of its password.
    func session(_ role: Role, name: String? = nil) throws -> (cookie: String, csrf: String) {
        let name = name ?? role.rawValue
        let account = try account(name, role)
        let word = Secrets.word()
        try door.store.add(
            AccountSession(
                hash: Secrets.hash(word), account: account.number, createdAt: clock.now,
                seenAt: clock.now, confirmedAt: clock.now))
        return ("matchbook-session=\(word)", Secrets.formToken(session: word))
    }

    private func account(_ name: String, _ role: Role) throws -> ServerAccount {
        if let known = try door.store.account(key: name) { return known }
        return try door.store.add(
            ServerAccount(name: name, key: name, role: role, createdAt: clock.now))!
    }

    func token(_ role: Role, _ scopes: Set<Permission> = Set(Permission.allCases)) throws -> String
    {
        let name = "token-" + role.rawValue
        let account = try account(name, role)
        return try door.makeToken(account: account, label: "test", scopes: scopes, days: 1).word
    }
}
