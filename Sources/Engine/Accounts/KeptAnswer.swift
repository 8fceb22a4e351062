/// The answer to a request that bore an idempotency key, to be given again.
package struct KeptAnswer: Sendable, Hashable {
    package var status: Int
    package var type: String
    package var body: [UInt8]

    package init(status: Int, type: String, body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// What the store says to a key.
    package enum Beginning: Sendable, Hashable {
        /// Nobody came with it before: do it.
        case first
        case answered(KeptAnswer)
        /// It came with another request.
        case otherRequest
        /// It is being done.
        case underWay
    }

    /// Seconds for which answers are kept: longer than any client tries again.
    package static let life: Int64 = 48 * 3600
    /// Bytes of a key.
    package static let keyLimit = 255
}
