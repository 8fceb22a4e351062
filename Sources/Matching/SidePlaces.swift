import Records

/// Where the entries of a side lie: the table and the row of each.
struct SidePlaces {
    let boxes: [TableBox]
    /// Both are empty where the side is one whole table: then the row is the index.
    private var input: [Int32] = []
    private var rows: [Int32] = []

    init(_ inputs: [LegInput]) {
        boxes = inputs.map(\.box)
        if inputs.count == 1, inputs[0].rows == nil { return }
        let count = inputs.reduce(0) { $0 + $1.count }
        input.reserveCapacity(count)
        rows.reserveCapacity(count)
        for (number, one) in inputs.enumerated() {
            input.append(contentsOf: repeatElement(Int32(number), count: one.count))
            if let chosen = one.rows {
                rows += chosen
            } else {
                rows.append(contentsOf: 0..<Int32(one.count))
            }
        }
    }

    @inline(__always)
    func box(_ index: Int) -> TableBox { boxes[input.isEmpty ? 0 : Int(input[index])] }

    func input(_ index: Int) -> Int { input.isEmpty ? 0 : Int(input[index]) }

    @inline(__always)
    func row(_ index: Int) -> Int { rows.isEmpty ? index : Int(rows[index]) }
}
