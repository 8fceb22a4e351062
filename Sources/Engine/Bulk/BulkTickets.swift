import Synchronization

/// Numbers handed out to workers one by one.
final class BulkTickets: Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let isStopped = Atomic<Bool>(false)

    init(_ count: Int) { self.count = count }

    func take() -> Int? {
        if isStopped.load(ordering: .relaxed) { return nil }
        let ticket = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return ticket < count ? ticket : nil
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }
}
