/// A checkpoint whose signature held. There is no other way to make one.
package struct TrustedCheckpoint: Hashable, Sendable {
    package let checkpoint: Checkpoint
    package let key: VerifierKey
    package let note: SignedNote

    /// `origin` is the log that is asked for; a log's key bears its name, if it is not told.
    package init(
        _ bytes: [UInt8], key: VerifierKey, origin: String? = nil
    ) throws(LogError) {
        try self.init(SignedNote(bytes), key: key, origin: origin)
    }

    package init(
        _ note: SignedNote, key: VerifierKey, origin: String? = nil
    ) throws(LogError) {
        // The signature first: "the text MUST be ignored unless … the signature has been verified".
        try note.verify(key)
        let checkpoint = try Checkpoint(text: note.text)
        let expected = origin ?? key.name
        guard checkpoint.origin.utf8.elementsEqual(expected.utf8) else {
            throw .origin(found: LogError.found(checkpoint.origin.utf8), expected: expected)
        }
        self.checkpoint = checkpoint
        self.key = key
        self.note = note
    }

    package var size: UInt64 { checkpoint.size }
    package var root: TreeHash { checkpoint.root }
}
