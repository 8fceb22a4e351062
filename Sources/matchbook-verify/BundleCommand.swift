import ArgumentParser
import TransparencyLog

struct BundleCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bundle",
            abstract: say(
                "核验证明文件：检查点的签名，以及每条记录在日志中的位置。",
                "核驗證明檔：檢查點的簽章，以及每筆記錄在日誌中的位置。",
                "Check a proof bundle: the checkpoint's signature and every leaf under it."))
    }

    @Argument(
        help: ArgumentHelp(say("证明文件。", "證明檔。", "The proof bundle."), valueName: "file"))
    var file: String

    @OptionGroup var shared: SharedOptions

    func run() throws {
        let key = try shared.verifierKey()
        let bytes = try LogFolder.read(file, limit: TransparencyLog.bundleLimit)
        let bundle: ProofBundle
        let checkpoint: TrustedCheckpoint
        do {
            bundle = try ProofBundle(bytes)
        } catch {
            Console.error("\(Console.safe(file)): \(FailureWords.text(error))")
            throw ExitCode(65)
        }
        do {
            checkpoint = try bundle.verify(key, origin: shared.origin)
        } catch {
            Console.output(
                "✗ " + say("核验未通过", "核驗未通過", "not verified")
                    + " · \(FailureWords.text(error))")
            throw ExitCode(1)
        }
        Console.output("✓ " + say("核验通过", "核驗通過", "verified"))
        Console.output(CheckpointWords.text(checkpoint))
        for leaf in bundle.leaves {
            Console.output(
                say("记录", "記錄", "leaf") + " \(leaf.index): \(BundleCommand.text(leaf.bytes))")
        }
        for tree in bundle.trees { BundleCommand.show(tree) }
    }

    /// What a leaf of the log named by its root: each item, and its text line by line.
    private static func show(_ tree: ProofBundle.Tree) {
        for leaf in tree.leaves {
            Console.output(
                say(
                    "记录 \(tree.namedBy) 之下，\(tree.size) 条中的第 \(leaf.index) 条：",
                    "記錄 \(tree.namedBy) 之下，\(tree.size) 筆中的第 \(leaf.index) 筆：",
                    "under leaf \(tree.namedBy), item \(leaf.index) of \(tree.size):"))
            var lines = leaf.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            if lines.last?.isEmpty ?? false { lines.removeLast() }
            for line in lines { Console.output("    " + text(Array(line))) }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self).map(Console.safe) ?? Base64.encode(bytes)
    }
}
