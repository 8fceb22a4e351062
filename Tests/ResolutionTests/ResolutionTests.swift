import Testing

@testable import Resolution

@Suite struct ResolutionTests {}
