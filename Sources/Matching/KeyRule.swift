/// Which references must be equal, after normalising each side.
package struct KeyRule: Sendable, Hashable {
    package var parts: [Part]
    /// Kinds must be equal too (order = payment).
    package var kind = true
    /// The key of the right is reached over a link source: right chain tx or channel reference →
    /// link → left order reference.
    package var throughLinks = false

    package struct Part: Sendable, Hashable {
        package var left: ReferenceRole
        package var right: ReferenceRole
        package var leftNormaliser = ReferenceNormaliser()
        package var rightNormaliser = ReferenceNormaliser()
        package init(left: ReferenceRole, right: ReferenceRole) {
            self.left = left
            self.right = right
        }
    }

    package init(parts: [Part]) { self.parts = parts }

    package static let orderReference = KeyRule(parts: [Part(left: .order, right: .order)])
}
