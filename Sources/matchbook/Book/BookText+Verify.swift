import Engine
import Reports

extension BookText {
    static func json(_ report: BookReport) -> JSONValue {
        .fields([
            "sound": .bool(report.findings.isEmpty), "facts": .integer(report.facts),
            "leaves": .integer(report.leaves), "files": .integer(report.files),
            "segments": .integer(report.segments), "runs": .integer(report.runs),
            "journal_entries": .integer(report.journalEntries),
            "checkpoint": .string(report.checkpoint),
            "findings": .array(
                report.findings.map { finding in
                    .fields([
                        "part": .string(finding.part.rawValue), "place": .string(finding.place),
                        "found": .string(finding.found), "expected": .string(finding.expected),
                    ])
                }),
        ])
    }

    static func text(_ report: BookReport, _ language: Language) -> String {
        var lines = [
            "\(report.facts) " + say("件事实", "件事實", "facts") + " · \(report.leaves) "
                + say("片日志叶子", "片日誌葉子", "log leaves") + " · \(report.files) "
                + say("个原始文件", "個原始檔案", "raw files") + " · \(report.segments) "
                + say("个流水段", "個明細段", "segments") + " · \(report.runs) "
                + say("次对账", "次對帳", "runs") + " · \(report.journalEntries) "
                + say("笔分录", "筆分錄", "journal entries"),
            say("检查点 ", "檢查點 ", "Checkpoint ") + report.checkpoint,
        ]
        for finding in report.findings {
            var line = "✗ " + words(of: finding.part)
            if !finding.place.isEmpty { line += ": " + finding.place }
            if !finding.found.isEmpty {
                line += " · " + say("发现", "發現", "found") + " " + finding.found
            }
            if !finding.expected.isEmpty {
                line += " · " + say("应为", "應為", "expected") + " " + finding.expected
            }
            lines.append(line)
        }
        lines.append(
            report.findings.isEmpty
                ? say("✓ 账簿完好", "✓ 帳簿完好", "✓ The book is sound")
                : "✗ \(report.findings.count) " + say("处不符", "處不符", "findings"))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func words(of part: BookFinding.Part) -> String {
        switch part {
        case .database: say("数据库", "資料庫", "database")
        case .fact: say("事实与日志不符", "事實與日誌不符", "fact and log differ")
        case .key: say("主密钥", "主密鑰", "master key")
        case .rawFile: say("原始文件", "原始檔案", "raw file")
        case .segment: say("流水段", "明細段", "segment")
        case .log: say("日志", "日誌", "log")
        case .statement: say("余额调节表", "餘額調節表", "statement")
        case .openItems: say("未结项", "未結項", "open items")
        case .breaks: say("差错", "差錯", "breaks")
        case .ledger: say("总账", "總帳", "ledger")
        }
    }
}
