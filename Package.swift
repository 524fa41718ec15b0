// swift-tools-version: 6.1
import PackageDescription

/// A target of Swift code. Each imports only modules above it in these tables.
typealias Module = (name: String, path: String, uses: [String])

let baseModules: [Module] = [
    // Its declarations are public, since the compiler inlines only such into other modules; no product exports it.
    ("TextNotation", "Sources/TextNotation", []),
    ("Zlib", "Sources/Zlib", ["CZlib"]),
    ("SketchModel", "Sources/SketchModel", []),
    ("XMLTrees", "Sources/XMLTrees", ["CExpat", "SketchModel"]),
    ("MessageFields", "Sources/MessageFields", ["SketchModel"]),
    ("ArgumentGrammar", "Sources/ArgumentGrammar", ["SketchModel"]),
    ("Augmentation", "Sources/Augmentation", ["SketchModel"]),
    ("SketchTransforms", "Sources/SketchTransforms", ["ArgumentGrammar", "Augmentation", "SketchModel"]),
    ("ArrayFiles", "Sources/ArrayFiles", ["SketchModel", "TextNotation", "Zlib"]),
    (
        "ColumnFiles", "Sources/ColumnFiles",
        ["ArrayFiles", "CLZ4", "CSnappy", "CZstd", "SketchModel", "Zlib"]
    ),
    (
        "SketchStreams", "Sources/SketchStreams",
        ["ArgumentGrammar", "ArrayFiles", "CZstd", "SketchModel", "SketchTransforms", "Zlib"]
    ),
]

/// One row per folder of formats, and one line in Sources/FormatRegistry: no other place names a format.
let formatModules: [Module] = [
    ("QuickDrawFormat", "Formats/QuickDraw", ["SketchModel", "SketchStreams", "TextNotation"]),
    // Not a format: the JSON of documents, scanned as QuickDraw's is.
    ("JSONTrees", "Sources/JSONTrees", ["QuickDrawFormat", "SketchModel", "TextNotation"]),
    (
        "StrokeArrayFormat", "Formats/StrokeArrays",
        ["ArgumentGrammar", "ArrayFiles", "SketchModel", "SketchStreams", "TextNotation", "Zlib"]
    ),
    (
        "SVGFormat", "Formats/SVG",
        ["ArgumentGrammar", "SketchModel", "SketchStreams", "TextNotation", "XMLTrees"]
    ),
    ("TFRecordFormat", "Formats/TFRecord", ["MessageFields", "SketchModel", "SketchStreams", "SketchTransforms"]),
    // Its JSON is scanned as QuickDraw's is.
    (
        "DataSetJSONFormat", "Formats/DataSetJSON",
        ["QuickDrawFormat", "SketchModel", "SketchStreams", "TextNotation"]
    ),
    ("ArrayTreeFormat", "Formats/ArrayTrees", ["ArrayFiles", "SketchModel", "SketchStreams"]),
    (
        "TableFormat", "Formats/Tables",
        [
            "ArgumentGrammar", "ArrayFiles", "ColumnFiles", "QuickDrawFormat", "SketchModel", "SketchStreams",
            "StrokeArrayFormat", "TextNotation",
        ]
    ),
    (
        "ExcalidrawFormat", "Formats/Excalidraw",
        ["ArgumentGrammar", "JSONTrees", "SketchModel", "SketchStreams", "TextNotation", "Zlib"]
    ),
    (
        "TldrawFormat", "Formats/Tldraw",
        ["ArrayFiles", "JSONTrees", "SketchModel", "SketchStreams", "TextNotation"]
    ),
    (
        "InkMLFormat", "Formats/InkML",
        ["ArgumentGrammar", "SketchModel", "SketchStreams", "TextNotation", "XMLTrees"]
    ),
    (
        "XournalFormat", "Formats/Xournal",
        ["ArgumentGrammar", "ArrayFiles", "SketchModel", "SketchStreams", "TextNotation", "XMLTrees", "Zlib"]
    ),
    (
        "InkMessageFormat", "Formats/InkMessages",
        ["ArgumentGrammar", "MessageFields", "SketchModel", "SketchStreams", "TextNotation", "Zlib"]
    ),
    (
        "SketchAgentFormat", "Formats/SketchAgent",
        ["ArgumentGrammar", "JSONTrees", "SketchModel", "SketchStreams", "TextNotation"]
    ),
]

let upperModules: [Module] = [
    ("FormatRegistry", "Sources/FormatRegistry", formatModules.map(\.name) + ["SketchModel", "SketchStreams"]),
    ("Rasteriser", "Sources/Rasteriser", ["SketchModel"]),
    ("PNGImage", "Sources/PNGImage", ["CPNG", "Rasteriser", "SketchModel", "Zlib"]),
    (
        "SketchPictures", "Sources/SketchPictures",
        [
            "ArrayFiles", "PNGImage", "Rasteriser", "SketchModel", "SketchStreams", "SketchTransforms", "TextNotation",
            "Zlib",
        ]
    ),
    ("Charts", "Sources/Charts", ["Rasteriser", "SketchModel", "TextNotation"]),
    (
        "ExplanationPictures", "Sources/ExplanationPictures",
        ["CPageAssets", "Charts", "PNGImage", "Rasteriser", "SketchModel", "TextNotation"]
    ),
    (
        "SketchNet", "Sources/SketchNet",
        ["ArrayFiles", "Augmentation", "CBLAS", "CEmbeddedModel", "CNetworkKernels", "SketchModel", "TextNotation"]
    ),
    (
        "RasterNet", "Sources/RasterNet",
        ["ArrayFiles", "CEmbeddedModel", "Rasteriser", "SketchModel", "SketchNet"]
    ),
    (
        "SketchRecognition", "Sources/SketchRecognition",
        [
            "ArgumentGrammar", "Augmentation", "PNGImage", "RasterNet", "Rasteriser", "SketchModel", "SketchNet",
            "SketchStreams", "SketchTransforms", "TextNotation",
        ]
    ),
    (
        "SketchTraining", "Sources/SketchTraining",
        [
            "ArrayFiles", "Augmentation", "Charts", "PNGImage", "RasterNet", "Rasteriser", "SketchModel",
            "SketchNet", "SketchRecognition", "SketchStreams", "SketchTransforms", "TextNotation",
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
            "SketchStreams", "SketchTransforms", "StrokeInversion", "TextNotation",
        ]
    ),
    (
        "SketchJudge", "Sources/SketchJudge",
        ["ArrayFiles", "CEmbeddedModel", "RasterNet", "Rasteriser", "SketchModel", "SketchNet"]
    ),
    (
        "InversionEvaluation", "Sources/InversionEvaluation",
        ["SketchJudge", "SketchModel", "SketchNet", "StrokeInversion"]
    ),
    (
        "SketchReports", "Sources/SketchReports",
        [
            "Augmentation", "Charts", "ExplanationPictures", "InversionEvaluation", "PNGImage", "Rasteriser",
            "SketchModel",
            "SketchNet", "SketchPictures", "SketchRecognition", "SketchStreams", "SketchTraining", "SketchTransforms",
            "StrokeExplanation", "StrokeInversion", "TextNotation",
        ]
    ),
]

/// The libraries' front doors: what a Swift package imports. Of the other modules, only what these export is public.
let frontModules: [Module] = [
    (
        "Croquis", "Sources/Croquis",
        [
            "FormatRegistry", "PNGImage", "Rasteriser", "SketchModel", "SketchPictures", "SketchStreams",
            "SketchTransforms",
        ]
    ),
    (
        "CroquisNetworks", "Sources/CroquisNetworks",
        [
            "Croquis", "RasterNet", "SketchModel", "SketchNet", "SketchRecognition", "SketchStreams", "SketchTraining",
            "SketchTransforms", "StrokeExplanation", "StrokeInversion",
        ]
    ),
]

let modules = baseModules + formatModules + upperModules + frontModules

/// Each module's tests may use what the module uses, and the shared test support.
let support = "TestSupport"
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Whether another package depends on this one by version: SwiftPM then keeps it in a folder of this name, and refuses
/// compiler flags of its own.
let isDependency = Context.packageDirectory.contains("/checkouts/")

/// Modules of loops over points, pixels, bytes and weights. Debug builds optimise them too: without that, the tests take
/// four times as long.
let optimised: Set = [
    "ArrayFiles", "Augmentation", "ColumnFiles", "InversionEvaluation", "JSONTrees", "PNGImage", "RasterNet",
    "Rasteriser", "SVGFormat", "SketchModel", "SketchNet", "SketchRecognition", "SketchTraining", "SketchTransforms",
    "StrokeExplanation",
    "StrokeInversion", "TFRecordFormat", "TableFormat", "TextNotation", "XMLTrees", support,
]

func settings(_ name: String) -> [SwiftSetting] {
    guard optimised.contains(name), !isDependency else { return strict }
    let flags = ["-O", "-whole-module-optimization", "-disable-batch-mode", "-num-threads", "2"]
    return strict + [.unsafeFlags(flags, .when(configuration: .debug))]
}

/// Modules by name, and the C library, which every module may use.
func dependencies(_ names: [String]) -> [Target.Dependency] { (["Platform"] + names).map { .byName(name: $0) } }

var targets: [Target] = [
    // glibc's own <malloc.h>, which Swift's Glibc module leaves out.
    .systemLibrary(name: "CAllocator", path: "Sources/CAllocator"),
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLZ4", path: "Sources/CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CSnappy", path: "Sources/CSnappy", providers: [.apt(["libsnappy-dev"])]),
    .systemLibrary(name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibPNG", path: "Sources/CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    // Without pkg-config, which would add the shared library to the static one that the module map names.
    .systemLibrary(name: "CBLAS", path: "Sources/CBLAS", providers: [.apt(["libopenblas-pthread-dev"])]),
    // The loops of a network for several instruction sets, one of them chosen at run time, which Swift cannot do.
    .target(
        name: "CNetworkKernels",
        path: "Sources/CNetworkKernels",
        cSettings: isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]
    ),
    // Weights that are a part of the program, as an array of C; a resource would be lost when the program is moved.
    .target(
        name: "CEmbeddedModel",
        path: "Sources/CEmbeddedModel",
        exclude: ["judge.safetensors", "model.safetensors", "prior.safetensors", "raster.safetensors"]
    ),
    // The style and the script of the pages, in the same way.
    .target(name: "CPageAssets", path: "Sources/CPageAssets", exclude: ["page.css", "page.js"]),
    // libpng reports errors by longjmp, which Swift cannot be jumped out of.
    .target(name: "CPNG", dependencies: ["CLibPNG"], path: "Sources/CPNG"),
    .target(name: "Platform", path: "Sources/Platform", swiftSettings: strict),
    // Not named as the product, which is `croquis`: a case-insensitive file system holds it apart from `Croquis` this way.
    .executableTarget(
        name: "CroquisCommand",
        dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]
            + dependencies([
                "ArgumentGrammar", "Augmentation", "CAllocator", "Charts", "ExplanationPictures", "FormatRegistry",
                "InversionEvaluation", "RasterNet", "Rasteriser", "SketchJudge", "SketchModel", "SketchNet",
                "SketchPictures", "SketchRecognition", "SketchReports", "SketchStreams", "SketchTraining",
                "SketchTransforms", "StrokeExplanation", "StrokeInversion", "TextNotation",
            ]),
        path: "Sources/CroquisCommand",
        swiftSettings: strict
    ),
    // The Swift of the documentation: like another package, it sees only what is public.
    .executableTarget(
        name: "DocumentationExamples",
        dependencies: ["Croquis", "CroquisNetworks"],
        path: "Tests/DocumentationExamples",
        packageAccess: false,
        swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .testTarget(
        name: "CroquisTests",
        dependencies: dependencies(["Croquis", "CroquisNetworks", "DocumentationExamples", support]),
        path: "Tests/CroquisTests",
        swiftSettings: strict
    ),
    .target(
        name: support,
        dependencies: dependencies([
            "ArgumentGrammar", "SketchModel", "SketchStreams", "SketchTransforms", "TextNotation", "Zlib",
        ]),
        path: "Tests/TestSupport",
        swiftSettings: settings(support)
    ),
    .testTarget(
        name: "CommandTests",
        dependencies: dependencies(["CroquisCommand", "SketchModel", "SketchNet", "SketchStreams", support]),
        path: "Tests/CommandTests",
        swiftSettings: strict
    ),
]

/// Documents beside the code of a module.
let documents = [
    "SketchNet": ["MODEL.md"], "StrokeInversion": ["PRIOR.md"], "SketchJudge": ["JUDGE.md"],
    "RasterNet": ["RASTER.md"], "Rasteriser": ["README.md"],
]

for module in modules {
    targets.append(
        .target(
            name: module.name,
            dependencies: dependencies(module.uses),
            path: module.path,
            exclude: documents[module.name] ?? (module.path.hasPrefix("Formats/") ? ["README.md"] : []),
            swiftSettings: settings(module.name)
        )
    )
    // The front doors are tested together.
    if frontModules.contains(where: { $0.name == module.name }) { continue }
    targets.append(
        .testTarget(
            name: module.name + "Tests",
            dependencies: dependencies([module.name, support] + module.uses),
            path: "Tests/\(module.name)Tests",
            swiftSettings: strict
        )
    )
}

// CI builds the tests of a few modules for each sanitizer.
if let tests = Context.environment["CROQUIS_TESTS"]?.split(separator: ",").map(String.init) {
    targets.removeAll { $0.isTest && !tests.contains($0.name) }
}

// Programs that time parts of the library by themselves, which only Tests/Peers/run builds.
if Context.environment["CROQUIS_PEERS"] != nil {
    let library = "Tests/Peers/library/Sources/"
    let settings: [SwiftSetting] = [.swiftLanguageMode(.v6)]
    targets += [
        .target(name: "Drawings", dependencies: ["SketchModel"], path: library + "Drawings", swiftSettings: settings),
        .executableTarget(
            name: "raster",
            dependencies: ["Drawings", "Rasteriser", "SketchModel"],
            path: library + "raster",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "network",
            dependencies: ["Drawings", "SketchModel", "SketchNet"],
            path: library + "network",
            swiftSettings: settings
        ),
    ]
}

let package = Package(
    name: "croquis",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "croquis", targets: ["CroquisCommand"]),
        .library(name: "Croquis", targets: ["Croquis"]),
        .library(name: "CroquisNetworks", targets: ["CroquisNetworks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: targets,
    // For #embed.
    cLanguageStandard: .gnu2x
)
