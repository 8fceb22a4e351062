// Orders and payments of `gen_link.py` without a key, paired by the scored pass's solver. Compiled
// beside Records and Matching by quality.py, so that it sees what `package` shows.
// usage: scored DIRECTORY [FILE]   – a line of JSON; FILE takes the pairs that are worth something
import Glibc
@testable import Matching
import Records

var pool = TextPool()
var channels: [ArraySlice<UInt8>: Int32] = [:]

func number(_ bytes: ArraySlice<UInt8>) -> Int64 { Int64(String(decoding: bytes, as: UTF8.self))! }

/// Columns: unique_id, ent, amount, ts, phone, name, channel. In the order of time, as the pass
/// hands entries to its solver.
func load(_ path: String) -> (side: ScoredSide, truth: [Int64]) {
    var side = ScoredSide()
    var truth: [Int64] = []
    let rows = contents(of: path).split(separator: 10).dropFirst().map {
        $0.split(separator: 44, omittingEmptySubsequences: false)
    }
    let keys = rows.map { (time: number($0[3]), id: number($0[0])) }
    for place in rows.indices.sorted(by: { keys[$0] < keys[$1] }) {
        let fields = rows[place]
        let channel = channels[fields[6]] ?? Int32(channels.count)
        channels[fields[6]] = channel
        truth.append(number(fields[1]))
        side.append(
            amount: number(fields[2]), time: number(fields[3]), channel: channel,
            account: pool.number(of: Array(fields[4]).span),
            name: pool.number(of: Array(fields[5]).span), pool)
    }
    return (side, truth)
}

let directory = CommandLine.arguments[1]
let (left, leftTruth) = load(directory + "/left.csv")
let (right, rightTruth) = load(directory + "/right.csv")
let truth = Double(Set(leftTruth).intersection(rightTruth).count)
let start = processorSeconds()
let solver = ScoredSolver(left, right, pool, reach: (259_200, 300), learns: true)
let seconds = processorSeconds() - start

func isRight(_ pair: Int) -> Bool {
    leftTruth[Int(solver.pairs.left[pair])] == rightTruth[Int(solver.pairs.right[pair])]
}

/// Precision, recall and F1 of the choices from a probability on, where they are as clearly best.
func quality(_ choices: [ScoredSolver.Choice], from millionths: Int) -> (Double, Double, Double) {
    let bits = Int64(Binary.odds(millionths: millionths))
    let taken = choices.filter {
        solver.millionths($0.pair) >= millionths && $0.margin.loss >= bits
    }
    let right = Double(taken.count { isRight($0.pair) })
    let (precision, recall) = (right / Double(max(1, taken.count)), right / truth)
    return (precision, recall, 2 * precision * recall / (precision + recall))
}

let best = solver.choices
let choices = best.map(\.pair).sorted { solver.odds[$0] > solver.odds[$1] }
var (found, recall999) = (0, 0.0)
for (rank, pair) in choices.enumerated() {
    if isRight(pair) { found += 1 }
    if Double(found) / Double(rank + 1) >= 0.999 { recall999 = Double(found) / truth }
}
var buckets = Array(repeating: (sum: 0, count: 0, right: 0), count: 10)
for pair in 0..<solver.pairs.count where solver.millionths(pair) >= 20_000 {
    let bucket = min(9, solver.millionths(pair) / 100_000)
    buckets[bucket].sum += solver.millionths(pair)
    buckets[bucket].count += 1
    buckets[bucket].right += isRight(pair) ? 1 : 0
}
let calibration = buckets.map { bucket in
    let count = max(1, bucket.count)
    return "[\(bucket.sum / count / 1_000), \(bucket.right), \(bucket.count)]"
}.joined(separator: ", ")
let (suggested, confirmed) = (quality(best, from: 600_000), quality(best, from: 990_000))
let blocked = Double((0..<solver.pairs.count).count(where: isRight)) / truth
print(
    """
    {"rows": \(left.count), "pairs": \(solver.pairs.count), "blocking": \(blocked), \
    "cpu": \(seconds), "precision": \(suggested.0), "recall": \(suggested.1), \
    "f1": \(suggested.2), "confirmed_precision": \(confirmed.0), \
    "confirmed_recall": \(confirmed.1), "recall_999": \(recall999), \
    "calibration": [\(calibration)]}
    """)
if CommandLine.arguments.count > 2 {
    var words = [Int32(left.count), Int32(right.count)]
    for pair in 0..<solver.pairs.count where solver.weights[pair] > 0 {
        words += [solver.pairs.left[pair], solver.pairs.right[pair], solver.weights[pair]]
    }
    let file = open(CommandLine.arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(file >= 0, "cannot write \(CommandLine.arguments[2])")
    words.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
            let count = write(file, bytes.baseAddress! + done, bytes.count - done)
            precondition(count > 0, "cannot write")
            done += count
        }
    }
    close(file)
}
