import Crypto
import TransparencyLog

/// Signatures of Standard Webhooks 1.0 (standardwebhooks.com, "Signature scheme"): HMAC-SHA256
/// over "id.timestamp.body" under a secret that both sides hold.
enum WebhookSignature {
    /// Bytes of a secret; the specification asks for 24 to 64.
    static let length = 32

    /// As people copy it to the other side.
    static func text(secret: [UInt8]) -> String { "whsec_" + Base64.encode(secret) }

    /// The header `webhook-signature`. `timestamp`: seconds since 1970.
    static func header(
        message: String, timestamp: Int64, body: [UInt8], secret: [UInt8]
    ) -> String {
        let signed = Array("\(message).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(
            for: signed, using: SymmetricKey(data: secret))
        return "v1," + Base64.encode([UInt8](code))
    }
}
