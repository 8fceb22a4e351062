import TransparencyLog

/// A checkpoint as people read it.
enum CheckpointWords {
    static func text(_ trusted: TrustedCheckpoint) -> String {
        let checkpoint = trusted.checkpoint
        return """
            \(say("日志", "日誌", "log")): \(Console.safe(checkpoint.origin))
            \(say("公钥", "公鑰", "key")): \(Console.safe(trusted.key.title))
            \(say("记录数", "記錄數", "leaves")): \(checkpoint.size)
            \(say("根", "根", "root")): \(checkpoint.root)
            """
    }
}
