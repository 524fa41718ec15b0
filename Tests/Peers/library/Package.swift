// swift-tools-version: 6.1
import PackageDescription

let croquis: Target.Dependency = .product(name: "Croquis", package: "croquis")

/// Times parts of croquis alone, from the library that others would use. Built by `Tests/Peers/run`.
let package = Package(
    name: "library",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "croquis", path: "../../..")],
    targets: [
        .target(name: "Drawings", dependencies: [croquis]),
        .executableTarget(name: "raster", dependencies: ["Drawings", croquis]),
        .executableTarget(name: "network", dependencies: ["Drawings", croquis]),
    ],
    swiftLanguageModes: [.v6]
)
