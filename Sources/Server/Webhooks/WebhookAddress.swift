import Engine

/// Where a webhook goes: "https://name[:port]/path". Its grammar is narrow, so that what is checked
/// here is what the client connects to.
struct WebhookAddress: Sendable, Hashable {
    var isPlain: Bool
    var host: String
    var port: Int
    var text: String

    enum Fault: String, Error {
        case tooLong = "longer than 2,000 characters"
        case scheme = "expected https://"
        case host = "expected a host name of ASCII letters, digits, - and ."
        case port = "expected a port from 1 to 65535"
        case path = "expected a path of visible ASCII without #"
    }

    init(_ text: String, allowsPlain: Bool) throws(Fault) {
        guard text.utf8.count <= Webhook.addressLimit else { throw .tooLong }
        var rest = text[...]
        if text.hasPrefix("https://") {
            isPlain = false
            rest = rest.dropFirst(8)
        } else if allowsPlain, text.hasPrefix("http://") {
            isPlain = true
            rest = rest.dropFirst(7)
        } else {
            throw .scheme
        }
        let end = rest.firstIndex(where: { "/?#".contains($0) }) ?? rest.endIndex
        let parts = rest[..<end].split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, (1...253).contains(name.utf8.count),
            name.utf8.allSatisfy(WebhookAddress.isNameByte), name.utf8.first != 0x2D
        else { throw .host }
        host = name.lowercased()
        port = isPlain ? 80 : 443
        if parts.count == 2 {
            guard (1...5).contains(parts[1].utf8.count),
                parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let told = Int(parts[1]), (1...65_535).contains(told)
            else { throw .port }
            port = told
        } else if parts.count > 2 {
            throw .port
        }
        guard rest[end...].utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x23 }) else {
            throw .path
        }
        // The client finds the checked address by the name, letter for letter.
        self.text =
            (isPlain ? "http://" : "https://") + host + rest.dropFirst(name.count)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
    }
}
