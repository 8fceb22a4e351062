/// What all pages are made with.
final class PageStock: Sendable {
    let memo = BookMemo()
    let board = QueueBoard()
}
