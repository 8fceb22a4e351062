import Matching
import Records
import Statements

extension DefinitionText {
    struct Writer {
        var text = ""

        mutating func line(_ line: String) { text += line + "\n" }

        mutating func source(_ source: Definition.Source) {
            line("  - name: \(quoted(source.name))")
            line("    files: \(list(source.files))")
            if !source.formats.isEmpty { line("    format: \(list(source.formats))") }
            if !source.dialectFiles.isEmpty { line("    dialect: \(list(source.dialectFiles))") }
            if let role = source.role { line("    role: \(role.rawValue)") }
            if let channel = source.channel { line("    channel: \(quoted(channel))") }
            if let shop = source.shop { line("    shop: \(quoted(shop))") }
            switch source.signingKey {
            case .file(let path): line("    signingKey: {fromFile: \(quoted(path))}")
            case .environment(let name): line("    signingKey: {fromEnvironment: \(quoted(name))}")
            case .literal, .withheld: line("    signingKey: {withheld: true}")
            case nil: break
            }
            if let lag = source.settlementLag { line("    settlementLag: \(LagText.text(lag))") }
            if let cadence = source.cadence { line("    cadence: \(cadence.rawValue)") }
            if !source.addresses.isEmpty { line("    addresses: \(list(source.addresses))") }
        }

        mutating func leg(_ leg: Definition.Leg) {
            line("  - name: \(quoted(leg.name))")
            line("    left: \(selection(leg.left))")
            line("    right: \(selection(leg.right))")
            if !leg.links.isEmpty { line("    links: \(list(leg.links))") }
            if let late = leg.lateAfterSeconds { line("    lateAfter: \(Duration.text(late))") }
            if let within = leg.expectedWithin {
                line("    expectedWithin: \(LagText.text(within))")
            }
            if leg.comparesFeeRows { line("    feeRows: true") }
            if let limits = leg.severity {
                line("    severity: \(DefinitionText.severity(limits))")
            }
            line("    passes:")
            for pass in leg.passes {
                line("      - name: \(quoted(pass.name))")
                line("        \(method(pass.method, leg.captures))")
            }
        }

        private func selection(_ selection: Definition.Selection) -> String {
            var parts = ["sources: \(list(selection.sources))"]
            if !selection.channels.isEmpty { parts.append("channels: \(list(selection.channels))") }
            return "{\(parts.joined(separator: ", "))}"
        }

        private func method(_ method: Pass.Method, _ captures: [Definition.Capture]) -> String {
            switch method {
            case .exact(let key): "exact: {\(self.key(key, captures))}"
            case .tolerance(let key, let amount):
                "tolerance: {\(self.key(key, captures)), amount: \(tolerance(amount))}"
            case .window(let rule): "window: \(window(rule))"
            case .subset(let rule): "subset: \(subset(rule))"
            case .scored(let rule): "scored: \(scored(rule))"
            case .group(let rule): "group: \(group(rule, captures))"
            }
        }

        private func group(_ rule: GroupRule, _ captures: [Definition.Capture]) -> String {
            var parts = ["shape: \(rule.shape.rawValue)", "sum: \(rule.measure.rawValue)"]
            if !rule.key.parts.isEmpty { parts.append(self.parts(rule.key, captures)) }
            if !rule.attributes.isEmpty {
                let words = rule.attributes.map(\.rawValue).joined(separator: ", ")
                parts.append("by: [\(words)]")
            }
            if rule.feeMillionths > 0 {
                parts.append("fee: \(ExactDecimal.percent(millionths: rule.feeMillionths))")
            }
            if rule.tolerance != AmountTolerance() {
                parts.append("amount: \(tolerance(rule.tolerance))")
            }
            if !rule.lag.isNone { parts.append("lag: \(LagText.text(rule.lag))") }
            return "{\(parts.joined(separator: ", "))}"
        }

        private func parts(_ rule: KeyRule, _ captures: [Definition.Capture]) -> String {
            let parts = rule.parts.map { part -> String in
                let left = reference(part.left, part.leftNormaliser, .left, captures)
                let right = reference(part.right, part.rightNormaliser, .right, captures)
                return left == right && !left.hasPrefix("{")
                    ? left : "{left: \(left), right: \(right)}"
            }
            return "key: [\(parts.joined(separator: ", "))]"
        }

        private func key(_ rule: KeyRule, _ captures: [Definition.Capture]) -> String {
            var text = parts(rule, captures)
            if !rule.kind { text += ", kind: false" }
            if rule.throughLinks { text += ", throughLinks: true" }
            return text
        }

        private func reference(
            _ role: ReferenceRole, _ normaliser: ReferenceNormaliser, _ side: Side,
            _ captures: [Definition.Capture]
        ) -> String {
            let capture = captures.first { $0.side == side && $0.role == role }
            if capture == nil, normaliser.isIdentity { return role.rawValue }
            // Written for each side, so that equal texts on both sides stay a pair of references.
            var parts = ["role: \(role.rawValue)"]
            if let capture { parts.append("capture: \(quoted(capture.pattern))") }
            if normaliser.ignoresCase { parts.append("ignoreCase: true") }
            if !normaliser.dropsPrefix.isEmpty {
                parts.append("dropPrefix: \(quoted(normaliser.dropsPrefix))")
            }
            if normaliser.dropsLeadingZeros { parts.append("dropLeadingZeros: true") }
            return "{\(parts.joined(separator: ", "))}"
        }

        private func window(_ rule: WindowRule) -> String {
            var parts = [
                "before: \(Duration.text(-rule.beforeSeconds))",
                "after: \(Duration.text(rule.afterSeconds))",
            ]
            if rule.usesPaymentWindow { parts.append("paymentWindow: true") }
            if rule.sameCounterparty { parts.append("counterparty: true") }
            if rule.amount != AmountTolerance() {
                parts.append("amount: \(tolerance(rule.amount))")
            }
            if let near = rule.nearAmount { parts.append("nearAmount: \(tolerance(near))") }
            return "{\(parts.joined(separator: ", "))}"
        }

        private func scored(_ rule: ScoredRule) -> String {
            func percent(_ millionths: Int) -> String {
                ExactDecimal.percent(millionths: Int64(millionths))
            }
            var parts = [
                "before: \(Duration.text(rule.beforeSeconds))",
                "after: \(Duration.text(rule.afterSeconds))",
                "account: \(rule.account.rawValue)", "confirm: \(percent(rule.confirmMillionths))",
                "suggest: \(percent(rule.suggestMillionths))",
            ]
            if let calibration = rule.calibration {
                let columns = zip(SecondStage.columns, calibration.stage.weights).map {
                    "\($0): \(Money.decimal(units: Int128($1), scale: 6))"
                }
                let points = calibration.map.points.map {
                    "[\(percent($0.said)), \(percent($0.found))]"
                }
                parts.append(
                    "calibration: {version: \(Calibration.version), right: \(calibration.right), "
                        + "wrong: \(calibration.wrong), "
                        + "weights: {\(columns.joined(separator: ", "))}, "
                        + "points: [\(points.joined(separator: ", "))]}")
            }
            return "{\(parts.joined(separator: ", "))}"
        }

        private func subset(_ rule: SubsetRule) -> String {
            var parts = [
                "target: \(rule.target)", "before: \(Duration.text(rule.beforeSeconds))",
                "after: \(Duration.text(rule.afterSeconds))", "sum: \(rule.measure.rawValue)",
                "budget: \(rule.budget)",
                "chance: \(ExactDecimal.percent(millionths: rule.chanceMillionths))",
            ]
            if rule.tolerance != AmountTolerance() {
                parts.append("amount: \(tolerance(rule.tolerance))")
            }
            if rule.items != 1...SubsetRule.itemLimit {
                let (least, most) = (rule.items.lowerBound, rule.items.upperBound)
                parts.append("items: {min: \(least), max: \(most)}")
            }
            let structures = rule.structures.map { structure in
                var words = structure.attributes.map(\.rawValue)
                if structure.shape != .whole { words.append(structure.shape.rawValue) }
                return "[" + words.joined(separator: ", ") + "]"
            }
            parts.append("structures: [\(structures.joined(separator: ", "))]")
            return "{\(parts.joined(separator: ", "))}"
        }

        private func tolerance(_ tolerance: AmountTolerance) -> String {
            func decimal(_ units: Int64) -> String {
                "\"" + Money.decimal(units: Int128(units), scale: tolerance.absoluteScale) + "\""
            }
            var parts: [String] = ["absolute: \(decimal(tolerance.absoluteUnits))"]
            if tolerance.millionths != 0 {
                parts.append("percent: \(ExactDecimal.percent(millionths: tolerance.millionths))")
            }
            if let cap = tolerance.capUnits { parts.append("cap: \(decimal(cap))") }
            if tolerance.direction != .either {
                parts.append("direction: \(tolerance.direction.rawValue)")
            }
            return "{\(parts.joined(separator: ", "))}"
        }
    }
}
