import Matching
import Records
package import Reports

/// What a definition will do, in the reader's words: one sentence per source and leg.
package enum DefinitionWords {
    /// `fileCounts` are the files found of each source.
    package static func sentences(
        _ definition: Definition, fileCounts: [Int], _ language: Language
    ) -> [String] {
        var sentences: [String] = [period(definition, language)]
        if let calendar = definition.calendar {
            sentences.append(
                Words(
                    "工作日按日历 {name} 计算。", "工作日按行事曆 {name} 計算。", "Business days are those of {name}."
                )
                .filled(language, ["name": calendar.name]))
        }
        for (source, count) in zip(definition.sources, fileCounts) {
            sentences.append(self.source(source, count, language))
        }
        for leg in definition.legs {
            sentences.append(self.leg(leg, language))
            for pass in leg.passes { sentences.append("  – " + self.pass(pass, language)) }
        }
        for schedule in definition.feeSchedules { sentences.append(fee(schedule, language)) }
        return sentences
    }

    private static func period(_ definition: Definition, _ language: Language) -> String {
        let grace = Duration.text(definition.graceSeconds)
        switch definition.period {
        case .stated:
            return Words(
                "账期取自右方账单（没有写明时取其流水所在的整日），时区 {zone}，日切前后宽限 {grace}。",
                "帳期取自右方帳單（沒有寫明時取其明細所在的整日），時區 {zone}，日切前後寬限 {grace}。",
                "The period is what the right bills state (else the whole days of their "
                    + "entries), in {zone}, with {grace} of grace around the cut-off."
            ).filled(language, ["zone": definition.timeZone, "grace": grace])
        case .days(let from, let through):
            return Words(
                "账期 {from} 至 {to}，时区 {zone}，日切前后宽限 {grace}。",
                "帳期 {from} 至 {to}，時區 {zone}，日切前後寬限 {grace}。",
                "The period is {from} to {to} in {zone}, with {grace} of grace around the cut-off."
            ).filled(
                language,
                [
                    "from": "\(from)", "to": "\(through)", "zone": definition.timeZone,
                    "grace": grace,
                ])
        }
    }

    private static func source(
        _ source: Definition.Source, _ count: Int, _ language: Language
    ) -> String {
        let formats =
            source.formats.isEmpty
            ? Words("自动识别格式", "自動辨識格式", "formats found out")[language]
            : source.formats.joined(separator: ", ")
        var text = Words(
            "数据源 {name}：{count} 个文件，{formats}。", "資料來源 {name}：{count} 個檔案，{formats}。",
            "Source {name}: {count} file(s), {formats}."
        ).filled(language, ["name": source.name, "count": "\(count)", "formats": formats])
        if source.signingKey != nil {
            text +=
                Words("回调签名会被验证。", "回呼簽章會被驗證。", " Signatures of its callbacks are verified.")[
                    language]
        }
        if let lag = source.settlementLag {
            text += Words("最迟 {lag}后到。", "最遲 {lag}後到。", " It may take {lag}.")
                .filled(language, ["lag": LagText.words(lag, language)])
        }
        if let cadence = source.cadence {
            text += " " + cadence.words[language]
        }
        return text
    }

    private static func leg(_ leg: Definition.Leg, _ language: Language) -> String {
        var text = Words(
            "环节 {name}：左 {left} ↔ 右 {right}", "環節 {name}：左 {left} ↔ 右 {right}",
            "Leg {name}: left {left} ↔ right {right}"
        ).filled(
            language,
            ["name": leg.name, "left": selection(leg.left), "right": selection(leg.right)])
        if !leg.links.isEmpty {
            text += Words("，经由 {links}", "，經由 {links}", ", linked by {links}")
                .filled(language, ["links": leg.links.joined(separator: ", ")])
        }
        if let within = leg.expectedWithin {
            text += Words("，{lag}内算在途", "，{lag}內算在途", ", in transit for {lag}")
                .filled(language, ["lag": LagText.words(within, language)])
        }
        return text + Words("，依次：", "，依序：", ", in order:")[language]
    }

    private static func selection(_ selection: Definition.Selection) -> String {
        let names = selection.sources.joined(separator: " + ")
        return selection.channels.isEmpty
            ? names : names + " [" + selection.channels.joined(separator: ", ") + "]"
    }

    private static func pass(_ pass: Pass, _ language: Language) -> String {
        switch pass.method {
        case .exact(let key):
            let words =
                key.throughLinks
                ? Words(
                    "{name}：{key} 相同（经链接数据源）", "{name}：{key} 相同（經連結資料來源）",
                    "{name}: equal {key}, reached over the link sources")
                : Words("{name}：{key} 相同", "{name}：{key} 相同", "{name}: equal {key}")
            return words.filled(language, ["name": pass.name, "key": self.key(key)])
        case .tolerance(let key, let amount):
            return Words(
                "{name}：{key} 相同，金额差在 {amount} 以内", "{name}：{key} 相同，金額差在 {amount} 以內",
                "{name}: equal {key}, amounts within {amount}"
            ).filled(
                language, ["name": pass.name, "key": self.key(key), "amount": tolerance(amount)])
        case .window(let rule):
            let words =
                rule.usesPaymentWindow
                ? Words(
                    "{name}：金额、币种、类型相同，时间在订单的付款窗口内（没有写明时前 {before}、后 {after}），且唯一",
                    "{name}：金額、幣別、類型相同，時間在訂單的付款時窗內（沒有寫明時前 {before}、後 {after}），且唯一",
                    "{name}: equal amount, currency and kind within the order's payment "
                        + "window (else {before} before to {after} after), if unique"
                )
                : Words(
                    "{name}：金额、币种、类型相同，时间在前 {before}、后 {after} 内，且唯一",
                    "{name}：金額、幣別、類型相同，時間在前 {before}、後 {after} 內，且唯一",
                    "{name}: equal amount, currency and kind, {before} before to {after} "
                        + "after, if unique"
                )
            let text = words.filled(
                language,
                [
                    "name": pass.name, "before": Duration.text(-rule.beforeSeconds),
                    "after": Duration.text(rule.afterSeconds),
                ])
            let payer = Words("；付款方也相同", "；付款方也相同", "; the counterparty too is the same")
            return rule.sameCounterparty ? text + payer[language] : text
        case .subset(let rule): return subset(rule, pass.name, language)
        case .scored(let rule): return scored(rule, pass.name, language)
        case .group(let rule): return group(rule, pass.name, language)
        }
    }

    private static func scored(
        _ rule: ScoredRule, _ name: String, _ language: Language
    ) -> String {
        let text = Words(
            "{name}：没有共同单号的，按金额、时间（前 {before}、后 {after}）、渠道、付款方评分一对一；"
                + "概率 {confirm} 以上对平，{suggest} 以上提请人工确认",
            "{name}：沒有共同單號的，按金額、時間（前 {before}、後 {after}）、通路、付款方評分一對一；"
                + "機率 {confirm} 以上相符，{suggest} 以上提請人工確認",
            "{name}: without a common key, one to one by amount, time ({before} before to {after} "
                + "after), channel and payer; matched from {confirm} on, proposed from {suggest}"
        ).filled(
            language,
            [
                "name": name, "before": Duration.text(rule.beforeSeconds),
                "after": Duration.text(rule.afterSeconds),
                "confirm": ExactDecimal.percent(millionths: Int64(rule.confirmMillionths)),
                "suggest": ExactDecimal.percent(millionths: Int64(rule.suggestMillionths)),
            ])
        guard let calibration = rule.calibration else { return text }
        return text
            + Words(
                "；概率已按历史校准（{right} 对是、{wrong} 对不是）", "；機率已按歷史校準（{right} 對是、{wrong} 對不是）",
                "; probabilities corrected by history ({right} right pairs, {wrong} wrong ones)"
            ).filled(
                language,
                ["right": "\(calibration.right)", "wrong": "\(calibration.wrong)"])
    }

    private static func subset(
        _ rule: SubsetRule, _ name: String, _ language: Language
    ) -> String {
        let structures = rule.structures.map { $0.text(language) }
            .joined(separator: Words("；", "；", "; ")[language])
        let words =
            rule.target == .right
            ? Words(
                "{name}：右方一笔等于左方若干笔（前 {before}、后 {after} 内）的合计，依次按：{structures}；只有证明唯一才算对平",
                "{name}：右方一筆等於左方若干筆（前 {before}、後 {after} 內）的合計，依序按：{structures}；只有證明唯一才算相符",
                "{name}: one entry of the right is the sum of several of the left, {before} before "
                    + "to {after} after it, in turn by: {structures}; only if proven unique")
            : Words(
                "{name}：左方一笔等于右方若干笔（前 {before}、后 {after} 内）的合计，依次按：{structures}；只有证明唯一才算对平",
                "{name}：左方一筆等於右方若干筆（前 {before}、後 {after} 內）的合計，依序按：{structures}；只有證明唯一才算相符",
                "{name}: one entry of the left is the sum of several of the right, {before} before "
                    + "to {after} after it, in turn by: {structures}; only if proven unique")
        return words.filled(
            language,
            [
                "name": name, "before": Duration.text(rule.beforeSeconds),
                "after": Duration.text(rule.afterSeconds), "structures": structures,
            ])
    }

    static func key(_ rule: KeyRule) -> String {
        rule.parts.map { part in
            part.left == part.right
                ? part.left.rawValue : "\(part.left.rawValue) = \(part.right.rawValue)"
        }.joined(separator: " + ")
    }

    static func tolerance(_ tolerance: AmountTolerance) -> String {
        var text = Money.decimal(
            units: Int128(tolerance.absoluteUnits), scale: tolerance.absoluteScale)
        if tolerance.millionths > 0 {
            text += " / " + ExactDecimal.percent(millionths: tolerance.millionths)
        }
        if let cap = tolerance.capUnits {
            text += " (≤ " + Money.decimal(units: Int128(cap), scale: tolerance.absoluteScale) + ")"
        }
        return text
    }

    private static func fee(_ schedule: FeeSchedule, _ language: Language) -> String {
        let words =
            schedule.isDefault
            ? Words(
                "费率 {channel}：{rate}（公布的默认值；账单多数行显示的费率优先）。",
                "費率 {channel}：{rate}（公布的預設值；帳單多數列顯示的費率優先）。",
                "Fee of {channel}: {rate} (published default; the rate most rows show comes first)."
            )
            : Words("费率 {channel}：{rate}。", "費率 {channel}：{rate}。", "Fee of {channel}: {rate}.")
        let product = schedule.product.isEmpty ? "" : "/" + schedule.product
        return words.filled(
            language,
            [
                "channel": schedule.channel + product,
                "rate": ExactDecimal.percent(millionths: schedule.rateMillionths),
            ])
    }
}
