/// `statement.html`: the statement as one page that needs nothing but itself. It holds no script,
/// and its policy allows none; it prints on A4 and reads on a phone.
package enum StatementPage {
    /// Breaks on the page; beyond, a reader filters `breaks.csv`. 500 print on 50 sheets.
    package static let breaksShown = 500
    /// Expected items and problems on the page.
    package static let listShown = 200

    package static func html(_ report: RunReport, _ language: Language) -> String {
        var page = StatementPageWriter(report: report, language: language)
        page.write()
        return page.out.html
    }
}
