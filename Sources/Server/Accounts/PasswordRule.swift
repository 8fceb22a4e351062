/// Which passwords may be set (ASVS 5.0, 6.2): long ones, of any characters, that are not what
/// everybody tries first.
enum PasswordRule {
    enum Fault: String, CaseIterable {
        case short, long, common, name
    }

    /// Characters.
    static let shortest = 12
    /// Bytes: a sentence fits.
    static let longest = 256
    /// Fewer different characters than this is a pattern.
    private static let varietyLimit = 5

    static func fault(_ password: String, name: String) -> Fault? {
        if password.count < shortest { return .short }
        if password.utf8.count > longest { return .long }
        let plain = Array(password.lowercased().unicodeScalars.map(plain(_:)))
        let own = name.lowercased()
        if own.count >= 4, password.lowercased().contains(own) { return .name }
        let typed = Array(password.lowercased().unicodeScalars)
        if Set(plain).count < varietyLimit || isSequence(typed) { return .common }
        var rest = String(String.UnicodeScalarView(plain.filter(\.properties.isAlphabetic)))
        for word in words.sorted(by: { $0.count > $1.count }) {
            while let range = rest.firstRange(of: word) { rest.removeSubrange(range) }
        }
        // Nothing of its own but a few letters and figures.
        return rest.count < 4 && plain.allSatisfy(\.isASCII) ? .common : nil
    }

    /// "P4$$w0rd" reads "password".
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "0": "o"
        case "1", "!": "i"
        case "3": "e"
        case "4", "@": "a"
        case "5", "$": "s"
        case "7": "t"
        default: scalar
        }
    }

    /// Mostly neighbours: "abcdefghijkl", "1234567890123".
    private static func isSequence(_ scalars: [Unicode.Scalar]) -> Bool {
        let steps = zip(scalars, scalars.dropFirst()).filter { a, b in
            abs(Int(a.value) - Int(b.value)) <= 1
        }
        return steps.count * 4 >= (scalars.count - 1) * 3
    }

    /// What the lists of passwords that were found most often are made of.
    private static let words = [
        "password", "passwort", "passwd", "pass", "qwertyuiop", "qwerty", "asdfghjkl", "asdf",
        "zxcvbnm", "zxcv", "qazwsxedc", "qazwsx", "letmein", "iloveyou", "welcome", "admin",
        "administrator", "root", "user", "login", "master", "monkey", "dragon", "football",
        "baseball", "princess", "sunshine", "superman", "batman", "trustno", "changeme", "secret",
        "access", "shadow", "michael", "jennifer", "hello", "whatever", "starwars", "computer",
        "internet", "samsung", "google", "facebook", "woaini", "wodemima", "mima", "nihao",
        "zhongguo", "beijing", "shanghai", "taobao", "alipay", "wechat", "weixin", "matchbook",
        "duizhang", "finance", "money", "summer", "winter", "spring", "autumn", "company", "test",
        "demo", "guest", "default", "temp", "abc", "qwe", "asd", "zxc", "love", "god",
    ]
}
