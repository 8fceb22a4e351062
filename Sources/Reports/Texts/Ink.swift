/// ANSI colours, or nothing where they were not asked for.
struct Ink {
    let isOn: Bool

    func bold(_ text: String) -> String { painted("1", text) }
    func red(_ text: String) -> String { painted("31;1", text) }
    func green(_ text: String) -> String { painted("32;1", text) }
    func yellow(_ text: String) -> String { painted("33;1", text) }
    func dim(_ text: String) -> String { painted("2", text) }

    private func painted(_ code: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
