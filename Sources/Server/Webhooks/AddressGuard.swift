import Glibc

/// Keeps webhooks away from what only this machine and its network can reach (server-side request
/// forgery; OWASP ASVS 5.0, 1.3.6): names are resolved, every address they have must be public,
/// and the connection goes to the address that was looked at.
struct AddressGuard: Sendable {
    /// Addresses of this machine and of private networks are allowed too.
    var allowsInner = false

    enum Fault: Error, Equatable {
        case unknownHost
        /// The address, which is not public.
        case inner(String)

        var words: String {
            switch self {
            case .unknownHost: "the host has no address"
            case .inner(let address): "\(address) is not a public address"
            }
        }
    }

    /// The address to connect to. It blocks while the name is resolved.
    func address(of host: String) throws(Fault) -> String {
        let found = AddressGuard.resolve(host)
        guard let first = found.first else { throw .unknownHost }
        if !allowsInner, let inner = found.first(where: { !AddressGuard.isPublic($0) }) {
            throw .inner(AddressGuard.text(inner))
        }
        return AddressGuard.text(first)
    }

    /// Addresses of 4 or 16 bytes.
    private static func resolve(_ host: String) -> [[UInt8]] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var found: [[UInt8]] = []
        var next = unsafe list
        while let entry = unsafe next {
            // Where the bytes stand in sockaddr_in and sockaddr_in6.
            let place: (offset: Int, count: Int)? =
                switch unsafe entry.pointee.ai_family {
                case AF_INET: (4, 4)
                case AF_INET6: (8, 16)
                default: nil
                }
            if let place, let address = unsafe entry.pointee.ai_addr,
                unsafe Int(entry.pointee.ai_addrlen) >= place.offset + place.count
            {
                let bytes = unsafe UnsafeRawBufferPointer(
                    start: UnsafeRawPointer(address) + place.offset, count: place.count)
                unsafe found.append([UInt8](bytes))
            }
            unsafe next = entry.pointee.ai_next
        }
        return found
    }

    /// Networks that the IANA registries of special-purpose addresses (RFC 6890, as of 2025) keep
    /// from the public network, and multicast.
    private static let closed4: [(network: [UInt8], bits: Int)] = [
        ([0, 0, 0, 0], 8), ([10, 0, 0, 0], 8), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16), ([172, 16, 0, 0], 12), ([192, 0, 0, 0], 24), ([192, 0, 2, 0], 24),
        ([192, 88, 99, 0], 24), ([192, 168, 0, 0], 16), ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24), ([203, 0, 113, 0], 24), ([224, 0, 0, 0], 4), ([240, 0, 0, 0], 4),
    ]
    /// Of IPv6 only 2000::/3 is given out to the public; these parts of it are not.
    private static let closed6: [(network: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16),
        ([0x3F, 0xFF, 0x00], 20),
    ]

    static func isPublic(_ address: [UInt8]) -> Bool {
        if address.count == 4 { return !closed4.contains { lies(address, in: $0) } }
        return address.count == 16 && lies(address, in: ([0x20], 3))
            && !closed6.contains { lies(address, in: $0) }
    }

    private static func lies(
        _ address: [UInt8], in net: (network: [UInt8], bits: Int)
    ) -> Bool {
        (0..<net.bits).allSatisfy { bit in
            let mask: UInt8 = 0x80 >> (bit % 8)
            return address[bit / 8] & mask == net.network[bit / 8] & mask
        }
    }

    /// "192.0.2.1", "2001:db8:0:0:0:0:0:1".
    static func text(_ address: [UInt8]) -> String {
        if address.count == 4 { return address.map { "\($0)" }.joined(separator: ".") }
        return stride(from: 0, to: address.count, by: 2).map {
            String(UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }
}
