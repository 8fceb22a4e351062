/// What a scored pass says, corrected by what history found: the second stage, and a map of its
/// probabilities to shares of pairs that were right. Part of a definition; without it a pass says
/// what the first stage does.
package struct Calibration: Sendable, Hashable {
    /// Of the features and how they are computed. Weights of another version mean something else.
    package static let version = 1

    package var stage: SecondStage
    package var map: IsotonicMap
    /// Cases that it was learnt from.
    package var right: Int
    package var wrong: Int

    package init(stage: SecondStage, map: IsotonicMap, right: Int, wrong: Int) {
        self.stage = stage
        self.map = map
        self.right = right
        self.wrong = wrong
    }

    /// Ready to be asked pair by pair.
    struct Judge {
        private let stage: SecondStage
        private let lines: IsotonicMap.Lines

        init(_ calibration: Calibration) {
            stage = calibration.stage
            lines = IsotonicMap.Lines(calibration.map)
        }

        /// log odds in 1,024ths of a bit.
        func odds(_ features: PairFeatures) -> Int32 { lines.odds(stage.odds(features)) }
    }
}
