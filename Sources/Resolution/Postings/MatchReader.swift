import Ledger
import Matching
import Records

/// Reads the amounts of matches out of the columns of their tables.
struct MatchReader {
    private let outcome: LegOutcome
    private let inputs: LegInputs
    private let role: LegRole
    private let left: [Columns]
    private let right: [Columns]
    /// By input and code of its word; −1: not asked for yet.
    private var channels: [[Int]]
    private var shops: [[Int]]
    private let bank: Int

    init(_ outcome: LegOutcome, _ inputs: LegInputs, into postings: inout RunPostings) {
        self.outcome = outcome
        self.inputs = inputs
        left = inputs.left.map { Columns($0.table) }
        right = inputs.right.map { Columns($0.table) }
        role = postings.books.role
        for input in inputs.left + inputs.right {
            let table = input.table
            for scale in [table.gross.scale, table.discount.scale, table.fee.scale] {
                postings.raise(to: scale)
            }
        }
        bank = postings.place(postings.books.bank)
        // Of a payout the channel stands on the left, else on the right.
        let channelSide = role == .payout ? inputs.left : inputs.right
        channels = channelSide.map { Array(repeating: -1, count: $0.table.channel.words.count) }
        shops = inputs.left.map { Array(repeating: -1, count: $0.table.shop.words.count) }
    }

    /// What is asked of a table for each match. A class: a table is wide, and a copy of one counts
    /// the references of all its columns.
    private final class Columns {
        let occurredAt: [Int64]
        let status: [EntryStatus]
        let gross: AmountColumn
        let discount: AmountColumn
        let fee: AmountColumn
        let channel: DictionaryColumn
        let shop: DictionaryColumn
        private let currency: [UInt8]
        private let feeCurrency: SparseColumn<UInt8>
        private let currencies: CurrencyDictionary

        init(_ table: EntryTable) {
            occurredAt = table.occurredAt
            status = table.status
            (gross, discount, fee) = (table.gross, table.discount, table.fee)
            (channel, shop) = (table.channel, table.shop)
            (currency, feeCurrency) = (table.currency, table.feeCurrency)
            currencies = table.currencies
        }

        func currency(ofRow row: Int) -> Currency { currencies[currency[row]]! }

        func feeCurrency(ofRow row: Int) -> Currency {
            currencies[feeCurrency[row]] ?? currency(ofRow: row)
        }
    }

    /// Nil where no money moved.
    mutating func match(_ index: Int, _ postings: inout RunPostings) -> RunPostings.Match? {
        let matches = outcome.matches
        let rightPlace = outcome.right.position(Int(matches.right[index]), in: inputs.right)
        let leftPlace = outcome.left.position(Int(matches.left[index]), in: inputs.left)
        let table = right[rightPlace.input]
        var match = RunPostings.Match(
            day: day(table.occurredAt[rightPlace.row], postings.books),
            channel: channel(role == .payout ? leftPlace : rightPlace, &postings),
            other: role == .payout ? bank : shop(leftPlace, &postings),
            currency: table.currency(ofRow: rightPlace.row),
            given: left[leftPlace.input].currency(ofRow: leftPlace.row),
            feeCurrency: table.feeCurrency(ofRow: rightPlace.row))
        var isForeign = false
        var moved = false
        func addRight(_ place: EntryPosition, _ applied: Money?) {
            let table = right[place.input]
            guard table.status[place.row].movedMoney else { return }
            moved = true
            let discount = units(table.discount, place.row, postings.scale)
            let gross =
                applied?.rescaled(to: postings.scale).units
                ?? units(table.gross, place.row, postings.scale)
            match.received += gross - discount
            match.asked -= discount
            match.kept -= units(table.fee, place.row, postings.scale)
        }
        func addLeft(_ place: EntryPosition, _ applied: Money?) {
            let table = left[place.input]
            isForeign = isForeign || table.currency(ofRow: place.row) != match.currency
            match.asked +=
                applied?.rescaled(to: postings.scale).units
                ?? units(table.gross, place.row, postings.scale)
        }
        if !matches.members.isEmpty, let members = matches.members[index] {
            for member in members {
                if member.side == .right {
                    addRight(
                        outcome.right.position(Int(member.index), in: inputs.right),
                        member.applied)
                } else {
                    addLeft(
                        outcome.left.position(Int(member.index), in: inputs.left),
                        member.applied)
                }
            }
        } else {
            addRight(rightPlace, nil)
            addLeft(leftPlace, nil)
        }
        // What an order is worth in another currency is what came for it.
        if isForeign, role == .sales { match.asked = match.received }
        return moved ? match : nil
    }

    private func units(_ column: AmountColumn, _ row: Int, _ scale: Int) -> Int128 {
        let units = column[row]
        return units == AmountColumn.absent ? 0 : Money.raise(units, by: scale - column.scale)
    }

    private func day(_ time: Int64, _ books: RunPostings.Books) -> Day {
        guard time != EntryTable.noTime else { return books.through }
        return Instant(microseconds: time).advanced(bySeconds: -books.cutOffSeconds)
            .day(in: books.zone)
    }

    private mutating func channel(
        _ place: EntryPosition, _ postings: inout RunPostings
    ) -> Int {
        let columns = (role == .payout ? left : right)[place.input]
        let code = Int(columns.channel.codes[place.row])
        if channels[place.input][code] < 0 {
            channels[place.input][code] = postings.place(
                postings.books.channel(columns.channel.words[code]))
        }
        return channels[place.input][code]
    }

    private mutating func shop(_ place: EntryPosition, _ postings: inout RunPostings) -> Int {
        let columns = left[place.input]
        let code = Int(columns.shop.codes[place.row])
        if shops[place.input][code] < 0 {
            shops[place.input][code] = postings.place(
                postings.books.shop(columns.shop.words[code]))
        }
        return shops[place.input][code]
    }
}
