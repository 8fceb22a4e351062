import Engine
import Matching
import Records
import Reports

extension BookText {
    static func text(_ lessons: BookLessons, output: String?) -> String {
        var lines: [String] = []
        for leg in lessons.legs { lines += evidence(leg) + [""] }
        if lessons.offers.isEmpty {
            lines.append(
                say(
                    "历史没有说明哪条规则该改。", "歷史沒有說明哪條規則該改。",
                    "History speaks for no change of a rule."))
            return lines.joined(separator: "\n") + "\n"
        }
        lines += offers(lessons.offers)
        lines.append("")
        if let output {
            lines.append("matchbook definition impact \(output)")
            lines.append("matchbook definition set \(output)")
        } else {
            lines.append(
                say(
                    "什么都没有改；--output 写出改动后的定义。", "什麼都沒有改；--output 寫出改動後的定義。",
                    "Nothing was changed; --output writes the definition with the changes."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func offers(_ offers: [BookLessons.Offer]) -> [String] {
        var table = TextTable([.left, .left, .left, .left, .right])
        table.row([
            say("环节", "環節", "leg"), say("规则", "規則", "rule"), say("现行", "現行", "present"),
            say("建议", "建議", "offered"), say("证据", "證據", "agree"),
        ])
        for offer in offers {
            table.row([
                offer.leg.isEmpty ? "*" : offer.leg, offer.rule,
                offer.present.isEmpty ? "–" : offer.present, offer.offered,
                "\(offer.agree)/\(offer.of)",
            ])
        }
        return table.lines()
    }

    private static func evidence(_ leg: LegLessons) -> [String] {
        let lines = [
            leg.leg + ": "
                + say("有共同编号的配对 ", "有共同編號的配對 ", "pairs with a common number ")
                + "\(leg.keyed)"
                + say("，按时间窗或评分选出的 ", "，按時間窗或評分選出的 ", ", chosen by a window or a score ")
                + "\(leg.chosen)"
                + say("，已证明的合计 ", "，已證明的合計 ", ", proven sums ") + "\(leg.sums)"
        ]
        var table = TextTable([.left, .left])
        if leg.lags.pairs > 0 {
            let quantiles = zip(LearntLags.shares, leg.lags.quantiles).map { share, seconds in
                "\(share / 10).\(share % 10)% \(seconds)"
            }
            table.row([
                say("右侧晚到的秒数", "右側晚到的秒數", "seconds until the right"),
                (["\(leg.lags.least)"] + quantiles + ["\(leg.lags.greatest)"])
                    .joined(separator: " · "),
            ])
        }
        if leg.differences.pairs > 0 {
            let common = leg.differences.common.map {
                "\(BookLessons.amount($0.units, leg.differences.scale)) ×\($0.pairs)"
            }
            table.row([
                say("金额之差", "金額之差", "amounts differ by"),
                (["0 ×\(leg.differences.equal)"] + common).joined(separator: " · "),
            ])
        }
        if leg.settlement.pairs > 0 {
            let days = leg.settlement.counts.enumerated().filter { $0.element > 0 }.prefix(8)
            table.row([
                say("到账天数", "到帳天數", "days until the right")
                    + " (\(leg.settlement.calendar))",
                days.map { "\($0.offset) ×\($0.element)" }.joined(separator: " · "),
            ])
        }
        for fee in leg.fees {
            table.row([
                say("手续费 ", "手續費 ", "fees of ")
                    + [fee.channel, fee.product].filter { !$0.isEmpty }.joined(separator: " "),
                "\(fee.explained)/\(fee.rows)"
                    + (fee.schedule == nil
                        ? say("，没有一个费率能解释", "，沒有一個費率能解釋", ", no rate explains them") : ""),
            ])
        }
        for one in leg.scored {
            table.row([say("评分 ", "評分 ", "score ") + one.pass, scored(one.lesson)])
        }
        return lines + table.lines(indent: 2)
    }

    private static func scored(_ lesson: CalibrationLesson) -> String {
        let known = say(
            "已知是 \(lesson.right) 对、不是 \(lesson.wrong) 对",
            "已知是 \(lesson.right) 對、不是 \(lesson.wrong) 對",
            "\(lesson.right) known pairs, \(lesson.wrong) known not to be")
        func off(_ loss: CalibrationLesson.Loss) -> String {
            Money.decimal(units: Int128(loss.offMillionths / 100), scale: 2) + "%"
        }
        let (first, second) = (off(lesson.before), off(lesson.after))
        switch lesson.verdict {
        case .tooFew:
            let (right, wrong) = (CalibrationLesson.leastRight, CalibrationLesson.leastWrong)
            return known
                + say(
                    "，少于 \(right) 和 \(wrong)，不足以校准概率",
                    "，少於 \(right) 和 \(wrong)，不足以校準機率",
                    ": fewer than \(right) and \(wrong), too few to correct probabilities by")
        case .noTruer:
            return known
                + say(
                    "；校准不会更准（留出部分偏差 \(first) → \(second)）",
                    "；校準不會更準（留出部分偏差 \(first) → \(second)）",
                    "; a correction says no truer (off by \(first) → \(second) on pairs held out)")
        case .learnt:
            return known
                + say(
                    "；留出部分偏差 \(first) → \(second)", "；留出部分偏差 \(first) → \(second)",
                    "; off by \(first) → \(second) on pairs held out")
        }
    }
}
