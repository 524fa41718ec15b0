internal import ExcalidrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Input that no app wrote.
@Suite struct HostileTests {
    private static func scene(_ elements: String) -> String {
        "{\"type\":\"excalidraw\",\n\"elements\":[\n\(elements)\n]}"
    }

    @Test(arguments: [
        ("{\"type\":\"excalidraw\"}", "in:1:1: error: there is no list 'elements'"),
        ("{\"type\":\"excalidrawlib\",\"library\":{}}", "in:1:1: error: there is no list 'libraryItems'"),
        (
            "{\n\"type\":\"tldraw\"}",
            "in:2:8: error: the document's 'type' is 'tldraw', not 'excalidraw' or 'excalidrawlib'; "
                + "save the drawing from Excalidraw as a file"
        ),
        (
            "[]",
            "in:1:1: error: the document has no 'type'; save the drawing from Excalidraw as a file"
        ),
        (scene("7"), "in:3:1: error: an element is not an object"),
        (scene("{\"type\":\"freedraw\",\"y\":1,\"points\":[]}"), "in:3:1: error: the element has no number 'x'"),
        (scene("{\"type\":\"ellipse\",\"x\":1,\"y\":\"2\"}"), "in:3:29: error: 'y' is not a finite number"),
        (scene("{\"type\":\"ellipse\",\"x\":null,\"y\":2}"), "in:3:1: error: the element has no number 'x'"),
        (
            scene("{\"type\":\"freedraw\",\"x\":1,\"y\":1,\"points\":7}"),
            "in:3:41: error: the element has no list 'points'"
        ),
        (
            scene("{\"type\":\"line\",\"x\":1,\"y\":1,\"points\":[[0,0],[1]]}"),
            "in:3:44: error: a point does not begin with two finite numbers"
        ),
        (
            scene("{\"type\":\"freedraw\",\"x\":1e308,\"y\":1,\"points\":[[1e308,0]]}"),
            "in:3:1: error: the element lies too far away to be computed with"
        ),
        (
            scene("{\"type\":\"freedraw\",\"x\":1,\"y\":1,\"angle\":null,\"opacity\":[],\"points\":[]}"),
            "in:3:55: error: 'opacity' is not a finite number"
        ),
        ("<svg><!-- payload-type:application/vnd.excalidraw+json --></svg>", noScene),
        (
            "<svg>\n<!-- payload-type:application/vnd.excalidraw+json --><!-- payload-start -->%<!-- payload-end --></svg>",
            "in:2:76: error: the embedded scene is not base64"
        ),
        ("---\nexcalidraw-plugin: parsed\n---\n# Drawing\n", noScene),
        (
            "---\nexcalidraw-plugin: parsed\n---\n```compressed-json\n%\n```\n",
            "in:5:1: error: the embedded scene is not base64"
        ),
        (
            "---\nexcalidraw-plugin: parsed\n---\n```compressed-json\nA\n```\n",
            "in:5:1: error: the compressed scene is damaged"
        ),
    ])
    func brokenDocuments(text: String, message: String) {
        let result = FormatHarness.read(text, name: "in", as: ExcalidrawFormat())
        #expect(result.messages == [message])
    }

    private static let noScene =
        "in:1:1: error: the file holds no scene of Excalidraw; export the picture with its scene embedded"

    @Test func brokenItemsLeaveTheOthers() {
        let library = """
            {"type":"excalidrawlib","version":2,"libraryItems":[
            {"name":"a","elements":[]},
            {"name":"b"},
            {"name":"c","elements":[{"type":"freedraw","x":0,"y":0,"points":[[0,0],[1,"2"]]}]},
            {"name":"","elements":[{"type":"freedraw","x":0,"y":0,"points":[]}]}]}
            """
        let result = FormatHarness.read(library, name: "in", as: ExcalidrawLibraryFormat())
        #expect(
            result.messages == [
                "in:3:1: error: there is no list 'elements'",
                "in:4:72: error: a point does not begin with two finite numbers",
            ]
        )
        #expect(result.sketches.map(\.metadata.label) == ["a", nil])
        #expect(result.sketches.map(\.strokeEnds) == [[], [0]])
        #expect(result.sketches.map(\.source.page) == [1, 4])
    }

    @Test func brokenPictures() throws {
        var png = try #require(TemporaryFolder.read(path: TestFiles.fixture("excalidraw/house.excalidraw.png")))
        func messages(_ bytes: [UInt8]) -> [String] {
            FormatHarness.read(bytes, name: "in", as: ExcalidrawFormat()).messages
        }
        #expect(messages(Array(png[..<80])) == ["in:@55: error: the PNG file ends within a chunk"])
        #expect(messages(Array(png[..<40])) == ["in:@33: error: the PNG file ends within a chunk"])
        let place = try #require(png.firstRange(of: Array("bstring".utf8))).lowerBound
        png[place] = UInt8(ascii: "x")
        #expect(
            messages(png) == ["in:@95: error: the embedded scene is in the encoding 'xstring', which is not known"]
        )
    }

    /// A length that says more than the file has, and a text that inflates to far more than it takes.
    @Test func hostileSizes() async {
        await #expect(processExitsWith: .success) {
            PeakMemory.expectBounded {
                let shape = "{\"type\":\"ellipse\",\"x\":0,\"y\":0,\"width\":1e9,\"height\":1e9}"
                let shapes = Array(repeating: shape, count: 20_000).joined(separator: ",")
                let result = FormatHarness.read(HostileTests.scene(shapes), name: "in", as: ExcalidrawFormat())
                #expect(result.faults.map { $0.reason as? ExcalidrawError } == [.tooManyPoints(limit: 1 << 21)])

                let opening = "{\"type\":\"excalidraw\",\"elements\":["
                let deep = opening + String(repeating: "[", count: 1_000_000)
                #expect(FormatHarness.read(deep, name: "in", as: ExcalidrawFormat()).faults.count == 1)

                let note = "---\nexcalidraw-plugin: parsed\n---\n```compressed-json\n"
                let growing = note + HostileTests.growingText(codes: 100_000) + "\n```\n"
                let reasons = FormatHarness.read(growing, name: "in", as: ExcalidrawFormat()).faults.map(\.reason)
                #expect(reasons.map { $0 as? ExcalidrawError } == [.tooLarge(limit: 1 << 26)])
            }
        }
    }

    /// Compressed text of which each code stands for one character more than the one before it.
    private static func growingText(codes: Int) -> String {
        var bits: [Int] = [0, 0] + (0..<8).map { 0x61 >> $0 & 1 }
        var (width, left) = (3, 4)
        for code in 4..<4 + codes {
            bits += (0..<width).map { code >> $0 & 1 }
            left -= 1
            if left == 0 { (left, width) = (1 << width, width + 1) }
        }
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return String(
            stride(from: 0, to: bits.count, by: 6).map { start in
                digits[(0..<6).reduce(0) { $0 << 1 | (start + $1 < bits.count ? bits[start + $1] : 0) }]
            }
        )
    }

    private static let files = [
        "house.excalidraw", "drawings.excalidrawlib", "old.excalidrawlib", "plain.excalidraw.png",
        "house.excalidraw.png", "house.excalidraw.svg", "tree.excalidraw.md", "packed.excalidraw.md",
    ]

    private static func isHealthy(_ result: ReadResult) -> Bool {
        result.sketches.allSatisfy { sketch in
            sketch.points.allSatisfy(\.isFinite) && sketch.strokeEnds.last ?? 0 == sketch.points.count
                && PointChannel.allCases.allSatisfy {
                    let hasIt = sketch.channels.contains(PointChannelSet($0))
                    return sketch[$0].count == (hasIt ? sketch.points.count : 0)
                }
                && sketch.attributes.count <= sketch.strokeCount
                && sketch.attributes.allSatisfy { $0.group.map(sketch.groups.indices.contains) ?? true }
        } && !result.faults.contains { $0.reason is UnexpectedError }
    }

    @Test func everyCutIsReadOrRefused() throws {
        for file in Self.files {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("excalidraw/" + file)))
            for length in stride(from: 0, to: bytes.count, by: max(bytes.count / 150, 1)) {
                let result = FormatHarness.read(Array(bytes[..<length]), name: "in", as: ExcalidrawFormat())
                #expect(Self.isHealthy(result), "\(file) \(length)")
            }
        }
    }

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { HostileTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let seeds = files.map { TemporaryFolder.read(path: TestFiles.fixture("excalidraw/" + $0)) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "{", "}", "[", "]", "\"points\":", "1e999", "-", "null", "{}", "\"angle\":1", "\"roundness\":{\"type\":3}",
            "1e300", "\"customData\":{\"croquis\":{\"points\":1}},", "\"isDeleted\":true,", "\"line\"", "```json\n",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        let format = ExcalidrawFormat()
        for round in 0..<Mutator.rounds(2400) {
            let mutant = mutator.mutate(seeds[round % seeds.count], other: seeds[round / seeds.count % seeds.count])
            let result = FormatHarness.read(mutant, name: "in", as: format)
            #expect(isHealthy(result), "\(mutant)")
            _ = format.recognises(prefix: mutant, fileName: "a")
            for sketch in result.sketches {
                let offsets = [Point](repeating: Point(1, 0.5), count: sketch.strokeCount)
                _ = try? format.moving(mutant, named: "in", page: sketch.source.page, by: offsets)
            }
        }
    }
}
