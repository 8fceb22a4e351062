// swift-tools-version: 6.3
import PackageDescription

// libFuzzer targets, one per shape of file. A package of its own: its flags are unsafe for anybody
// who depends on it. The sources are the program's, by symbolic links. Run by `make fuzz`.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
]
let shapes = ["Archive", "Delimited", "Fixed", "JSON", "JSONLines", "Query", "Sheet"]

let package = Package(
    name: "matchbook-fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "BuiltinFiles", exclude: ["files"]),
        .target(name: "Records", swiftSettings: settings),
        .target(
            name: "Statements", dependencies: ["Records", "CLibZip", "CZlib", "CExpat", "CRE2"],
            swiftSettings: settings),
        .target(
            name: "Dialects",
            dependencies: ["Records", "Statements", "BuiltinFiles", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(
            name: "Fuzzing", dependencies: ["Records", "Statements", "Dialects"],
            swiftSettings: settings),
    ]
        + shapes.map { shape in
            .executableTarget(
                name: "Fuzz\(shape)", dependencies: ["Fuzzing"],
                swiftSettings: [.unsafeFlags(["-parse-as-library"])])
        },
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
