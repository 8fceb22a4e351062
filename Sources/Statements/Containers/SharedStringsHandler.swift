import Records

/// The workbook's table of texts (ECMA-376 part 1, §18.4): runs joined, phonetic readings left out.
final class SharedStringsHandler: XMLHandler {
    private(set) var wantsText = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var text: [UInt8] = []
    private var isPhonetic = false
    private let byteLimit: Int
    private let textLimit: Int

    init(limits: Limits) {
        byteLimit = limits.sharedStringsBytes
        textLimit = limits.lineBytes
    }

    /// Nil where the table has no such string.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        switch name {
        case "rPh": isPhonetic = true
        case "t": wantsText = !isPhonetic
        default: break
        }
    }

    func end(_ name: String) throws(ContainerFault) {
        switch name {
        case "rPh": isPhonetic = false
        case "t": wantsText = false
        case "si":
            SheetText.appendUnescaped(text, to: &bytes)
            ends.append(bytes.count)
            text.removeAll(keepingCapacity: true)
            // An empty text costs its end alone.
            guard bytes.count + ends.count * MemoryLayout<Int>.size <= byteLimit else {
                throw .limit("> \(byteLimit)", byteLimit, "bytes")
            }
        default: break
        }
    }

    func text(_ piece: Span<UInt8>) throws(ContainerFault) {
        try SheetText.append(piece, to: &text, limit: textLimit)
    }
}
