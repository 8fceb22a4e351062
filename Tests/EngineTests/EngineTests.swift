import Testing

@Suite struct EnginePlaceholder {
}
