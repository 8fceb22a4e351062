/// HTML as it grows. Data goes in as text or attribute values, which are escaped; `raw` and the
/// names of tags take literals of this program alone.
struct Markup {
    private(set) var html = ""

    mutating func raw(_ literal: StaticString) { html += "\(literal)" }

    mutating func text(_ data: String) { html += Markup.escaped(data) }

    /// `<tag class="…">data</tag>`.
    mutating func element(_ tag: StaticString, _ data: String, class name: StaticString = "") {
        start(tag, class: name)
        text(data)
        finish(tag)
    }

    mutating func start(
        _ tag: StaticString, class name: StaticString = "",
        _ attributes: KeyValuePairs<StaticString, String> = [:]
    ) {
        html += "<\(tag)"
        if name.utf8CodeUnitCount > 0 { html += " class=\"\(name)\"" }
        for (key, value) in attributes { html += " \(key)=\"\(Markup.escaped(value))\"" }
        html += ">"
    }

    mutating func finish(_ tag: StaticString) { html += "</\(tag)>" }

    /// A table cell; `label` is shown before it where a narrow screen stacks the cells.
    mutating func cell(_ data: String, class name: StaticString = "", label: String = "") {
        if label.isEmpty { start("td", class: name) } else {
            start("td", class: name, ["data-label": label])
        }
        text(data)
        finish("td")
    }

    mutating func figure(_ data: String, class name: StaticString = "n", label: String = "") {
        cell(Figures.shown(data), class: name, label: label)
    }

    mutating func headRow(_ cells: [(String, isFigure: Bool)]) {
        raw("<thead><tr>")
        for (name, isFigure) in cells {
            start("th", class: isFigure ? "n" : "", ["scope": "col"])
            text(name)
            finish("th")
        }
        raw("</tr></thead>\n")
    }

    /// The five characters that end text or an attribute; controls and direction overrides are
    /// shown as a replacement character, so that data cannot disguise itself.
    static func escaped(_ data: String) -> String {
        var result = ""
        result.reserveCapacity(data.utf8.count)
        for scalar in TerminalText.safe(data).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
