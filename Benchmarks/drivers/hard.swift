// The parts of the scored pass that have peers of their own: the assignment, and how similar names
// are. Compiled as scored.swift is.
// usage: hard assign FILE    – FILE: lefts, rights, then left, right, worth of each pair, as Int32
//        hard names FILE     – a name per line, every one compared with every one
@testable import Matching
import Records

let bytes = contents(of: CommandLine.arguments[2])
if CommandLine.arguments[1] == "assign" {
    let words = bytes.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    let pairs = (words.count - 2) / 3
    let left = (0..<pairs).map { words[2 + 3 * $0] }
    let right = (0..<pairs).map { words[3 + 3 * $0] }
    let worth = (0..<pairs).map { Int64(words[4 + 3 * $0]) }
    let start = processorSeconds()
    let found = Assignment(
        SparseGraph(lefts: Int(words[0]), rights: Int(words[1]), left: left, right: right) {
            worth[$0]
        })
    let seconds = processorSeconds() - start
    let prices = found.leftPrice.reduce(0, +) + found.rightPrice.reduce(0, +)
    print("{\"total\": \(found.total), \"prices\": \(prices), \"cpu\": \(seconds)}")
} else {
    let names = bytes.split(separator: 10).map { Array(String(decoding: $0, as: UTF8.self).utf16) }
    compare(names)
}

/// Locals, not globals of the script, whose every use would be checked.
func compare(_ names: [[UInt16]]) {
    for isCut in [false, true] {
        let start = processorSeconds()
        let letters = names.map { name in JaroWinkler.Letters(name.span) }
        var (similar, sum) = (0, 0)
        for one in names.indices {
            let found = compare(names, one, isCut ? letters : [])
            sum += found.sum
            similar += found.similar
        }
        let each = (processorSeconds() - start) * 1e9 / Double(names.count * names.count)
        print("{\"similar\": \(similar), \"sum\": \(sum), \"nanoseconds\": \(each)}")
    }
}

/// One name with all; with letters only those that may be similar are looked at.
func compare(
    _ names: [[UInt16]], _ one: Int, _ letters: [JaroWinkler.Letters]
) -> (similar: Int, sum: Int) {
    var pattern = JaroWinkler()
    let own = names[one]
    pattern.prepare(own.span)
    var (similar, sum) = (0, 0)
    for other in names.indices {
        if !letters.isEmpty, !pattern.mayBeSimilar(letters[one], letters[other]) { continue }
        let text = names[other]
        let found = pattern.thousandths(
            text.span, least: letters.isEmpty ? 0 : JaroWinkler.similar)
        sum += found
        if found >= JaroWinkler.similar { similar += 1 }
    }
    return (similar, sum)
}
