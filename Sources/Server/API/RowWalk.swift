import Synchronization

/// Where a stream of rows has come to; nil: at its end.
final class RowWalk<Place: Sendable>: Sendable {
    private let held: Mutex<Place?>

    init(_ first: Place) { held = Mutex(first) }

    var next: Place? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
