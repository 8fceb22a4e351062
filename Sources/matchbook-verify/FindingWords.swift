import TransparencyLog

/// What is wrong with a log, in words: where · found · expected.
enum FindingWords {
    static func text(_ finding: LogFinding) -> String {
        switch finding {
        case .missing(let path):
            "\(path): " + say("文件缺失", "檔案缺失", "the file is missing")
        case .tileLength(let path, let found, let expected):
            "\(path): " + say("长度不对", "長度不對", "its length is wrong")
                + FailureWords.pair("\(found)", "\(expected)")
        case .tileHash(let path, let offset, let level, let first, let found, let expected, let n):
            place(path, offset) + say("哈希不对", "雜湊不對", "a hash is wrong")
                + " (" + subtree(level, first) + ")"
                + FailureWords.pair("\(found)", "\(expected)") + count(n)
        case .leaf(let path, let offset, let index, let found, let expected, let n):
            place(path, offset)
                + say(
                    "记录 \(index) 与日志不符", "記錄 \(index) 與日誌不符",
                    "leaf \(index) is not the one that was logged")
                + FailureWords.pair("\(found)", "\(expected)") + count(n)
        case .bundle(let path, let offset, let index):
            place(path, offset)
                + say(
                    "从记录 \(index) 起无法读出", "從記錄 \(index) 起無法讀出",
                    "no entries from leaf \(index) on")
        case .subtree(let path, let found, let expected):
            "\(path): "
                + say(
                    "瓦片及其下的记录都与上层不符", "磚及其下的記錄都與上層不符",
                    "neither the tile nor the leaves below it are those of the tree above")
                + FailureWords.pair("\(found)", "\(expected)")
        case .disagreement(let path, let offset):
            place(path, offset)
                + say(
                    "瓦片与其下的记录不一致，无法判定何者为真",
                    "磚與其下的記錄不一致，無法判定何者為真",
                    "the tile and the leaves below it differ; nothing says which is right")
        case .root(let tiles, let leaves, let expected):
            say("根与签名的检查点不符", "根與簽署的檢查點不符", "the root is not the one that was signed")
                + ": " + say("按瓦片", "按磚", "by tiles") + " \(tiles.map(\.base64) ?? "–") · "
                + say("按记录", "按記錄", "by leaves") + " \(leaves.map(\.base64) ?? "–") · "
                + say("应为", "應為", "expected") + " \(expected)"
        case .earlierPartial(let path, let offset):
            place(path, offset)
                + say(
                    "较早的部分瓦片与现在的不符", "較早的部分磚與現在的不符",
                    "an earlier partial tile is not the beginning of the present one")
        case .history(let size, let found, let expected):
            say(
                "较早的检查点（\(size) 条）不是本日志的开头", "較早的檢查點（\(size) 筆）不是本日誌的開頭",
                "the older checkpoint (\(size) leaves) is not the beginning of this log")
                + FailureWords.pair("\(found)", "\(expected)")
        case .shrunk(let from, let to):
            say("日志变短了", "日誌變短了", "the log has become shorter")
                + FailureWords.pair("\(to)", "≥ \(from)")
        }
    }

    private static func place(_ path: String, _ offset: Int) -> String {
        "\(path) " + say("字节 \(offset)", "位元組 \(offset)", "byte \(offset)") + ": "
    }

    private static func subtree(_ level: Int, _ first: UInt64) -> String {
        let last = first + (1 << UInt64(8 * level)) - 1
        let name = say("记录", "記錄", "leaf")
        return level == 0 ? "\(name) \(first)" : "\(name) \(first)–\(last)"
    }

    private static func count(_ count: Int) -> String {
        count > 1
            ? " · " + say("共 \(count) 处", "共 \(count) 處", "\(count) in this file") : ""
    }
}
