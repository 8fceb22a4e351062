import Synchronization

/// Who it turned out to be, told by the guard to the recorder around it.
final class VisitorWitness: Sendable {
    private let held = Mutex("")
    var name: String {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
