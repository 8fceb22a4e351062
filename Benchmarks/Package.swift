// swift-tools-version: 6.3
import PackageDescription

// The generator of benchmark data: a package of its own, so that the product never builds it.
let package = Package(
    name: "benchmarks",
    targets: [.executableTarget(name: "benchgen")],
    swiftLanguageModes: [.v6]
)
