// swift-tools-version: 6.1
import PackageDescription

/// Times croquis' rasteriser alone, from the library that others would use. Built by `Tests/Peers/run`.
let package = Package(
    name: "raster",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "croquis", path: "../../..")],
    targets: [
        .executableTarget(
            name: "raster",
            dependencies: [.product(name: "Croquis", package: "croquis")],
            swiftSettings: [.swiftLanguageMode(.v6)]
        )
    ]
)
