internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Real drawings from one format to another and back. A sample of them; all where `CROQUIS_ALL` is set.
@Suite struct RealDataTests {
    static let files = [
        "quickdraw-raw/raw.ndjson.gz", "quickdraw-raw/simplified.ndjson.gz", "quickdraw-bitmap28/drawings.ndjson.gz",
        "quickdraw/test/octopus.ndjson.gz", "quickdraw/train/The Great Wall of China.ndjson.gz",
    ]

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

    /// The beginning of a file, whole lines of it, and its sketches.
    private func sample(_ file: String) throws -> (text: [UInt8], sketches: [Sketch])? {
        guard let path = TestFiles.realData(file) else { return nil }
        let text = try TestFiles.lines(path, sample: 200_000)
        let result = FormatHarness.read(text, name: file, as: try format("quickdraw-raw"))
        #expect(result.messages == [])
        return (text, result.sketches)
    }

    @Test(arguments: files)
    func linesThroughSVGAreKept(file: String) throws {
        guard let (text, sketches) = try sample(file) else { return }
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

    @Test(arguments: files.dropFirst())
    func binLosesWhatItSays(file: String) throws {
        guard let (_, sketches) = try sample(file) else { return }
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

    @Test(arguments: files.dropFirst())
    func strokeArraysKeepTheShape(file: String) throws {
        guard let (_, sketches) = try sample(file) else { return }
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
