// swift-tools-version: 6.3
import PackageDescription

// The only table of dependencies. Layers run top to bottom; a target imports only what stands
// above it (ARCHITECTURE.md, "Rooms"). CI builds with --explicit-target-dependency-import-check.

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpClient = Target.Dependency.product(
    name: "AsyncHTTPClient", package: "async-http-client")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "matchbook",
    products: [
        .executable(name: "matchbook", targets: ["matchbook"]),
        .executable(name: "matchbook-verify", targets: ["matchbook-verify"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Without its default traits: no configuration reader, no whole of Foundation.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries of the system, and C shims around them.
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CLibXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .target(name: "CPDFCanvas", dependencies: ["CPangoCairo"]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "CByteMask"),
        .target(name: "CMalloc"),
        .target(name: "BuiltinFiles", exclude: ["files"]),

        // Layer 0
        .target(name: "Records"),
        .target(name: "TransparencyLog", dependencies: [crypto]),
        // Layer 1
        .target(
            name: "Statements",
            dependencies: ["Records", "CByteMask", "CLibZip", "CZlib", "CExpat", "CRE2"]),
        .target(name: "Matching", dependencies: ["Records"]),
        .target(name: "Ledger", dependencies: ["Records"]),
        // Layer 2
        .target(name: "Resolution", dependencies: ["Records", "Matching", "Ledger"]),
        // Layer 3
        .target(
            name: "Reports",
            dependencies: ["Records", "Statements", "Matching", "Ledger", "Resolution"]),
        // Layer 4
        .target(
            name: "Engine",
            dependencies: [
                "Records", "TransparencyLog", "Statements", "Matching", "Ledger", "Resolution",
                "Reports", "BuiltinFiles", "CRE2", crypto, yams,
            ]),
        // Layer 5
        .target(
            name: "StorageSQLite",
            dependencies: [
                "Records", "TransparencyLog", "Statements", "Matching", "Ledger", "Resolution",
                "Engine", "CZlib", crypto, grdb,
            ]),
        .target(
            name: "Documents",
            dependencies: ["Records", "Matching", "Reports", "CLibXlsxWriter", "CPDFCanvas"]),
        .target(
            name: "Server",
            dependencies: [
                "Records", "TransparencyLog", "Statements", "Matching", "Ledger", "Resolution",
                "Reports", "Engine", "Documents", "CArgon2", "CQREncode", hummingbird,
                hummingbirdCore, hummingbirdTLS, nioCore, nioSSL, mustache, httpTypes, logging,
                crypto, lifecycle, httpClient, nioHTTP1,
            ]),
        // Layer 6
        .executableTarget(
            name: "matchbook",
            dependencies: [
                "Records", "TransparencyLog", "Statements", "Matching", "Ledger", "Resolution",
                "Reports", "Engine", "Documents", "StorageSQLite", "Server", logging,
                "CMalloc", argumentParser,
            ]),
        .executableTarget(
            name: "matchbook-verify", dependencies: ["TransparencyLog", argumentParser]),

        // No product: it measures the segments of a book from inside (`make bench-book`).
        .executableTarget(
            name: "bookbench", dependencies: ["Records", "Matching", "Engine", "StorageSQLite"],
            path: "Benchmarks/Sources/bookbench"),

        .testTarget(name: "RecordsTests", dependencies: ["Records"]),
        .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog", crypto]),
        .testTarget(name: "StatementsTests", dependencies: ["Records", "Statements", "Engine"]),
        .testTarget(name: "MatchingTests", dependencies: ["Records", "Matching"]),
        .testTarget(name: "LedgerTests", dependencies: ["Records", "Ledger"]),
        .testTarget(
            name: "ResolutionTests",
            dependencies: ["Records", "Matching", "Ledger", "Resolution"]),
        .testTarget(
            name: "StorageSQLiteTests",
            dependencies: [
                "Records", "TransparencyLog", "Statements", "Matching", "Ledger", "Resolution",
                "Reports", "Engine", "Documents", "StorageSQLite", grdb,
            ]),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Records", "Statements", "Matching", "Reports", "Engine"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Records", "Statements", "Matching", "Reports", "Documents"]),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Records", "Matching", "Resolution", "Reports", "Engine", "StorageSQLite", "Server",
                httpTypes, hummingbird, logging, nioCore,
            ]),
        .testTarget(name: "AcceptanceTests"),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets
where target.type != .system
    && !["CRE2", "CByteMask", "CMalloc", "BuiltinFiles", "CPDFCanvas"].contains(target.name)
{
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
