// Orders and payments of `benchgen` without their common key, paired by payer, amount and a day's
// window. Compiled beside Records and Matching by window.py, so that it sees what `package` shows.
// usage: window DIRECTORY ROUNDS THREADS   – a line of JSON per round
import Dispatch
import Glibc
@testable import Matching
import Records

struct Table {
    var entries: EntryTable
    /// Order number of each row, as its digits after "ORD"; 0 where a payment has none.
    var truth: [UInt64] = []
}

func digits(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { (0x30...0x39).contains($1) ? $0 &* 10 &+ UInt64($1 - 0x30) : $0 }
}

func time(_ bytes: ArraySlice<UInt8>) -> Int64 {
    let at = bytes.startIndex
    func part(_ from: Int, _ count: Int) -> Int { Int(digits(bytes[at + from..<at + from + count])) }
    let day = Day.number(year: part(0, 4), month: part(5, 2), day: part(8, 2))
    let second = part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2)
    return (Int64(day) * 86_400 + Int64(second)) * 1_000_000
}

/// Sales only; `columns`: kind, payer, amount, time, order number.
func load(_ path: String, isLeft: Bool, columns: [Int]) -> Table {
    let bytes = contents(of: path)
    var table = Table(entries: EntryTable(scale: 2))
    for (line, row) in bytes.split(separator: 0x0A).dropFirst().enumerated() {
        let fields = row.split(separator: 0x2C, omittingEmptySubsequences: false)
        guard fields[columns[0]].first == 0x53 else { continue }
        var draft = EntryDraft()
        draft.kind = isLeft ? .order : .payment
        draft.gross = Int128(digits(fields[columns[2]]))
        draft.counterparty = table.entries.intern(fields[columns[1]])
        draft.occurredAt = time(fields[columns[3]])
        draft.identity = Hash128(high: isLeft ? 1 : 2, low: UInt64(line))
        precondition(table.entries.append(draft) == nil)
        table.truth.append(digits(fields[columns[4]]))
    }
    return table
}

func wallSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let directory = CommandLine.arguments[1]
let orders = load(directory + "/orders.csv", isLeft: true, columns: [1, 2, 3, 6, 0])
let payments = load(directory + "/payments.csv", isLeft: false, columns: [2, 3, 4, 8, 1])
let inputs = LegInputs(
    left: [LegInput(source: "orders", table: orders.entries)],
    right: [LegInput(source: "payments", table: payments.entries)], links: [])
var rule = WindowRule()
rule.beforeSeconds = 0
rule.afterSeconds = 86_400
rule.sameCounterparty = true
var definition = LegDefinition(name: "orders-payments", definition: "window")
definition.zone = .utc
definition.passes = [Pass(name: "window", method: .window(rule))]

let threads = Int(CommandLine.arguments[3])!
let crew =
    threads == 1
    ? Crew.alone
    : Crew(size: threads) { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) }

for _ in 0..<Int(CommandLine.arguments[2])! {
    var work = LegWork(definition, inputs, crew: crew)
    var start = (wallSeconds(), processorSeconds())
    work.run(rule, pass: 0)
    let pass = (wallSeconds() - start.0, processorSeconds() - start.1)
    start = (wallSeconds(), processorSeconds())
    let outcome = Matching.reconcile(definition, inputs, crew: crew)
    let whole = (wallSeconds() - start.0, processorSeconds() - start.1)
    let matched = outcome.matches.count
    let right = (0..<matched).count {
        orders.truth[Int(outcome.matches.left[$0])] == payments.truth[Int(outcome.matches.right[$0])]
    }
    let ambiguous = outcome.right.classes.count { $0 == .ambiguous }
    print(
        """
        {"rows": \(payments.entries.count), "wall": \(pass.0), "cpu": \(pass.1), \
        "whole_wall": \(whole.0), "whole_cpu": \(whole.1), "answered": \(matched), \
        "right": \(right), "ambiguous": \(ambiguous), \
        "reused": \(matched - Set(outcome.matches.left).count)}
        """)
}
