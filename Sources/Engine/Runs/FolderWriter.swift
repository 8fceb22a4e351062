import Crypto
import Glibc
import Records
import Reports

/// Writes files into one folder. Pieces are made by several threads; one hashes and writes them in
/// order, so that what a file holds does not depend on how many there are.
struct FolderWriter: ~Copyable {
    let path: String
    private(set) var outputs: [ManifestJSON.Output] = []
    /// Written, but perhaps not durable yet: `sync` ends them together.
    private var streams: [SystemFile.Stream] = []
    private var hash = SHA256()
    private var byteCount = 0

    init(path: String) { self.path = path }

    deinit {
        for stream in streams { stream.close() }
    }

    mutating func write(_ files: [PlannedFile], threads: Int) async throws {
        var pieces: [(file: Int, piece: Int)] = []
        for (file, planned) in files.enumerated() {
            pieces += (0..<planned.pieces).map { (file, $0) }
        }
        let places = pieces
        try await Parallel.inOrder(places.count, threads: threads) { index in
            let place = places[index]
            return try FilePiece { try files[place.file].make(place.piece, &$0) }
        } consume: { index, made in
            let place = places[index]
            try take(made, place.piece, of: files[place.file])
        }
    }

    private mutating func take(_ made: FilePiece, _ piece: Int, of file: PlannedFile) throws {
        if piece == 0 {
            streams.append(try SystemFile.Stream(creating: path + "/" + file.name))
            hash = SHA256()
            byteCount = 0
        }
        let stream = streams[streams.count - 1]
        try unsafe made.buffer.withBytes { bytes in
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            byteCount += bytes.count
            try unsafe stream.write(bytes)
        }
        guard piece == file.pieces - 1 else { return }
        outputs.append(
            ManifestJSON.Output(
                name: file.name, sha256: Digest.hex(hash.finalize()), byteCount: byteCount,
                rows: file.rows))
    }

    /// Returns when everything that was written is durable. The files travel to the disk beside
    /// each other, and share what its journal does for one.
    func sync(threads: Int) async throws {
        let failures = await Parallel.map(streams, threads: threads) { stream -> EngineError? in
            do throws(EngineError) { try stream.sync() } catch { return error }
            return nil
        }
        for case let failure? in failures { throw failure }
    }
}

extension SystemFile {
    /// An open new file.
    struct Stream {
        private let descriptor: Int32
        private let path: String

        init(creating path: String) throws(EngineError) {
            self.path = path
            descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        }

        func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(EngineError) {
            var written = 0
            while written < bytes.count {
                let count = unsafe Glibc.write(
                    descriptor, bytes.baseAddress! + written,
                    min(bytes.count - written, 1 << 30))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw SystemFile.failure(path, .write) }
                written += count
            }
        }

        /// Returns when the file is durable.
        func sync() throws(EngineError) {
            guard fsync(descriptor) == 0 else { throw SystemFile.failure(path, .sync) }
        }

        func close() { _ = Glibc.close(descriptor) }
    }
}
