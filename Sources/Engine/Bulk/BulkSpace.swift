/// Memory for one partition at a time, handed out in pieces and taken back at once.
@safe
final class BulkSpace {
    private var pieces: [UnsafeMutableRawBufferPointer] = unsafe []

    deinit { removeAll() }

    func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 16), alignment: 16)
        unsafe pieces.append(piece)
        return unsafe UnsafeMutableRawBufferPointer(rebasing: piece[..<count])
    }

    func removeAll() {
        for index in unsafe pieces.indices { unsafe pieces[index].deallocate() }
        unsafe pieces.removeAll()
    }
}
