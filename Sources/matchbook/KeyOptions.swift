import ArgumentParser
import Engine
import Reports

/// Keys that sign callbacks.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("signing-key"),
        help: ArgumentHelp(
            say(
                "回调签名密钥，按数据源或渠道：epay=ENV:名称、epay=FILE:路径，或直接写密钥（会出现在进程列表里）。",
                "回呼簽章金鑰，按資料來源或通路：epay=ENV:名稱、epay=FILE:路徑，或直接寫金鑰（會出現在行程清單裡）。",
                "Key that signs callbacks, by source or channel: epay=ENV:NAME, "
                    + "epay=FILE:path, or the key itself (seen in the process list)."
            ),
            valueName: "source=key"))
    var signingKeys: [String] = []

    mutating func validate() throws { _ = try keys() }

    func keys() throws -> [String: Definition.SigningKey] {
        var keys: [String: Definition.SigningKey] = [:]
        for argument in signingKeys {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw ValidationError(
                    "--signing-key: source=ENV:NAME | source=FILE:path | source=key")
            }
            if parts[1].hasPrefix("ENV:") {
                keys[parts[0]] = .environment(String(parts[1].dropFirst(4)))
            } else if parts[1].hasPrefix("FILE:") {
                keys[parts[0]] = .file(String(parts[1].dropFirst(5)))
            } else {
                keys[parts[0]] = .literal(parts[1])
            }
        }
        return keys
    }

    /// A secret in the arguments can be read by every user of the machine.
    func warn(_ shared: SharedOptions) {
        guard let keys = try? keys() else { return }
        for (name, key) in keys.sorted(by: { $0.key < $1.key }) {
            guard case .literal = key else { continue }
            shared.hint(
                "--signing-key \(name): "
                    + say(
                        "密钥写在命令行里，本机其他用户可在进程列表中看到；建议用 ENV: 或 FILE:。",
                        "金鑰寫在命令列裡，本機其他使用者可在行程清單中看到；建議用 ENV: 或 FILE:。",
                        "the key is visible in the process list; ENV: or FILE: is safer."))
        }
    }
}
