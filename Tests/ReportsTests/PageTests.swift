import Testing

@testable import Reports

@Suite struct PageTests {
    static let pages = Language.allCases.map { StatementPage.html(SampleRun.report, $0) }

    @Test(arguments: pages)
    func dataCannotBecomeMarkup(page: String) {
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<img"))
        #expect(!page.contains("<b>e10a"))
    }

    @Test(arguments: pages)
    func thePageNeedsNothingFromOutside(page: String) {
        for forbidden in ["http:", "https:", "//", "url(", "@import", " src=", " href=", "onload"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test(arguments: pages)
    func everyElementIsClosedInItsPlace(page: String) {
        var open: [Substring] = []
        for piece in page.split(separator: "<").dropFirst() {
            let whole = piece.prefix(while: { $0 != ">" })
            let tag = whole.prefix(while: { $0 != " " })
            if tag == "!DOCTYPE" || tag == "meta" || whole.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                let last = open.popLast()
                #expect(last == tag.dropFirst())
            } else {
                open.append(tag)
            }
        }
        #expect(open.isEmpty, "\(open)")
    }

    @Test func thePageSpeaksTheReadersLanguage() {
        #expect(Self.pages[0].contains("<html lang=\"zh-CN\">"))
        #expect(Self.pages[0].contains("差错") && Self.pages[0].contains("掉单"))
        #expect(Self.pages[1].contains("<html lang=\"zh-TW\">") && Self.pages[1].contains("差異"))
        #expect(Self.pages[2].contains("<html lang=\"en\">") && Self.pages[2].contains("Breaks"))
    }

    @Test func theFiguresAreGroupedAndExact() {
        #expect(Self.pages[2].contains("+1,200.00 CNY"))
        #expect(Self.pages[2].contains(">1,383.91<"))
    }

    @Test(arguments: [
        ("0", "0"), ("-1234567.80", "−1,234,567.80"), ("+999", "+999"), ("1000", "1,000"),
        ("0.000000000000000001", "0.000000000000000001"), ("abc", "abc"), ("", ""),
    ])
    func figuresForPeople(decimal: String, shown: String) {
        #expect(Figures.shown(decimal) == shown)
    }

    @Test func controlsAndOverridesAreShownAsReplacements() {
        #expect(Markup.escaped("a\u{202E}b\u{1B}[31m") == "a\u{FFFD}b\u{FFFD}[31m")
        #expect(Markup.escaped("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;")
    }

    /// Names and values of the custom properties in the n-th `:root` rule of the sheet.
    static func colours(_ rule: Int) -> [String: String] {
        let rules = "\(PageStyle.sheet)".split(separator: ":root{")
        let body = rules[rule].prefix { $0 != "}" }
        var colours: [String: String] = [:]
        for declaration in body.split(separator: ";") {
            let parts = declaration.split(separator: ":").map {
                $0.filter { !$0.isWhitespace }
            }
            if parts.count == 2, parts[1].hasPrefix("#") { colours[parts[0]] = parts[1] }
        }
        return colours
    }

    /// Relative luminance of WCAG 2.2.
    static func luminance(_ colour: String) -> Double {
        var digits = colour.dropFirst().map(String.init)
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let channels = stride(from: 0, to: 6, by: 2).map { index -> Double in
            let value = Double(Int(digits[index] + digits[index + 1], radix: 16)!) / 255
            return value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    /// x^2.4 = x² · (x²)^(1/5), the root by Newton's method: no library beyond the standard one.
    static func power(_ x: Double) -> Double {
        var root = 0.5
        for _ in 0..<60 {
            let fourth = root * root * root * root
            root -= (fourth * root - x * x) / (5 * fourth)
        }
        return x * x * root
    }

    static func contrast(_ a: String, _ b: String) -> Double {
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    @Test(arguments: [0, 1, 2])
    func textKeepsAContrastOfFourAndAHalfAndBarsOfThree(rule: Int) throws {
        let colours = Self.colours(rule)
        for (ink, ground) in [
            ("--ink", "--bg"), ("--ink", "--card"), ("--soft", "--bg"), ("--soft", "--card"),
            ("--good", "--goodbg"), ("--bad", "--badbg"), ("--warn", "--warnbg"),
            ("--good", "--card"), ("--bad", "--card"), ("--accent", "--card"),
            ("--ink", "--goodbg"), ("--ink", "--badbg"), ("--ink", "--warnbg"),
        ] {
            let ratio = Self.contrast(
                try #require(colours[ink]), try #require(colours[ground]))
            #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
        }
        let card = try #require(colours["--card"])
        for bar in colours.keys where bar.hasPrefix("--c-") || bar == "--up" || bar == "--down" {
            #expect(Self.contrast(colours[bar]!, card) >= 3, "\(bar)")
        }
    }
}
