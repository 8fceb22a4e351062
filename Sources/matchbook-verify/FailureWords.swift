import TransparencyLog

/// Why evidence is not accepted, in words: where · found · expected.
enum FailureWords {
    static func text(_ error: LogError) -> String {
        switch error {
        case .tooLarge(let part, let found, let limit):
            name(part) + " " + say("超过上限", "超過上限", "is over its limit")
                + ": \(found) · " + say("上限", "上限", "limit") + " \(limit)"
        case .notText(let offset):
            say("字节 \(offset)", "位元組 \(offset)", "byte \(offset)") + ": "
                + say(
                    "不是 UTF-8 文本，或是控制字符", "不是 UTF-8 文字，或是控制字元",
                    "no UTF-8 text, or a control character")
        case .line(let number, let found, let expected):
            say("第 \(number) 行", "第 \(number) 行", "line \(number)") + ": "
                + pair("“\(Console.safe(found))”", name(expected), leading: "")
        case .key(let found, let fault):
            say("公钥", "公鑰", "key") + " “\(Console.safe(found))”: " + name(fault)
        case .unsigned(let key, let found):
            say("没有此公钥的签名", "沒有此公鑰的簽章", "not signed by the key")
                + pair(Console.safe(found.joined(separator: ", ")), Console.safe(key))
        case .signature(let key, let line):
            say("第 \(line) 行", "第 \(line) 行", "line \(line)") + ": "
                + say("签名不成立", "簽章不成立", "the signature does not hold")
                + " (\(Console.safe(key)))"
        case .origin(let found, let expected):
            say("是另一个日志", "是另一個日誌", "it is of another log")
                + pair("“\(Console.safe(found))”", "“\(Console.safe(expected))”")
        case .outsideTree(let index, let size):
            say("记录 \(index)", "記錄 \(index)", "leaf \(index)") + ": "
                + outside(size)
        case .pathLength(let found, let expected):
            pathLength + pair("\(found)", "\(expected)")
        case .root(let found, let expected), .olderRoot(let found, let expected):
            otherRoot + pair("\(found)", "\(expected)")
        case .missing(let path): FindingWords.text(.missing(path: path))
        case .tileLength(let path, let found, let expected):
            FindingWords.text(.tileLength(path: path, found: found, expected: expected))
        case .entries(let path, let offset):
            FindingWords.text(.disagreement(path: path, offset: offset))
        case .leaf(let index, let fault):
            say("记录 \(index)", "記錄 \(index)", "leaf \(index)") + ": " + name(fault)
        case .tree(let namedBy, let fault):
            say(
                "记录 \(namedBy) 之下", "記錄 \(namedBy) 之下", "under leaf \(namedBy)") + ": "
                + name(fault)
        }
    }

    static func pair(_ found: String, _ expected: String, leading: String = ": ") -> String {
        leading + say("发现", "發現", "found") + " \(found) · "
            + say("应为", "應為", "expected") + " \(expected)"
    }

    private static var pathLength: String {
        say("证明的哈希个数不对", "證明的雜湊個數不對", "the proof has a wrong number of hashes")
    }

    private static var otherRoot: String {
        say("证明得出另一个根", "證明得出另一個根", "the proof leads to another root")
    }

    private static func outside(_ size: UInt64) -> String {
        say("树里只有 \(size) 条", "樹裡只有 \(size) 筆", "the tree has \(size) leaves only")
    }

    private static func name(_ fault: LogError.LeafFault) -> String {
        switch fault {
        case .outsideTree(let size): outside(size)
        case .pathLength(let found, let expected): pathLength + pair("\(found)", "\(expected)")
        case .root(let found, let expected): otherRoot + pair("\(found)", "\(expected)")
        }
    }

    private static func name(_ fault: LogError.TreeFault) -> String {
        switch fault {
        case .noLeaf:
            say("证明文件里没有这条记录", "證明檔裡沒有這筆記錄", "the bundle does not hold this leaf")
        case .notNamed(let root):
            say("这条记录没有写明此根", "這筆記錄沒有寫明此根", "the leaf does not name the root")
                + " \(root)"
        case .leaf(let index, let fault):
            say("第 \(index) 条", "第 \(index) 筆", "item \(index)") + ": " + name(fault)
        }
    }

    private static func name(_ part: LogError.Part) -> String {
        switch part {
        case .leaf: say("记录", "記錄", "a leaf")
        case .note: say("检查点", "檢查點", "the note")
        case .signatures: say("签名数", "簽章數", "the number of signatures")
        case .bundle: say("证明文件", "證明檔", "the bundle")
        case .bundleLeaves: say("记录数", "記錄數", "the number of leaves")
        case .tree: say("日志", "日誌", "the log")
        }
    }

    private static func name(_ fault: LogError.KeyFault) -> String {
        switch fault {
        case .form: say("应为 name+id+base64", "應為 name+id+base64", "expected name+id+base64")
        case .name:
            say(
                "名字为空，或含空格、加号", "名字為空，或含空格、加號",
                "the name is empty, or has a space or plus in it")
        case .algorithm: say("不是 Ed25519 公钥", "不是 Ed25519 公鑰", "no Ed25519 key")
        case .identifier:
            say(
                "编号与名字、公钥不符", "編號與名字、公鑰不符", "the id is not that of name and key")
        }
    }

    private static func name(_ form: LogError.LineForm) -> String {
        switch form {
        case .blankLine: say("空行", "空行", "an empty line")
        case .signatureLine: "— <name> <base64>"
        case .origin: say("日志来源名", "日誌來源名", "the log's origin")
        case .treeSize: say("记录数", "記錄數", "the number of leaves")
        case .rootHash: say("根（base64）", "根（base64）", "the root (base64)")
        case .extensionLine: say("扩展行", "擴充行", "an extension line")
        case .noteEnd: say("行末换行", "行末換行", "a newline at the end")
        case .bundleHeader: "matchbook-proof-bundle@v1 | @v2"
        case .leafCount: "leaves <n>"
        case .leafIndex:
            say("更大的 index <n>", "更大的 index <n>", "index <n>, ascending")
        case .leafData: "text … | lines <n> | data <base64>"
        case .treeCount: "trees <n>"
        case .treeRoot: "tree <hexadecimal>"
        case .treeName: say("更大的 named-by <n>", "更大的 named-by <n>", "named-by <n>, ascending")
        case .pathHash: say("哈希（base64）", "雜湊（base64）", "a hash (base64)")
        }
    }
}
