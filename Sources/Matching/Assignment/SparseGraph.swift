/// Pairs of lefts and rights with what each is worth, by left: the input of an assignment.
struct SparseGraph {
    let lefts: Int
    let rights: Int
    /// Where the pairs of each left begin; one more at the end.
    private(set) var starts: [Int32]
    private(set) var left: [Int32]
    private(set) var right: [Int32]
    private(set) var worth: [Int64]
    /// Which of the pairs that were handed in.
    private(set) var origin: [Int32]

    /// Pairs that are worth nothing are left out: leaving both single is as good. Sums of worths
    /// along any chain of pairs must fit a machine word.
    init(
        lefts: Int, rights: Int, left: [Int32], right ends: [Int32], worth worths: (Int) -> Int64
    ) {
        self.lefts = lefts
        self.rights = rights
        starts = Array(repeating: 0, count: lefts + 1)
        var kept: [Int32] = []
        for pair in left.indices where worths(pair) > 0 {
            kept.append(Int32(pair))
            starts[Int(left[pair]) + 1] += 1
        }
        for l in 0..<lefts { starts[l + 1] += starts[l] }
        var next = starts
        self.left = Array(repeating: 0, count: kept.count)
        right = self.left
        worth = Array(repeating: 0, count: kept.count)
        origin = Array(repeating: 0, count: kept.count)
        for pair in kept {
            let l = Int(left[Int(pair)])
            let place = Int(next[l])
            next[l] += 1
            self.left[place] = Int32(l)
            right[place] = ends[Int(pair)]
            worth[place] = worths(Int(pair))
            origin[place] = pair
        }
    }

    func pairs(of left: Int) -> Range<Int> { Int(starts[left])..<Int(starts[left + 1]) }
}
