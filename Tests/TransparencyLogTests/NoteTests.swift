import Testing

@testable import TransparencyLog

@Suite struct NoteTests {
    /// The example of Go's package note, an implementation that is not ours.
    static let neumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let secret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/\
        ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test("a note of another implementation is verified, and signed again byte for byte")
    func published() throws {
        let key = try VerifierKey(Self.neumann)
        #expect(key.description == Self.neumann)
        let note = try SignedNote(Array(Self.note.utf8))
        try note.verify(key)
        let seed = try #require(Base64.decode(Array(Self.secret.utf8)))
        let signer = try #require(NoteSigner(name: "PeterNeumann", seed: Array(seed.dropFirst())))
        #expect(signer.key == key)
        #expect(try signer.sign(note.text) == note)
        #expect(!"\(signer)".contains(Self.secret.dropFirst(4)))
    }

    @Test(
        "a key that is none is refused with what is wrong about it",
        arguments: [
            ("", LogError.KeyFault.form),
            ("PeterNeumann+c74f20a3", .form),
            ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .form),
            ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", .form),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name),
            ("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .algorithm),
            ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .identifier),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .identifier),
            ("PeterNewmann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .identifier),
        ])
    func keys(text: String, fault: LogError.KeyFault) {
        #expect(throws: LogError.key(found: text, fault: fault)) { try VerifierKey(text) }
    }

    struct Edit: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var expected: String
        var edit: @Sendable (String) -> String

        init(_ name: String, _ expected: String, _ edit: @escaping @Sendable (String) -> String) {
            (testDescription, self.expected, self.edit) = (name, expected, edit)
        }
    }

    /// Edits of a sound checkpoint note, and the error each must give.
    static let edits = [
        Edit("no blank line", "line 4 blankLine") { $0.replacing("\n\n", with: "\n") },
        Edit("no signature", "line 5 signatureLine") {
            $0.split(separator: "—")[0].description
        },
        Edit("no newline at the end", "line 5 noteEnd") { String($0.dropLast()) },
        Edit("a control character", "no text at 18") { $0.replacing("3\n", with: "3\t\n") },
        Edit("another dash", "line 5 signatureLine") { $0.replacing("— ", with: "- ") },
        Edit("another name", "unsigned") { $0.replacing("— log", with: "— lag") },
        Edit("another size", "signature 5") { $0.replacing("\n3\n", with: "\n4\n") },
        Edit("another origin", "signature 5") { "L" + $0.dropFirst() },
        Edit("empty", "line 0 blankLine") { _ in "" },
    ]

    @Test("a broken note is refused where it is broken", arguments: edits)
    func brokenNotes(row: Edit) throws {
        let sound = try SampleLog(size: 3).files[LogFile.checkpoint] ?? []
        let note = Array(row.edit(String(decoding: sound, as: UTF8.self)).utf8)
        var found = "accepted"
        do {
            _ = try TrustedCheckpoint(note, key: SampleLog.key)
        } catch .line(let number, _, let form) {
            found = "line \(number) \(form)"
        } catch .unsigned {
            found = "unsigned"
        } catch .signature(_, let line) {
            found = "signature \(line)"
        } catch .notText(let offset) {
            found = "no text at \(offset)"
        } catch {
            found = "\(error)"
        }
        #expect(found == row.expected)
    }

    @Test(
        "a signed text that is no checkpoint is refused by line",
        arguments: [
            ("", 1, LogError.LineForm.origin),
            ("log.example/shop\n", 2, .treeSize),
            ("log.example/shop\n03\n", 2, .treeSize),
            ("log.example/shop\n-3\n", 2, .treeSize),
            ("log.example/shop\n281474976710657\n", 2, .treeSize),
            ("log.example/shop\n3\n", 3, .rootHash),
            ("log.example/shop\n3\nAAAA\n", 3, .rootHash),
            (
                "log.example/shop\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n", 4,
                .extensionLine
            ),
        ])
    func noCheckpoint(text: String, line: Int, form: LogError.LineForm) throws {
        let note = try SampleLog.signer.sign(Array((text.isEmpty ? "\n" : text).utf8))
        do {
            _ = try TrustedCheckpoint(note, key: SampleLog.key)
            Issue.record("accepted")
        } catch .line(let number, _, let expected) {
            #expect(number == line && expected == form)
        }
    }

    @Test("a checkpoint of another log is refused, unless that log is asked for")
    func origins() throws {
        let head = Checkpoint(origin: "log.example/other", size: 0, root: .empty)
        let note = try SampleLog.signer.sign(head)
        #expect(throws: LogError.origin(found: "log.example/other", expected: SampleLog.name)) {
            try TrustedCheckpoint(note, key: SampleLog.key)
        }
        let trusted = try TrustedCheckpoint(
            note, key: SampleLog.key, origin: "log.example/other")
        #expect(trusted.checkpoint == head)
    }

    @Test("signatures of others are left alone, and one that fails refuses the note")
    func cosignatures() throws {
        let witness = try #require(
            NoteSigner(name: "witness.example", seed: Array(repeating: 9, count: 32)))
        let head = Array(Checkpoint(origin: SampleLog.name, size: 0, root: .empty).text.utf8)
        let own = try SampleLog.signer.sign(head).bytes
        let other = try witness.sign(head).bytes.dropFirst(head.count + 1)
        let both = try SignedNote(own + other)
        #expect(both.signatures.count == 2)
        try both.verify(SampleLog.key)
        try both.verify(witness.key)
        // The same key signs twice; the second time another text.
        let wrong = try SampleLog.signer.sign(head + [0x78, 0x0A]).bytes.dropFirst(head.count + 3)
        #expect(throws: LogError.signature(key: SampleLog.key.title, line: 6)) {
            try SignedNote(own + wrong).verify(SampleLog.key)
        }
        let many = (0..<65).reduce(own) { bytes, _ in bytes + other }
        #expect(throws: LogError.tooLarge(part: .signatures, found: 66, limit: 64)) {
            try SignedNote(many)
        }
    }

    @Test(
        "base 64 has one spelling",
        arguments: [
            "A", "AA", "AAA", "A===", "====", "AB==", "AAB=", "AA=A", "AA==AAAA", "AAAA\n", "-_AA",
            " AAA",
        ])
    func base64(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }

    @Test("base 64 comes back", arguments: 0..<40)
    func base64Returns(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83 &+ 5) }
        #expect(Base64.decode(Array(Base64.encode(bytes).utf8)) == bytes)
    }
}
