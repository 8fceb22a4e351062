package import Matching
import Records

extension Pass {
    /// The rule in one word of the wire: "v1 key(order=order,kind)".
    package func rule(version: Int) -> String { "v\(version) " + method.rule }
}

extension Pass.Method {
    var rule: String {
        switch self {
        case .exact(let key): key.rule
        case .tolerance(let key, let tolerance): key.rule + " " + tolerance.rule
        case .window(let window): window.rule
        case .subset(let subset): subset.rule
        case .scored(let scored): scored.rule
        case .group(let group): group.rule
        }
    }
}

extension KeyRule {
    var rule: String {
        var parts = parts.map { "\($0.left.rawValue)=\($0.right.rawValue)" }
        if kind { parts.append("kind") }
        if throughLinks { parts.append("through_links") }
        return "key(" + parts.joined(separator: ",") + ")"
    }
}

extension AmountTolerance {
    var rule: String {
        var parts: [String] = []
        if absoluteUnits != 0 {
            parts.append(Money.decimal(units: Int128(absoluteUnits), scale: absoluteScale))
        }
        if millionths != 0 { parts.append(FeeSentence.percent(millionths)) }
        if let capUnits {
            parts.append("cap=" + Money.decimal(units: Int128(capUnits), scale: absoluteScale))
        }
        if direction != .either { parts.append(direction.rawValue) }
        return "amount(±" + (parts.isEmpty ? "0" : parts.joined(separator: ",")) + ")"
    }
}

extension WindowRule {
    var rule: String {
        let stretch =
            usesPaymentWindow
            ? "payment_window" : "\(beforeSeconds)s..\(afterSeconds)s"
        return "window(\(stretch)) \(amount.rule)"
    }
}

extension SubsetRule {
    var rule: String {
        let names = structures.map(\.name).joined(separator: ",")
        let stretch = "-\(beforeSeconds)s..\(afterSeconds)s"
        return "subset(\(target),\(stretch),\(measure.rawValue),\(names)) \(tolerance.rule)"
    }
}

extension ScoredRule {
    var rule: String {
        "scored(-\(beforeSeconds)s..\(afterSeconds)s,account=\(account.rawValue),"
            + "\(Money.decimal(units: Int128(confirmMillionths), scale: 6)),"
            + "\(Money.decimal(units: Int128(suggestMillionths), scale: 6))"
            + (calibration == nil ? ")" : ",calibration=\(Calibration.version))")
    }
}

extension GroupRule {
    var rule: String {
        var parts = key.parts.map { "\($0.left.rawValue)=\($0.right.rawValue)" }
        parts += attributes.map(\.rawValue)
        parts += [shape.rawValue, measure.rawValue]
        if feeMillionths > 0 { parts.append("fee=" + FeeSentence.percent(feeMillionths)) }
        if lag.days > 0 { parts.append("lag=\(lag.days)d") }
        if lag.businessDays > 0 { parts.append("lag=\(lag.businessDays)bd") }
        return "group(" + parts.joined(separator: ",") + ") " + tolerance.rule
    }
}
