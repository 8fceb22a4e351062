/// Text with signatures below it (C2SP signed-note). Parsed, nothing of it is trusted yet.
package struct SignedNote: Hashable, Sendable {
    package struct Signature: Hashable, Sendable {
        package let name: String
        package let identifier: UInt32
        package let bytes: [UInt8]
        /// From 1, of the note.
        package let line: Int
    }

    /// The whole note, as it stands in a file.
    package let bytes: [UInt8]
    /// What is signed: up to and with the newline before the blank line.
    package let text: [UInt8]
    package let signatures: [Signature]

    /// Em dash and space.
    static let signatureMark: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

    package init(_ bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= TransparencyLog.noteLimit else {
            throw .tooLarge(part: .note, found: bytes.count, limit: TransparencyLog.noteLimit)
        }
        if let offset = NoteLines.offsetOfNoText(bytes) { throw .notText(offset: offset) }
        let lines = try NoteLines.split(bytes)
        // "The text is separated from the signatures by the last empty line in the note."
        guard let blank = lines.lastIndex(where: \.isEmpty), blank > 0 else {
            throw .line(number: lines.count, found: "", expected: .blankLine)
        }
        guard blank + 1 < lines.count else {
            throw .line(number: lines.count + 1, found: "", expected: .signatureLine)
        }
        let count = lines.count - blank - 1
        guard count <= TransparencyLog.signatureLimit else {
            throw .tooLarge(part: .signatures, found: count, limit: TransparencyLog.signatureLimit)
        }
        var signatures: [Signature] = []
        for index in (blank + 1)..<lines.count {
            guard let signature = SignedNote.signature(lines[index], number: index + 1) else {
                throw .line(
                    number: index + 1, found: LogError.found(lines[index]),
                    expected: .signatureLine)
            }
            signatures.append(signature)
        }
        self.bytes = bytes
        self.signatures = signatures
        text = Array(bytes[..<lines[blank].startIndex])
    }

    /// Holds if the key signed, and each of its signatures is right. Signatures of other keys are
    /// not looked at, "even if they share a name or ID (but not both) with a known key".
    package func verify(_ key: VerifierKey) throws(LogError) {
        var isSigned = false
        for signature in signatures
        where signature.identifier == key.identifier
            && signature.name.utf8.elementsEqual(key.name.utf8)
        {
            guard key.accepts(signature.bytes, of: text) else {
                throw .signature(key: key.title, line: signature.line)
            }
            isSigned = true
        }
        if !isSigned {
            throw .unsigned(
                key: key.title,
                found: signatures.map { VerifierKey.title($0.name, $0.identifier) })
        }
    }

    private static func signature(_ line: ArraySlice<UInt8>, number: Int) -> Signature? {
        guard line.starts(with: signatureMark) else { return nil }
        let parts = line.dropFirst(signatureMark.count).split(
            separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64.decode(parts[1]), bytes.count > 4 else {
            return nil
        }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard VerifierKey.isName(name) else { return nil }
        return Signature(
            name: name, identifier: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: Array(bytes.dropFirst(4)), line: number)
    }
}
