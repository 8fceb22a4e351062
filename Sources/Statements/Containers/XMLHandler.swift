/// What a document is read into. Text comes as UTF-8 between `start` and `end`, in pieces.
protocol XMLHandler: AnyObject {
    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault)
    func end(_ name: String) throws(ContainerFault)
    /// Text of the element at hand is wanted; other text is thrown away unseen.
    var wantsText: Bool { get }
    func text(_ bytes: Span<UInt8>) throws(ContainerFault)
}
