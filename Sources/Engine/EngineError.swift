/// Why an operation of the engine failed. Bad data is a `Problem`, never thrown.
package enum EngineError: Error, Sendable, Hashable {
    /// The system refused a file: what was done to it, and the system's own reason.
    case io(path: String, operation: Operation, reason: String)
    case fileTooLarge(path: String, bytes: Int, limit: Int)
    /// A path or pattern that names no file.
    case noFile(pattern: String)
    case tooManyFiles(count: Int, limit: Int)
    /// Not a folder that an earlier run wrote: it is never written over.
    case folderInUse(path: String)
    /// No result of a run stands in the folder, or its manifest cannot be read.
    case noResult(path: String)
    /// An input of a stored run is not what it was.
    case inputChanged(path: String, expected: String, found: String)
    case unknownZone(name: String)
    /// A dialect file or definition is wrong at a place.
    case file(DialectFileError)
    /// The dialects contradict each other.
    case dialects(reason: String)
    /// The definition is well-formed, but what it names is not there.
    case definition(place: String, found: String, expected: String)
    /// A key that is named but cannot be had.
    case missingKey(source: String, place: String)
    case unknownReference(String, near: [String])
    case book(BookFault)

    package enum Operation: String, Sendable {
        case open, read, write, rename, list, remove, sync
    }

    /// What a caller of the program learns from it (sysexits.h).
    package enum Kind: Sendable { case usage, data, inputOutput }

    package var kind: Kind {
        switch self {
        case .io: .inputOutput
        case .folderInUse, .missingKey: .usage
        case .fileTooLarge, .noFile, .tooManyFiles, .noResult, .inputChanged, .unknownZone, .file,
            .dialects, .definition, .unknownReference:
            .data
        case .book(let fault): fault.kind
        }
    }
}
