/// What free text says of a payment. All of it is a guess by words: it never makes a key, and a
/// type that does not fit only speaks against a pair (`ScoredModel`).
package struct Remark: Sendable, Equatable {
    /// As UTF-16, without case and full width.
    package var references: [[UInt16]] = []
    package var batches: [[UInt16]] = []
    package var names: [[UInt16]] = []
    /// What is left: words that are none of the rules'.
    package var words: [[UInt16]] = []
    package var speaksOfFees = false
    /// nil: its words do not tell.
    package var type: RemarkType?

    /// Of each list; a remark that names more is a list of something else.
    package static let limit = 8

    package init() {}

    /// Everything that another text may have too.
    var tokens: [[UInt16]] { references + batches + names + words }
}
