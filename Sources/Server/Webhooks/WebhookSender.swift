import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Records

/// One attempt to hand a message over.
struct WebhookSender: Sendable {
    var guardian: AddressGuard
    var allowsPlain = false
    /// Seconds.
    let timeout: Int64
    /// Names are resolved on threads that may block.
    let executor: BlockingExecutor

    /// What the other side said, or why nobody was asked.
    enum Answer: Sendable, Equatable {
        case status(Int)
        case failed(String)

        var isTaken: Bool { if case .status(200...299) = self { true } else { false } }
        var isGone: Bool { self == .status(410) }

        var words: String {
            switch self {
            case .status(let code): "\(code)"
            case .failed(let reason): reason
            }
        }
    }

    struct Message: Sendable {
        var id: String
        /// Seconds since 1970, of this attempt.
        var timestamp: Int64
        var body: [UInt8]
        var secret: [UInt8]
    }

    func send(_ message: Message, to text: String) async -> Answer {
        do {
            let target = try WebhookAddress(text, allowsPlain: allowsPlain)
            let guardian = guardian
            let address = try await withTaskExecutorPreference(executor) {
                try guardian.address(of: target.host)
            }
            return try await post(message, to: target, at: address)
        } catch let fault as WebhookAddress.Fault {
            return .failed(fault.rawValue)
        } catch let fault as AddressGuard.Fault {
            return .failed(fault.words)
        } catch let error as HTTPClientError {
            return .failed(error.shortDescription)
        } catch is NIOSSLError {
            return .failed("TLS failed")
        } catch {
            // What the system says of a connection names no secret, but may name inner addresses.
            return .failed("no connection")
        }
    }

    /// A client of its own: it knows one address for the name, follows nothing, keeps nothing.
    private func post(
        _ message: Message, to target: WebhookAddress, at address: String
    ) async throws -> Answer {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(timeout), read: .seconds(timeout)))
        configuration.dnsOverride = [target.host: address]
        configuration.httpVersion = .http1Only
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let answer = try await client.execute(
                request(message, to: target), timeout: .seconds(timeout))
            try await client.shutdown()
            return .status(Int(answer.status.code))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func request(_ message: Message, to target: WebhookAddress) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: target.text)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "matchbook-webhooks")
        request.headers.add(name: "webhook-id", value: message.id)
        request.headers.add(name: "webhook-timestamp", value: "\(message.timestamp)")
        request.headers.add(
            name: "webhook-signature",
            value: WebhookSignature.header(
                message: message.id, timestamp: message.timestamp, body: message.body,
                secret: message.secret))
        request.body = .bytes(ByteBuffer(bytes: message.body))
        return request
    }
}
