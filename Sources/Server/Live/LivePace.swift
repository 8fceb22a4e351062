/// How often live events look, speak and give up.
struct LivePace: Sendable {
    /// The book is looked at this often while somebody listens: others may write it too.
    var look = Duration.seconds(1)
    /// A comment, so that nobody between the two ends takes the connection for dead.
    var heartbeat = Duration.seconds(15)
    /// Who has not taken a message for so long is dropped: two heartbeats.
    var patience = Duration.seconds(30)
    /// A stream ends after this; browsers come again and are asked anew who they are.
    var longest = Duration.seconds(600)
    /// Streams at the same time. Each is a connection with some 40 KB of buffers; 2,000 are 80 MB,
    /// and more people than that do not look at one book.
    var listeners = 2000
    /// Bytes that the system keeps for a listener: several messages, and no more than that, so
    /// that a slow one shows soon.
    var sendBuffer = 16 << 10

    /// Files and connections that the process asks for: the listeners, and as many again for the
    /// book and for what else is asked.
    static let files = 4096

    /// No more listeners than half of the files that the process may open.
    func within(files: Int) -> LivePace {
        var pace = self
        pace.listeners = min(listeners, files / 2)
        return pace
    }
}
