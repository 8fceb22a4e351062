import Matching

/// How a verdict looks: never green on missing data.
enum Tone { case good, warning, bad }

extension Verdict {
    var tone: Tone {
        switch self {
        case .reconciled, .reconciledWithTolerance, .reconciledWithPending: .good
        case .breaks: .bad
        case .incomplete: .warning
        }
    }
}
