import Testing

@testable import StorageSQLite

@Suite struct StorageSQLiteTests {}
