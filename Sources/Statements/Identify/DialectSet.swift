import Records

/// Dialects, compiled and checked for consistency: what files are tried with.
package struct DialectSet: Sendable {
    let compiled: [CompiledDialect]

    package var dialects: [Dialect] { compiled.map(\.dialect) }

    package init(_ dialects: [Dialect]) throws(DialectError) {
        var names: Set<String> = []
        var compiled: [CompiledDialect] = []
        for dialect in dialects {
            guard names.insert(dialect.name).inserted else { throw .duplicateName(dialect.name) }
            compiled.append(try CompiledDialect(dialect))
        }
        // Who claims and the order of refusals never depend on the order of loading.
        self.compiled = compiled.sorted { $0.dialect.name < $1.dialect.name }
    }

    package func dialect(named name: String) -> Dialect? {
        compiled.first { $0.dialect.name == name }?.dialect
    }

    func isSpecific(_ name: String) -> Bool {
        compiled.contains { $0.dialect.name == name && !$0.dialect.fallback }
    }

    /// A dialect that is told by value. One that is not of this set must be sound by itself.
    func compiled(_ told: Dialect) -> CompiledDialect {
        if let known = compiled.first(where: { $0.dialect == told }) { return known }
        do {
            return try CompiledDialect(told)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// Cross-checks that summary dialects will make of a file in dialect `name`.
    func crossChecks(of name: String) -> [Dialect.CrossCheck] {
        compiled.flatMap { $0.dialect.crossChecks }.filter { $0.dialect == name }
    }
}
