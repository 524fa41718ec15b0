// swift-tools-version: 6.1
import PackageDescription

/// A room of the house. The rooms stand from the ground up: each imports only rooms above it in these tables.
typealias Room = (name: String, path: String, uses: [String])

let groundRooms: [Room] = [
    ("SketchModel", "Sources/SketchModel", []),
    ("ArgumentGrammar", "Sources/ArgumentGrammar", ["SketchModel"]),
    ("Augmentation", "Sources/Augmentation", ["SketchModel"]),
    ("SketchTransforms", "Sources/SketchTransforms", ["ArgumentGrammar", "Augmentation", "SketchModel"]),
    ("ArrayFiles", "Sources/ArrayFiles", ["CZlib", "SketchModel"]),
    (
        "SketchStreams", "Sources/SketchStreams",
        ["ArgumentGrammar", "CAllocator", "CZlib", "CZstd", "SketchModel", "SketchTransforms"]
    ),
]

/// A row for each folder of formats, and a line in Sources/FormatRegistry: no other place names a format.
let formatRooms: [Room] = [
    ("QuickDrawFormat", "Formats/QuickDraw", ["SketchModel", "SketchStreams"]),
    ("StrokeArrayFormat", "Formats/StrokeArrays", ["ArgumentGrammar", "ArrayFiles", "SketchModel", "SketchStreams"]),
    ("SVGFormat", "Formats/SVG", ["ArgumentGrammar", "CExpat", "SketchModel", "SketchStreams"]),
]

let upperRooms: [Room] = [
    ("FormatRegistry", "Sources/FormatRegistry", formatRooms.map(\.name) + ["SketchModel", "SketchStreams"]),
    ("Rasteriser", "Sources/Rasteriser", ["SketchModel"]),
    ("PNGImage", "Sources/PNGImage", ["CPNG", "CZlib", "Rasteriser", "SketchModel"]),
    (
        "SketchPictures", "Sources/SketchPictures",
        ["ArrayFiles", "PNGImage", "Rasteriser", "SketchModel", "SketchStreams", "SketchTransforms"]
    ),
    ("Charts", "Sources/Charts", ["Rasteriser", "SketchModel"]),
    (
        "ExplanationPictures", "Sources/ExplanationPictures",
        ["Charts", "PNGImage", "Rasteriser", "SketchModel", "SketchStreams"]
    ),
    (
        "SketchNet", "Sources/SketchNet",
        ["ArrayFiles", "Augmentation", "CBLAS", "CEmbeddedModel", "CNetworkKernels", "SketchModel"]
    ),
    (
        "RasterNet", "Sources/RasterNet",
        ["ArrayFiles", "CEmbeddedModel", "Rasteriser", "SketchModel", "SketchNet"]
    ),
    (
        "SketchRecognition", "Sources/SketchRecognition",
        [
            "ArgumentGrammar", "Augmentation", "PNGImage", "RasterNet", "Rasteriser", "SketchModel", "SketchNet",
            "SketchStreams", "SketchTransforms",
        ]
    ),
    (
        "SketchTraining", "Sources/SketchTraining",
        [
            "ArrayFiles", "Augmentation", "Charts", "PNGImage", "RasterNet", "Rasteriser", "SketchModel", "SketchNet",
            "SketchRecognition", "SketchStreams", "SketchTransforms",
        ]
    ),
    (
        "StrokeInversion", "Sources/StrokeInversion",
        ["Augmentation", "SketchModel", "SketchNet", "SketchRecognition", "SketchStreams", "SketchTransforms"]
    ),
    (
        "StrokeExplanation", "Sources/StrokeExplanation",
        [
            "Charts", "ExplanationPictures", "PNGImage", "Rasteriser", "SketchModel", "SketchNet", "SketchRecognition",
            "SketchStreams", "SketchTransforms", "StrokeInversion",
        ]
    ),
    (
        "SketchJudge", "Sources/SketchJudge",
        ["ArrayFiles", "CEmbeddedModel", "RasterNet", "Rasteriser", "SketchModel"]
    ),
    (
        "InversionEvaluation", "Sources/InversionEvaluation",
        ["SketchJudge", "SketchModel", "SketchNet", "StrokeInversion"]
    ),
]

let rooms = groundRooms + formatRooms + upperRooms

/// Each room's tests may use what the room uses, and the shared test support.
let support = "TestSupport"
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }

var targets: [Target] = [
    // glibc's own <malloc.h>, which Swift's Glibc module leaves out.
    .systemLibrary(name: "CAllocator", path: "Sources/CAllocator"),
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibPNG", path: "Sources/CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    // Without pkg-config, which would add the shared library to the static one that the module map names.
    .systemLibrary(name: "CBLAS", path: "Sources/CBLAS", providers: [.apt(["libopenblas-pthread-dev"])]),
    // The loops of a network for several instruction sets, one of them chosen at run time, which Swift cannot do.
    .target(name: "CNetworkKernels", path: "Sources/CNetworkKernels"),
    // Weights that are a part of the program, as an array of C; a resource would be lost when the program is moved.
    .target(
        name: "CEmbeddedModel",
        path: "Sources/CEmbeddedModel",
        exclude: ["judge.safetensors", "model.safetensors", "prior.safetensors", "raster.safetensors"]
    ),
    // libpng reports errors by longjmp, which Swift cannot be jumped out of.
    .target(name: "CPNG", dependencies: ["CLibPNG"], path: "Sources/CPNG"),
    .executableTarget(
        name: "croquis",
        dependencies: [
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            "Augmentation", "Charts", "ExplanationPictures", "FormatRegistry", "InversionEvaluation", "RasterNet",
            "Rasteriser", "SketchJudge", "SketchModel", "SketchNet", "SketchPictures", "SketchRecognition",
            "SketchStreams", "SketchTraining", "SketchTransforms", "StrokeExplanation", "StrokeInversion",
        ],
        path: "Sources/croquis",
        swiftSettings: strict
    ),
    .target(
        name: support,
        dependencies: ["ArgumentGrammar", "CZlib", "SketchModel", "SketchStreams", "SketchTransforms"],
        path: "Tests/TestSupport",
        swiftSettings: strict
    ),
    .testTarget(
        name: "CommandTests",
        dependencies: ["croquis", "SketchModel", "SketchNet", "SketchStreams", .byName(name: support)],
        path: "Tests/CommandTests",
        swiftSettings: strict
    ),
]

/// What is told beside the code of a room.
let documents = [
    "SketchNet": ["MODEL.md"], "StrokeInversion": ["PRIOR.md"], "SketchJudge": ["JUDGE.md"],
    "RasterNet": ["RASTER.md"], "Rasteriser": ["README.md"],
]

for room in rooms {
    targets.append(
        .target(
            name: room.name,
            dependencies: dependencies(room.uses),
            path: room.path,
            exclude: documents[room.name] ?? (room.path.hasPrefix("Formats/") ? ["README.md"] : []),
            swiftSettings: strict
        )
    )
    targets.append(
        .testTarget(
            name: room.name + "Tests",
            dependencies: dependencies([room.name, support] + room.uses),
            path: "Tests/\(room.name)Tests",
            swiftSettings: strict
        )
    )
}

let package = Package(
    name: "croquis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "croquis", targets: ["croquis"]),
        .library(name: "Croquis", targets: rooms.map(\.name)),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: targets,
    // For #embed.
    cLanguageStandard: .gnu2x
)
