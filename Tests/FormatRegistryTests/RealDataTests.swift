internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Drawings from one format to another and back: the project's own, and a sample of the real ones, or all of them if
/// `CROQUIS_ALL` is set.
@Suite struct RealDataTests {
    @Test(arguments: ["sketches.ndjson", "sketches-raw.ndjson"])
    func fixtures(file: String) throws { try check(TestFiles.fixture("quickdraw/" + file)) }

    @Test(
        .realData,
        arguments: [
            "quickdraw-raw/raw.ndjson.gz", "quickdraw-raw/simplified.ndjson.gz",
            "quickdraw-bitmap28/drawings.ndjson.gz", "quickdraw/test/octopus.ndjson.gz",
            "quickdraw/train/The Great Wall of China.ndjson.gz",
        ]
    )
    func realDrawings(file: String) throws { try check(TestFiles.realData(file)) }

    /// Checks the beginning of a file of NDJSON, or all of it.
    private func check(_ path: String) throws {
        let text = try TestFiles.lines(path, sample: 200_000)
        let result = FormatHarness.read(text, name: path, as: try format("quickdraw-raw"))
        #expect(result.messages == [] && !result.sketches.isEmpty)
        try linesThroughSVGAreKept(text, result.sketches)
        // The other formats hold no fractions.
        guard result.sketches.allSatisfy({ !$0.hasTimes }) else { return }
        try binLosesWhatItSays(result.sketches)
        try strokeArraysKeepTheShape(result.sketches)
    }

    private func format(_ name: String) throws -> any SketchFormat {
        try #require(FormatRegistry.formats.first { $0.name == name })
    }

    private func encode(_ sketches: [Sketch], as format: any SketchFormat) throws -> (
        bytes: [UInt8], losses: LossReport
    ) {
        let folder = TemporaryFolder()
        let path = folder("out." + format.fileExtensions[0])
        let losses = try FormatHarness.write(sketches, to: path, as: format, perChunk: 1000)
        return (folder.read("out." + format.fileExtensions[0]) ?? [], losses)
    }

    private func linesThroughSVGAreKept(_ text: [UInt8], _ sketches: [Sketch]) throws {
        let svg = try format("svg")
        var back: [Sketch] = []
        for sketch in sketches {
            let drawing = try encode([sketch], as: svg)
            #expect(drawing.losses.isEmpty)
            let result = FormatHarness.read(drawing.bytes, name: "drawing.svg", as: svg)
            #expect(result.messages == [] && result.warnings == [])
            back += result.sketches
        }
        #expect(try encode(back, as: format("quickdraw-raw")).bytes == text)
    }

    private func binLosesWhatItSays(_ sketches: [Sketch]) throws {
        let bin = try format("quickdraw-bin")
        let packed = try encode(sketches, as: bin)
        let result = FormatHarness.read(packed.bytes, name: "x.bin", as: bin)
        #expect(result.messages == [])
        // The sketches with what the report names taken away, and nothing else.
        let expected = sketches.map { sketch in
            var expected = sketch
            expected.metadata.label = nil
            expected.metadata.recognized = sketch.metadata.recognized ?? false
            if let moment = sketch.metadata.timestamp {
                expected.metadata.timestamp = Timestamp(microseconds: moment.microseconds / 1_000_000 * 1_000_000)
            }
            return expected
        }
        #expect(result.sketches == expected)
        func count(_ isLost: (Sketch) -> Bool) -> Int? {
            let lost = sketches.count(where: isLost)
            return lost == 0 ? nil : lost
        }
        #expect(packed.losses.counts[.label] == count { $0.metadata.label != nil })
        #expect(
            packed.losses.counts[.timestampFraction]
                == count { ($0.metadata.timestamp?.microseconds ?? 0) % 1_000_000 != 0 }
        )
        let invented = packed.losses.counts.first { $0.key.name == "recognizedInvented" }?.value
        #expect(invented == count { $0.metadata.recognized == nil })
        #expect(packed.losses.counts.count <= 3)
        #expect(try encode(result.sketches, as: bin).bytes == packed.bytes)
    }

    private func strokeArraysKeepTheShape(_ sketches: [Sketch]) throws {
        for name in ["stroke-3", "stroke-5"] {
            var array = try format(name)
            array = try array.taking(["origin": "explicit"])
            let result = FormatHarness.read(
                try encode(sketches, as: array).bytes,
                name: "x." + array.fileExtensions[0],
                as: array
            )
            #expect(result.messages == [])
            #expect(result.sketches.map(\.points) == sketches.map(\.points))
            #expect(result.sketches.map(\.strokeEnds) == sketches.map(\.strokeEnds))
        }
    }
}
