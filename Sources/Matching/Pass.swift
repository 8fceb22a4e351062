/// One pass 轮次: it claims entries of its leg, and what is claimed is gone for later passes.
package struct Pass: Sendable, Hashable {
    /// Shown in every match: "exact".
    package var name: String
    package var method: Method

    package enum Method: Sendable, Hashable {
        case exact(KeyRule)
        case tolerance(KeyRule, AmountTolerance)
        case window(WindowRule)
        case subset(SubsetRule)
        case scored(ScoredRule)
        case group(GroupRule)
    }

    package var isScored: Bool {
        if case .scored = method { return true }
        return false
    }

    package init(name: String, method: Method) {
        self.name = name
        self.method = method
    }
}
