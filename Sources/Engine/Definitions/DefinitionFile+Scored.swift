import Matching

extension DefinitionFile {
    /// `scored: {}` is a pass.
    static func scored(_ value: YAMLValue) throws(DialectFileError) -> ScoredRule {
        let map = try value.map([
            "before", "after", "account", "confirm", "suggest", "calibration",
        ])
        var rule = ScoredRule()
        if let before = map["before"] { rule.beforeSeconds = try seconds(before, least: 0) }
        if let after = map["after"] { rule.afterSeconds = try seconds(after, least: 0) }
        if let account = map["account"] { rule.account = try account.word(roles) }
        if let confirm = map["confirm"] { rule.confirmMillionths = try probability(confirm) }
        if let suggest = map["suggest"] { rule.suggestMillionths = try probability(suggest) }
        if let found = map["calibration"] { rule.calibration = try calibration(found) }
        guard rule.suggestMillionths <= rule.confirmMillionths else {
            throw .contradiction(
                value.place, found: "\(rule.suggestMillionths) \(rule.confirmMillionths)",
                expected: "51% ≤ suggest ≤ confirm")
        }
        return rule
    }

    /// Below one half another partner may be as likely.
    private static func probability(_ value: YAMLValue) throws(DialectFileError) -> Int {
        guard let millionths = ExactDecimal.millionths(percent: try value.text()),
            (510_000...1_000_000).contains(millionths)
        else { throw value.wrongType("51%…100%") }
        return Int(millionths)
    }

    /// What `matchbook learn` found; every part is needed, for each is learnt beside the others.
    private static func calibration(_ value: YAMLValue) throws(DialectFileError) -> Calibration {
        let map = try value.map(["version", "right", "wrong", "weights", "points"])
        func part(_ key: String) throws(DialectFileError) -> YAMLValue {
            guard let found = map[key] else { throw .missingKey(value.place, key: key) }
            return found
        }
        let version = try part("version")
        guard try version.number(1...1_000_000) == Calibration.version else {
            throw .contradiction(
                version.place, found: try version.text(),
                expected: "\(Calibration.version): matchbook learn")
        }
        let most = CalibrationLesson.caseLimit
        return Calibration(
            stage: SecondStage(weights: try weights(try part("weights"))),
            map: IsotonicMap(points: try points(try part("points"))),
            right: try part("right").number(CalibrationLesson.leastRight...most),
            wrong: try part("wrong").number(CalibrationLesson.leastWrong...most))
    }

    private static func weights(_ value: YAMLValue) throws(DialectFileError) -> [Int64] {
        let map = try value.map(SecondStage.columns)
        var weights: [Int64] = []
        for column in SecondStage.columns {
            guard let own = map[column] else { throw .missingKey(value.place, key: column) }
            guard let millionths = ExactDecimal(try own.text())?.units(at: 6),
                abs(millionths) <= SecondStage.weightLimit
            else { throw own.wrongType("-100…100, six decimals") }
            weights.append(millionths)
        }
        return weights
    }

    /// [[said, found] …], both rising.
    private static func points(
        _ value: YAMLValue
    ) throws(DialectFileError) -> [IsotonicMap.Point] {
        var points: [IsotonicMap.Point] = []
        for item in value.items() {
            let pair = item.items()
            guard pair.count == 2, points.count < IsotonicMap.pointLimit else {
                throw item.wrongType("[1.5%, 2%], 1…\(IsotonicMap.pointLimit)")
            }
            let point = IsotonicMap.Point(said: try share(pair[0]), found: try share(pair[1]))
            if let last = points.last, point.said <= last.said || point.found < last.found {
                throw .contradiction(
                    item.place, found: "\(try pair[0].text()) \(try pair[1].text())",
                    expected: "> \(ExactDecimal.percent(millionths: Int64(last.said))) "
                        + "≥ \(ExactDecimal.percent(millionths: Int64(last.found)))")
            }
            points.append(point)
        }
        guard !points.isEmpty else { throw value.wrongType("[[1.5%, 2%], …]") }
        return points
    }

    private static func share(_ value: YAMLValue) throws(DialectFileError) -> Int {
        guard let millionths = ExactDecimal.millionths(percent: try value.text()),
            (1...999_999).contains(millionths)
        else { throw value.wrongType("0.0001%…99.9999%") }
        return Int(millionths)
    }
}
