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
            let text =
                String(validating: leaf.bytes, as: UTF8.self).map(Console.safe)
                ?? Base64.encode(leaf.bytes)
            Console.output(say("记录", "記錄", "leaf") + " \(leaf.index): \(text)")
        }
    }
}
