import Foundation
import Glibc

/// A browser that follows the book, by hand: a socket that is read when the test says so.
final class RawListener {
    private let socket: Int32
    private(set) var text = ""
    private(set) var isClosed = false

    init(port: Int, cookie: String, receiveBuffer: Int32? = nil) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            // Before connecting: afterwards the window has been told.
            _ = unsafe setsockopt(
                socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
        let request = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(cookie)\r\n\r\n"
        let bytes = Array(request.utf8)
        guard unsafe send(socket, bytes, bytes.count, 0) == bytes.count else {
            throw POSIXError(.EPIPE)
        }
    }

    deinit { close() }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(socket)
    }

    /// Takes what has come; true where the other end has closed.
    func take() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                text += String(decoding: bytes[..<count], as: UTF8.self)
            } else {
                return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
            }
        }
    }

    /// Others hold the cores for minutes at times: a test that waits longer than this has failed.
    private static let longest = 600

    /// Asks again and again until it is so.
    static func wait(_ isSo: () throws -> Bool) async throws -> Bool {
        let began = ContinuousClock.now
        while began.duration(to: .now) < .seconds(longest) {
            if try isSo() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    func heard(_ part: String) async throws -> Bool {
        try await RawListener.wait {
            let hasEnded = take()
            return text.contains(part) || hasEnded
        } && text.contains(part)
    }
}
