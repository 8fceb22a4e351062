/// The workbook's relationships: where its parts lie (ECMA-376 part 2, §9.3).
final class RelationshipsHandler: XMLHandler {
    private(set) var links: [String: (type: String, part: String)] = [:]
    let wantsText = false

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
        else { return }
        // Relative to xl/, or absolute inside the package.
        let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        links[id] = (type: attributes["Type"] ?? "", part: part)
    }

    func end(_ name: String) throws(ContainerFault) {}
    func text(_ bytes: Span<UInt8>) throws(ContainerFault) {}

    /// Types differ in their prefix between the transitional and the strict form of the standard.
    func target(ofType suffix: String) -> String? {
        links.values.filter { $0.type.hasSuffix(suffix) }.map(\.part).min()
    }
}
