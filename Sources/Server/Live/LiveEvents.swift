import NIOCore
import Synchronization

/// Tells everybody who listens that the book has changed, whoever changed it.
final class LiveEvents: Sendable {
    private struct Known {
        weak var seat: LiveSeat?
    }

    private struct State {
        var last = 0
        var seats: [Int: Known] = [:]
    }

    let pace: LivePace
    private let desk: BookDesk
    private let metrics: ServerMetrics
    private let stock: PageStock
    private let ahead: PagesAhead
    private let state = Mutex(State())

    init(
        desk: BookDesk, stock: PageStock, ahead: PagesAhead, metrics: ServerMetrics,
        pace: LivePace
    ) {
        self.desk = desk
        self.stock = stock
        self.ahead = ahead
        self.metrics = metrics
        self.pace = pace
    }

    var count: Int { state.withLock { $0.seats.count } }

    /// Nil where all places are taken.
    func seat(on channel: (any Channel)?) -> LiveSeat? {
        let seat = state.withLock { state -> LiveSeat? in
            guard state.seats.count < pace.listeners else { return nil }
            state.last += 1
            let seat = LiveSeat(number: state.last, channel: channel) { [weak self] number in
                self?.leave(number)
            }
            state.seats[seat.number] = Known(seat: seat)
            return seat
        }
        if seat != nil { metrics.listeners(1) }
        return seat
    }

    private func leave(_ number: Int) {
        let known = state.withLock { $0.seats.removeValue(forKey: number) }
        if known != nil { metrics.listeners(-1) }
    }

    private var seats: [LiveSeat] {
        state.withLock { state in state.seats.values.compactMap(\.seat) }
    }

    /// How the book stands now.
    func figures() async throws -> LiveFigures {
        let stock = stock
        return try await desk.read { book in
            try stock.memo.value("live", book) { try LiveFigures(book, stock) }
        }
    }

    func tell(_ figures: LiveFigures) {
        for seat in seats { seat.tell(figures) }
    }

    /// Looks and tells until the server ends.
    func keep() async {
        var told: LiveFigures?
        var beat = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: pace.look)
            let now = ContinuousClock.now
            let seats = seats
            guard !seats.isEmpty else { continue }
            for seat in seats {
                if seat.isStuck(after: pace.patience, at: now) { seat.drop() }
                if seat.since.duration(to: now) > pace.longest { seat.end() }
            }
            // A book that cannot be read now is read at the next look; `/readyz` says so meanwhile.
            if let figures = try? await figures(), figures != told {
                // Whoever hears of it asks for the page: it is there then.
                await ahead.renew()
                tell(figures)
                told = figures
            }
            if beat.duration(to: now) >= pace.heartbeat {
                for seat in seats { seat.beat() }
                beat = now
            }
        }
        for seat in seats { seat.end() }
    }
}
