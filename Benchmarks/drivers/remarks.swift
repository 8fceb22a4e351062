// What the reader of remarks makes of lines of text. Compiled as scored.swift is.
// usage: remarks features RULES FILE          – the features of each line, between tabs
//        remarks read RULES WEIGHTS FILE      – type, references, batches, names of each line
@testable import Matching
import Records

/// The lists of `rules.yaml`: "key:", then "  - word" per line.
func rules(_ path: String) -> RemarkRules {
    var lists: [String: [String]] = [:]
    var key = ""
    for line in String(decoding: contents(of: path), as: UTF8.self).split(separator: "\n") {
        if line.hasPrefix("  - ") {
            lists[key, default: []].append(String(line.dropFirst(4)))
        } else if line.hasSuffix(":") {
            key = String(line.dropLast())
        }
    }
    return RemarkRules(lists)!
}

func text(_ units: [[UInt16]]) -> String {
    units.map { String(decoding: $0, as: UTF16.self) }.joined(separator: "|")
}

let arguments = CommandLine.arguments
let lines = contents(of: arguments.last!).split(separator: 10, omittingEmptySubsequences: false)
let words = rules(arguments[2])
var answer = ""
if arguments[1] == "features" {
    let reader = RemarkReader(words, nil)
    for line in lines where !line.isEmpty {
        let bytes = Array(line)
        let features = RemarkFeatures(
            RemarkText.units(of: bytes.span), speaksOfFees: reader.read(bytes.span).speaksOfFees)
        answer += features.all.map { String(decoding: $0, as: UTF16.self) }
            .joined(separator: "\t") + "\n"
    }
} else {
    let weights = try RemarkClassifier(String(decoding: contents(of: arguments[3]), as: UTF8.self))
    let reader = RemarkReader(words, weights)
    for line in lines where !line.isEmpty {
        let found = reader.read(Array(line).span)
        answer += [
            found.type?.name ?? "-", text(found.references), text(found.batches),
            text(found.names),
        ].joined(separator: "\t") + "\n"
    }
}
print(answer, terminator: "")
