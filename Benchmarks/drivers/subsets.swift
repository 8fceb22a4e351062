// How many choices of amounts make a sum, by the solver of the subset pass. Compiled as
// scored.swift is.
// usage: subsets solve FILE   – a line each: target's low and high end, then amounts
//        subsets time N       – a thousand amounts of 1…6,400 against 1,600,000, N times
@testable import Matching
import Records

/// Equal amounts are one class; the greatest first, as the pass has them.
func problem(_ amounts: [Int], _ target: ClosedRange<Int>, budget: Int) -> SubsetSums {
    var classes: [SubsetSums.Class] = []
    for amount in amounts.sorted(by: >) {
        if classes.last?.amount == amount {
            classes[classes.count - 1].count += 1
        } else {
            classes.append(SubsetSums.Class(amount: amount, count: 1))
        }
    }
    return SubsetSums(classes, targets: [target], near: [], budget: budget)
}

if CommandLine.arguments[1] == "solve" {
    var answer = ""
    for line in contents(of: CommandLine.arguments[2]).split(separator: 10) {
        let numbers = line.split(separator: 32).map { Int(String(decoding: $0, as: UTF8.self))! }
        let asked = problem(
            Array(numbers.dropFirst(2)), numbers[0]...numbers[1], budget: 100_000_000)
        let found = asked.solve(wanted: 2)
        for choice in found.choices {
            let sum = zip(asked.classes, choice).reduce(0) { $0 + $1.0.amount * $1.1 }
            let usable = numbers.dropFirst(2).filter { $0 <= numbers[1] }
            let whole = usable.reduce(0, SubsetSums.greatestDivisor)
            precondition((numbers[0]...numbers[1]).contains(sum * whole), "a choice of another sum")
        }
        answer += "\(found.verdict) \(found.count) \(found.isFloor)\n"
    }
    print(answer, terminator: "")
} else {
    var state: UInt64 = 7
    let amounts = (0..<1_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % 6_400 + 1
    }
    // Many sets make the first. The others need the whole search: multiples of three and one that
    // is one more cannot make what is two more; of even ones and a single 1, looked at last, only
    // this makes it odd.
    let thirds = [6_400] + amounts.dropFirst().map { 3 * (($0 + 2) / 3) }
    let evens = amounts.dropFirst().map { 2 * (($0 + 1) / 2) } + [1]
    for (list, target) in [(amounts, 1_600_000), (thirds, 1_600_001), (evens, 1_600_001)] {
        var best = Double.infinity
        var verdict = ""
        for _ in 0..<Int(CommandLine.arguments[2])! {
            let start = processorSeconds()
            let found = problem(list, target...target, budget: 100_000_000).solve(wanted: 0)
            best = min(best, processorSeconds() - start)
            verdict = "\(found.verdict)"
        }
        print("{\"verdict\": \"\(verdict)\", \"cpu\": \(best)}")
    }
}
