// Orders and payments of `gen_link.py` without a key, paired by the scored pass's solver. Compiled
// beside Records and Matching by quality.py, so that it sees what `package` shows.
// usage: scored DIRECTORY [FILE] [--history PERCENT DIRECTORY …]   – a line of JSON; FILE takes the
// pairs that are worth something. With history, whose truth is known, a second line: what it is by
// the calibration that the history teaches, offered or not. PERCENT of its log odds is what the first
// stage is made to say, of both: 100 leaves it alone, 200 makes it twice as sure as it should be.
import Glibc
@testable import Matching
import Records

func number(_ bytes: ArraySlice<UInt8>) -> Int64 { Int64(String(decoding: bytes, as: UTF8.self))! }

/// What was solved, with the truth of either side.
struct Solved {
    var left: ScoredSide
    var right: ScoredSide
    var leftTruth: [Int64]
    var rightTruth: [Int64]
    var solver: ScoredSolver
    /// Log odds of each pair.
    var odds: [Int32]
    /// How many of either side have their partner there.
    var truth: Double
    var seconds: Double

    init(_ directory: String, percent: Int32 = 100) {
        var pool = TextPool()
        var channels: [ArraySlice<UInt8>: Int32] = [:]
        (left, leftTruth) = Solved.load(directory + "/left.csv", &pool, &channels)
        (right, rightTruth) = Solved.load(directory + "/right.csv", &pool, &channels)
        truth = Double(Set(leftTruth).intersection(rightTruth).count)
        let start = processorSeconds()
        solver = ScoredSolver(left, right, pool, reach: (259_200, 300), learns: true)
        seconds = processorSeconds() - start
        odds = solver.odds.map { PairFeatures.clamped($0 * percent / 100) }
    }

    /// Millionths.
    func said(_ pair: Int) -> Int {
        Int(Binary.probability(odds[pair])) * 1_000_000 / 65_536
    }

    func isRight(_ pair: Int) -> Bool {
        leftTruth[Int(solver.pairs.left[pair])] == rightTruth[Int(solver.pairs.right[pair])]
    }

    /// Columns: unique_id, ent, amount, ts, phone, name, channel. In the order of time, as the pass
    /// hands entries to its solver.
    static func load(
        _ path: String, _ pool: inout TextPool, _ channels: inout [ArraySlice<UInt8>: Int32]
    ) -> (side: ScoredSide, truth: [Int64]) {
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

    private var rivals: PairRivals {
        PairRivals(solver.pairs, solver.weights, odds, lefts: left.count, rights: right.count)
    }

    /// Every candidate that anybody could be shown, with the truth.
    var cases: [ScoredCase] {
        let rivals = rivals
        return (0..<solver.pairs.count).compactMap { pair in
            guard let features = rivals.features(pair) else { return nil }
            let mixed = UInt64(solver.pairs.right[pair]) &* 0x9E37_79B9_7F4A_7C15
            return ScoredCase(features, isRight: isRight(pair), rank: UInt32(mixed >> 32))
        }
    }

    mutating func calibrate(_ calibration: Calibration) {
        let start = processorSeconds()
        let (rivals, judge) = (rivals, Calibration.Judge(calibration))
        for pair in odds.indices {
            if let features = rivals.features(pair) { odds[pair] = judge.odds(features) }
        }
        seconds += processorSeconds() - start
    }

    /// Precision, recall and F1 of the choices from a probability on, where they are as clearly best.
    func quality(from millionths: Int) -> (Double, Double, Double) {
        let bits = Int64(Binary.odds(millionths: millionths))
        let taken = solver.choices.filter {
            said($0.pair) >= millionths && $0.margin.loss >= bits
        }
        let right = Double(taken.count { isRight($0.pair) })
        let (precision, recall) = (right / Double(max(1, taken.count)), right / truth)
        return (precision, recall, 2 * precision * recall / (precision + recall))
    }

    /// The longest list of choices, the surest first, of which 999 in 1,000 are right.
    var recall999: Double {
        let choices = solver.choices.map(\.pair).sorted { odds[$0] > odds[$1] }
        var (found, recall, place) = (0, 0.0, 0)
        while place < choices.count {
            // Equals come together or not at all.
            let own = odds[choices[place]]
            while place < choices.count, odds[choices[place]] == own {
                if isRight(choices[place]) { found += 1 }
                place += 1
            }
            if Double(found) / Double(place) >= 0.999 { recall = Double(found) / truth }
        }
        return recall
    }

    var calibration: String {
        var buckets = Array(repeating: (sum: 0, count: 0, right: 0), count: 10)
        for pair in 0..<solver.pairs.count where said(pair) >= 20_000 {
            let bucket = min(9, said(pair) / 100_000)
            buckets[bucket].sum += said(pair)
            buckets[bucket].count += 1
            buckets[bucket].right += isRight(pair) ? 1 : 0
        }
        return buckets.map { bucket in
            let count = max(1, bucket.count)
            return "[\(bucket.sum / count / 1_000), \(bucket.right), \(bucket.count)]"
        }.joined(separator: ", ")
    }

    func json(_ more: String = "") -> String {
        let (suggested, confirmed) = (quality(from: 600_000), quality(from: 990_000))
        let blocked = Double((0..<solver.pairs.count).count(where: isRight)) / truth
        return """
            {"rows": \(left.count), "pairs": \(solver.pairs.count), "blocking": \(blocked), \
            "cpu": \(seconds), "precision": \(suggested.0), "recall": \(suggested.1), \
            "f1": \(suggested.2), "confirmed_precision": \(confirmed.0), \
            "confirmed_recall": \(confirmed.1), "recall_999": \(recall999), \
            "calibration": [\(calibration)]\(more)}
            """
    }

    func write(_ path: String) {
        var words = [Int32(left.count), Int32(right.count)]
        for pair in 0..<solver.pairs.count where solver.weights[pair] > 0 {
            words += [solver.pairs.left[pair], solver.pairs.right[pair], solver.weights[pair]]
        }
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        precondition(file >= 0, "cannot write \(path)")
        words.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
                precondition(count > 0, "cannot write")
                done += count
            }
        }
        close(file)
    }
}

let arguments = CommandLine.arguments.dropFirst().split(separator: "--history").map(Array.init)
let percent = arguments.count > 1 ? Int32(arguments[1][0])! : 100
var solved = Solved(arguments[0][0], percent: percent)
print(solved.json())
if arguments[0].count > 1 { solved.write(arguments[0][1]) }
if arguments.count > 1 {
    let cases = arguments[1].dropFirst().flatMap { Solved($0, percent: percent).cases }
    let lesson = CalibrationLesson(cases)
    let calibration = CalibrationLesson.calibration(cases)
    solved.calibrate(calibration)
    let points = calibration.map.points.map { "[\($0.said), \($0.found)]" }
    print(
        solved.json(
            """
            , "history": {"verdict": "\(lesson.verdict.word)", "right": \(lesson.right), \
            "wrong": \(lesson.wrong), "held_out": \(lesson.after.cases), \
            "bits_before": \(lesson.before.bits / 1_024), "bits_after": \(lesson.after.bits / 1_024), \
            "off_before": \(lesson.before.offMillionths), "off_after": \(lesson.after.offMillionths), \
            "weights": \(calibration.stage.weights), "points": [\(points.joined(separator: ", "))]}
            """))
}
