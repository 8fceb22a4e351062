import Testing

@Suite struct StatementsPlaceholder {
}
