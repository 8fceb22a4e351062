/// Where an entry of a side lies: input of that side, row of its table.
package struct EntryPosition: Sendable, Hashable {
    package var input: Int
    package var row: Int
    package init(input: Int, row: Int) {
        self.input = input
        self.row = row
    }
}
