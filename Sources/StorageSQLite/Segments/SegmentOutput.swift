import Engine
import Glibc

/// A new file of segments, durable under its name or not there; what the system refuses is named by
/// the file's place in the book.
struct SegmentOutput: ~Copyable {
    let path: SegmentPath
    private var file: DurableFile

    init(_ path: SegmentPath) throws(SegmentFault) {
        self.path = path
        do throws(EngineError) { file = try DurableFile(path.full) } catch {
            throw SegmentOutput.fault(error, path)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SegmentFault) {
        do throws(EngineError) { try unsafe file.write(bytes, at: offset) } catch {
            throw SegmentOutput.fault(error, path)
        }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(SegmentFault) {
        do throws(EngineError) { try file.write(bytes, at: offset) } catch {
            throw SegmentOutput.fault(error, path)
        }
    }

    mutating func finish(fileBytes: Int) throws(SegmentFault) {
        do throws(EngineError) { try file.finish(byteCount: fileBytes) } catch {
            throw SegmentOutput.fault(error, path)
        }
    }

    private static func fault(_ error: EngineError, _ path: SegmentPath) -> SegmentFault {
        guard case .io(_, let operation, let reason) = error else {
            return .io(file: path.shown, operation: .write, reason: "\(error)")
        }
        return .io(file: path.shown, operation: operation, reason: reason)
    }

    static func failure(
        _ path: SegmentPath, _ operation: EngineError.Operation
    ) -> SegmentFault {
        fault(SystemFile.failure(path.full, operation), path)
    }
}
