import Matching
import Records

/// The picture of a leg's totals in one currency: left total → explained lines → right total.
/// Bars are drawn with integers alone, so that the same money makes the same bytes.
struct Waterfall {
    enum Kind { case total, rise, drop }

    struct Bar {
        var kind: Kind
        /// From 0 to `Waterfall.width`.
        var start: Int
        var length: Int
        /// The axis does not start at zero: the bar is cut.
        var isCut: Bool
    }

    /// Units of the drawing: bars scale with the page.
    static let width = 1_000
    static let height = 20
    /// A line of money is never invisible.
    static let leastLength = 4

    let bars: [Bar]

    /// `steps` are the lines between the two totals, in order.
    init(leftTotal: Int128, steps: [Int128], rightTotal: Int128) {
        var levels = [leftTotal]
        for step in steps { levels.append(levels.last! + step) }
        let low = min(levels.min()!, rightTotal)
        let high = max(levels.max()!, rightTotal)
        let isCut = low > 0 && (high - low) * 2 < high
        let margin = max((high - low) / 3, 1)
        let base = isCut ? max(0, low - margin) : min(0, low)
        let range = max(max(high, 0) - base, 1)
        func x(_ value: Int128) -> Int { Int((value - base) * Int128(Waterfall.width) / range) }
        func bar(_ kind: Kind, _ from: Int128, _ to: Int128) -> Bar {
            let start = x(min(from, to))
            let length = max(x(max(from, to)) - start, Waterfall.leastLength)
            return Bar(
                kind: kind, start: min(start, Waterfall.width - length), length: length,
                isCut: isCut && kind == .total)
        }
        var bars = [bar(.total, isCut ? base : 0, leftTotal)]
        for (index, step) in steps.enumerated() {
            bars.append(bar(step < 0 ? .drop : .rise, levels[index], levels[index + 1]))
        }
        bars.append(bar(.total, isCut ? base : 0, rightTotal))
        self.bars = bars
    }

    static func draw(_ bar: Bar, into page: inout Markup) {
        page.start(
            "svg", class: "",
            [
                "viewBox": "0 0 \(width) \(height)", "preserveAspectRatio": "none",
                "aria-hidden": "true", "focusable": "false",
            ])
        page.raw("<line class=\"axis\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"20\"/>")
        rectangle(bar.kind.styleClass, bar.start, bar.length, &page)
        if bar.isCut {
            page.raw("<path class=\"cut\" d=\"M36 20L48 0h12L48 20z\"/>")
        }
        page.raw("</svg>")
    }

    static func rectangle(
        _ style: StaticString, _ start: Int, _ length: Int, _ page: inout Markup
    ) {
        page.start(
            "rect", class: style,
            ["x": "\(start)", "y": "2", "width": "\(length)", "height": "16"])
        page.finish("rect")
    }
}

extension Waterfall.Kind {
    var styleClass: StaticString {
        switch self {
        case .total: "total"
        case .rise: "rise"
        case .drop: "drop"
        }
    }
}

extension EntryClass {
    /// Classes that a reader takes together share a colour; the legend names each.
    var styleClass: StaticString {
        switch self {
        case .matched: "matched"
        case .matchedWithinTolerance: "tolerance"
        case .expected: "expected"
        case .suggested, .ambiguous: "ambiguous"
        case .missingLeft, .missingRight: "missing"
        case .amountMismatch, .feeMismatch, .currencyMismatch, .statusMismatch, .dateMismatch:
            "mismatch"
        case .duplicate: "duplicate"
        case .ignored, .writtenOff, .disputed, .problem, .unclassified: "ignored"
        }
    }
}
