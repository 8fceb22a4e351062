package import Ledger
import Records

extension AccountLabel {
    /// The label of a word that files spell as they like. A word that is a label stays as it is;
    /// of another the letters and digits are kept and a part of its hash, so that two words never
    /// share an account. `otherwise`: for the empty word.
    package static func spelled(_ word: String, otherwise: AccountLabel) -> AccountLabel {
        if word.isEmpty { return otherwise }
        if let label = AccountLabel(word) { return label }
        var text: [UInt8] = []
        for byte in word.utf8 {
            let isLetter = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            if isLetter {
                text.append(byte)
            } else if (0x41...0x5A).contains(byte) {
                text.append(byte + 0x20)
            } else if !text.isEmpty, text.last != 0x2D {
                text.append(0x2D)
            }
            // Twelve digits of the hash and a dash follow.
            if text.count == limit - 13 { break }
        }
        while text.last == 0x2D { text.removeLast() }
        if text.isEmpty { text = Array("x".utf8) }
        var hasher = Hasher128()
        hasher.combine(word)
        let digits = hasher.finalize().hex.prefix(12)
        return AccountLabel(String(decoding: text, as: UTF8.self) + "-" + digits)!
    }
}
