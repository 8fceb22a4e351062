/// One value of a table row, typed so that each writer can treat it rightly.
package enum Cell: Sendable, Hashable {
    case empty
    /// Free text and references: neutralised in CSV, a string in a spreadsheet.
    case text(String)
    /// An exact decimal in major units: a number by form.
    case amount(String)
    case integer(Int)

    package static func money(_ text: String?) -> Cell { text.map { .amount($0) } ?? .empty }
    package static func words(_ text: String) -> Cell { text.isEmpty ? .empty : .text(text) }
}
