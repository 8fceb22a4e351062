import Matching
import Records
import Reports

extension DefinitionWords {
    static func group(
        _ rule: GroupRule, _ name: String, _ language: Language
    ) -> String {
        var shared = rule.key.parts.isEmpty ? [] : [key(rule.key)]
        if !rule.attributes.isEmpty {
            shared.append(SubsetStructure(rule.attributes, .whole).text(language))
        }
        var text = sentence(rule.shape).filled(
            language, ["name": name, "key": shared.joined(separator: " + ")])
        if rule.measure == .net {
            text += Words("（扣除手续费后）", "（扣除手續費後）", " (after fees)")[language]
        }
        if rule.feeMillionths > 0 {
            text += Words("（左方每笔扣 {fee}）", "（左方每筆扣 {fee}）", " (the left less {fee} of each sale)")
                .filled(
                    language, ["fee": ExactDecimal.percent(millionths: rule.feeMillionths)])
        }
        if rule.tolerance != AmountTolerance() {
            text += Words("，差在 {amount} 以内", "，差在 {amount} 以內", ", within {amount}")
                .filled(language, ["amount": tolerance(rule.tolerance)])
        }
        if !rule.lag.isNone {
            text += Words("；右方晚 {lag}", "；右方晚 {lag}", "; the right {lag} later")
                .filled(language, ["lag": LagText.text(rule.lag)])
        }
        return text
    }

    private static func sentence(_ shape: GroupRule.Shape) -> Words {
        switch shape {
        case .manyToMany:
            Words(
                "{name}：{key} 相同的各笔，左方合计等于右方合计", "{name}：{key} 相同的各筆，左方合計等於右方合計",
                "{name}: of equal {key}, the left's sum is the right's")
        case .manyToOne:
            Words(
                "{name}：{key} 相同的左方各笔，合计等于右方一笔", "{name}：{key} 相同的左方各筆，合計等於右方一筆",
                "{name}: of equal {key}, the left's sum is one entry of the right")
        case .oneToMany:
            Words(
                "{name}：{key} 相同的右方各笔，合计等于左方一笔", "{name}：{key} 相同的右方各筆，合計等於左方一筆",
                "{name}: of equal {key}, one entry of the left is the right's sum")
        case .leftZero:
            Words(
                "{name}：左方 {key} 相同的各笔相互抵消", "{name}：左方 {key} 相同的各筆相互抵銷",
                "{name}: entries of the left of equal {key} that cancel each other out")
        case .rightZero:
            Words(
                "{name}：右方 {key} 相同的各笔相互抵消", "{name}：右方 {key} 相同的各筆相互抵銷",
                "{name}: entries of the right of equal {key} that cancel each other out")
        }
    }
}
