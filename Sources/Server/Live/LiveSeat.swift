import NIOCore
import Synchronization

/// A listener's place. It is given back when nobody holds it any more, however that came.
final class LiveSeat: Sendable {
    private struct State {
        /// Only the last figures wait: who is slow misses those between, and nothing piles up.
        var figures: LiveFigures?
        var isBeat = false
        var writingSince: ContinuousClock.Instant?
    }

    let number: Int
    let since = ContinuousClock.now
    private let channel: (any Channel)?
    private let onLeave: @Sendable (Int) -> Void
    private let state = Mutex(State())
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(
        number: Int, channel: (any Channel)?, onLeave: @escaping @Sendable (Int) -> Void
    ) {
        self.number = number
        self.channel = channel
        self.onLeave = onLeave
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    deinit { onLeave(number) }

    func tell(_ figures: LiveFigures) {
        state.withLock { $0.figures = figures }
        signal.yield()
    }

    func beat() {
        state.withLock { $0.isBeat = true }
        signal.yield()
    }

    /// The stream ends after what is being written.
    func end() { signal.finish() }

    /// The connection is closed, whatever is being written.
    func drop() {
        signal.finish()
        channel?.close(promise: nil)
    }

    /// One message has not been taken for longer than `patience`.
    func isStuck(after patience: Duration, at now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            state.writingSince.map { $0.duration(to: now) > patience } ?? false
        }
    }

    private func take() -> String {
        state.withLock { state in
            defer { (state.figures, state.isBeat) = (nil, false) }
            state.writingSince = .now
            // An event says that the stream lives as well as a comment does.
            return state.figures?.event ?? (state.isBeat ? ": \n\n" : "")
        }
    }

    /// Writes what is told until the seat's stream ends.
    @concurrent func speak(
        _ write: @concurrent (ByteBuffer) async throws -> Void
    ) async throws {
        for await _ in signals {
            let text = take()
            if !text.isEmpty { try await write(ByteBuffer(string: text)) }
            state.withLock { $0.writingSince = nil }
        }
    }

    /// Little is kept for who does not read.
    func narrow(to bytes: Int) async throws {
        guard let channel else { return }
        try await channel.setOption(.socketOption(.so_sndbuf), value: .init(bytes)).get()
        try await channel.setOption(
            .writeBufferWaterMark, value: .init(low: bytes / 4, high: bytes)
        ).get()
    }
}
