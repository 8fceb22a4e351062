import Ledger
import Matching
import Records

/// Reads the amounts of matches out of the columns of their tables.
struct MatchReader {
    private let outcome: LegOutcome
    private let inputs: LegInputs
    private let role: LegRole
    /// By input and code of its word; −1: not asked for yet.
    private var channels: [[Int]]
    private var shops: [[Int]]
    private let bank: Int

    init(_ outcome: LegOutcome, _ inputs: LegInputs, into postings: inout RunPostings) {
        self.outcome = outcome
        self.inputs = inputs
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

    /// Nil where no money moved.
    mutating func match(_ index: Int, _ postings: inout RunPostings) -> RunPostings.Match? {
        let matches = outcome.matches
        let right = outcome.right.position(Int(matches.right[index]), in: inputs.right)
        let left = outcome.left.position(Int(matches.left[index]), in: inputs.left)
        let table = inputs.right[right.input].table
        var match = RunPostings.Match(
            day: day(table.occurredAt[right.row], postings.books),
            channel: channel(role == .payout ? left : right, &postings),
            other: role == .payout ? bank : shop(left, &postings),
            currency: table.currency(ofRow: right.row),
            given: inputs.left[left.input].table.currency(ofRow: left.row),
            feeCurrency: feeCurrency(table, right.row))
        var isForeign = false
        var moved = false
        func addRight(_ place: EntryPosition, _ applied: Money?) {
            let table = inputs.right[place.input].table
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
            let table = inputs.left[place.input].table
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
            addRight(right, nil)
            addLeft(left, nil)
        }
        // What an order is worth in another currency is what came for it.
        if isForeign, role == .sales { match.asked = match.received }
        return moved ? match : nil
    }

    private func units(_ column: AmountColumn, _ row: Int, _ scale: Int) -> Int128 {
        let units = column[row]
        return units == AmountColumn.absent ? 0 : Money.raise(units, by: scale - column.scale)
    }

    private func feeCurrency(_ table: EntryTable, _ row: Int) -> Currency {
        let code = table.feeCurrency[row]
        return table.currencies[code] ?? table.currency(ofRow: row)
    }

    private func day(_ time: Int64, _ books: RunPostings.Books) -> Day {
        guard time != EntryTable.noTime else { return books.through }
        return Instant(microseconds: time).advanced(bySeconds: -books.cutOffSeconds)
            .day(in: books.zone)
    }

    private mutating func channel(
        _ place: EntryPosition, _ postings: inout RunPostings
    ) -> Int {
        let column =
            (role == .payout ? inputs.left : inputs.right)[place.input].table.channel
        let code = Int(column.codes[place.row])
        if channels[place.input][code] < 0 {
            channels[place.input][code] = postings.place(
                postings.books.channel(column.words[code]))
        }
        return channels[place.input][code]
    }

    private mutating func shop(_ place: EntryPosition, _ postings: inout RunPostings) -> Int {
        let column = inputs.left[place.input].table.shop
        let code = Int(column.codes[place.row])
        if shops[place.input][code] < 0 {
            shops[place.input][code] = postings.place(postings.books.shop(column.words[code]))
        }
        return shops[place.input][code]
    }
}
