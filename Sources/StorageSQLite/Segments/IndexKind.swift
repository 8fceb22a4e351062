/// What is looked up in an index.
enum IndexKind: CaseIterable {
    case identities, references

    var directory: IndexColumn {
        self == .identities ? .identityDirectory : .referenceDirectory
    }
    var high: IndexColumn { self == .identities ? .identityHigh : .referenceHigh }
    var low: IndexColumn { self == .identities ? .identityLow : .referenceLow }
    var entry: IndexColumn { self == .identities ? .identityEntry : .referenceEntry }
    var filter: IndexColumn { self == .identities ? .identityFilter : .referenceFilter }
}
