package import Engine
import Foundation
import GRDB
import Records
package import TransparencyLog

extension BookDatabase {
    /// A bundle under the published checkpoint that anybody can check offline. It is checked here
    /// before it is given out: tiles that are damaged prove nothing.
    package func prove(_ subject: ProofSubject) throws(EngineError) -> ProofBundle {
        guard let checkpoint = try publishedCheckpoint() else {
            throw .book(.log(reason: LogFile.checkpoint))
        }
        let leaves = try leaves(of: subject.facts)
        guard let last = leaves.keys.max(), last < checkpoint.size else {
            throw .book(.log(reason: "\(LogFile.checkpoint): \(checkpoint.size)"))
        }
        var trees: [ProofBundle.Tree] = []
        for (number, entries) in Dictionary(grouping: subject.entries, by: \.segment) {
            let place = try place(of: .init("statement", number))
            trees.append(try tree(of: number, rows: entries.map(\.row).sorted(), namedBy: place))
        }
        for run in try runs() {
            let matches = subject.matches.filter { $0.run == run.number }
            if matches.isEmpty { continue }
            trees.append(
                try tree(of: run, matches, namedBy: try place(of: .init("run", run.number))))
        }
        let folder = folder + "/log"
        let nodes = TileNodes(size: checkpoint.size) { path throws(LogError) in
            guard let bytes = try? SystemFile.read("\(folder)/\(path)", limit: 1 << 25) else {
                throw .missing(path: "\(path)")
            }
            return bytes
        }
        let key = checkpoint.key
        return try logged { () throws(LogError) in
            let bundle = try ProofBundle(
                indexes: leaves.keys, trees: trees, under: checkpoint, nodes: nodes
            ) { leaves[$0] ?? [] }
            _ = try bundle.verify(key)
            return bundle
        }
    }

    private func leaves(
        of facts: Set<ProofSubject.Fact>
    ) throws(EngineError) -> [UInt64: [UInt8]] {
        try read("log") { database in
            var leaves: [UInt64: [UInt8]] = [:]
            let query = try database.makeStatement(
                sql: "SELECT position, bytes FROM log_leaf WHERE fact = ? AND number = ?")
            for fact in facts {
                for row in try Row.fetchAll(query, arguments: [fact.kind, fact.number]) {
                    leaves[UInt64(row["position"] as Int)] = row.bytes("bytes")
                }
            }
            return leaves
        }
    }

    package func places(
        of facts: Set<ProofSubject.Fact>
    ) throws(EngineError) -> [ProofSubject.Fact: Int] {
        try read("log") { database in
            let query = try database.makeStatement(
                sql: "SELECT position FROM log_leaf WHERE fact = ? AND number = ?")
            var places: [ProofSubject.Fact: Int] = [:]
            for fact in facts {
                places[fact] = try Int.fetchOne(query, arguments: [fact.kind, fact.number])
            }
            return places
        }
    }

    private func place(of fact: ProofSubject.Fact) throws(EngineError) -> UInt64 {
        let place = try read("log") { database in
            try SQLRequest<Int>(
                sql: "SELECT position FROM log_leaf WHERE fact = ? AND number = ?",
                arguments: [fact.kind, fact.number], cached: true
            ).fetchOne(database)
        }
        guard let place else { throw .book(.unknown(kind: fact.kind, name: "\(fact.number)")) }
        return UInt64(place)
    }

    private func tree(
        of statement: Int, rows: [Int], namedBy place: UInt64
    ) throws(EngineError) -> ProofBundle.Tree {
        try faulty { () throws(SegmentFault) in
            let segment = try segments.segment(statement)
            var leaves: [ProofBundle.Leaf] = []
            for (row, proof) in zip(rows, try segment.inclusionProofs(rows)) {
                leaves.append(
                    ProofBundle.Leaf(
                        index: UInt64(row), bytes: try segment.leaf(row), path: proof.path))
            }
            return ProofBundle.Tree(
                root: segment.root, namedBy: place, size: UInt64(segment.count), leaves: leaves)
        }
    }

    private func tree(
        of run: RunFact, _ places: Set<MatchPlace>, namedBy place: UInt64
    ) throws(EngineError) -> ProofBundle.Tree {
        let matches = try faulty { () throws(SegmentFault) in
            try segments.matches(run: run.number)
        }
        let hashes = MatchFact.leafHashes(matches, run.legs)
        let tree = MerkleTree.Leaves(hashes)
        return try logged { () throws(LogError) in
            var leaves: [ProofBundle.Leaf] = []
            for (index, match) in matches.enumerated()
            where places.contains(
                MatchPlace(run: run.number, left: match.left, right: match.right))
            {
                leaves.append(
                    ProofBundle.Leaf(
                        index: UInt64(index), bytes: match.leaf(run.legs),
                        path: try tree.inclusionProof(of: index).path))
            }
            return ProofBundle.Tree(
                root: try tree.root(size: UInt64(matches.count)), namedBy: place,
                size: UInt64(matches.count), leaves: leaves)
        }
    }
}
