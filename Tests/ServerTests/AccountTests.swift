import Engine
import Foundation
import Records
import Testing

@testable import Server

/// Passwords, codes and what is sealed.
@Suite struct AccountTests {
    @Test(
        "codes are those of RFC 6238",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
            (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func codes(seconds: Int64, expected: String) {
        let secret = Array("12345678901234567890".utf8)
        let step = OneTimeCode.step(at: Instant(seconds: seconds))
        #expect(OneTimeCode.code(secret, step: step) == expected)
    }

    @Test("a code counts half a minute early and late, and no longer")
    func tolerance() {
        let secret = Array("12345678901234567890".utf8)
        let now = Instant(seconds: 1_234_567_890)
        let step = OneTimeCode.step(at: now)
        for (offset, counts) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = OneTimeCode.code(secret, step: step + Int64(offset))
            #expect((OneTimeCode.step(of: code, secret, at: now) != nil) == counts, "\(offset)")
        }
    }

    @Test("secrets read as RFC 4648 says")
    func base32() {
        for (text, expected) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(OneTimeCode.base32(Array(text.utf8)) == expected)
        }
    }

    @Test("passwords that everybody tries are refused")
    func rules() {
        let rows: [(String, PasswordRule.Fault?)] = [
            ("short", .short), ("elevenchars", .short),
            (String(repeating: "长密码", count: 40), .long),
            ("aaaaaaaaaaaa", .common), ("123456789012", .common), ("abcdefghijklm", .common),
            ("password1234", .common), ("P4$$w0rd2026!", .common), ("qwertyuiop12", .common),
            ("iloveyou20262026", .common), ("matchbook-2026", .common),
            ("anna-likes-tea", .name),
            ("correct horse battery staple", nil), ("对账之前先喝一杯热茶再说吧", nil), ("xk3-9fq-plm-77", nil),
        ]
        for (password, fault) in rows {
            #expect(PasswordRule.fault(password, name: "Anna") == fault, "\(password)")
        }
    }

    @Test("a password is known again, and no other")
    func hashes() {
        let hash = PasswordHash.of("correct horse battery")
        #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
        #expect(PasswordHash.matches("correct horse battery", hash))
        #expect(!PasswordHash.matches("correct horse batter", hash))
    }

    @Test("a sealed field opens at its place, under its key, unchanged")
    func sealing() {
        let field = SealedField(key: [UInt8](repeating: 1, count: 32))
        let sealed = field.seal([1, 2, 3], place: "a")
        #expect(field.open(sealed, place: "a") == [1, 2, 3])
        #expect(field.open(sealed, place: "b") == nil)
        #expect(
            SealedField(key: [UInt8](repeating: 2, count: 32)).open(sealed, place: "a") == nil
        )
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(field.open(changed, place: "a") == nil, "\(index)")
        }
    }

    @Test("the wait doubles, up to a quarter of an hour")
    func waits() {
        let at = Instant(seconds: 0)
        let rows = [(1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (10, 480), (11, 900), (99, 900)]
        for (count, seconds) in rows {
            let failures = SignInFailures(count: count, lastAt: at)
            #expect(failures.until.seconds == Int64(seconds), "\(count)")
        }
    }

    @Test("no line of the log is somebody else's")
    func logText() {
        #expect(LogText.plain("a\nb\u{1B}[2Kc\u{202E}") == "a\\u{a}b\\u{1b}[2Kc\\u{202e}")
    }
}
