internal import SketchModel
internal import SketchStreams
internal import TableFormat
internal import TestSupport
internal import Testing

@Suite struct WritingTests {
    private let folder = TemporaryFolder()
    private static let names = ["parquet", "arrow"]

    private func write(
        _ sketches: [Sketch],
        _ name: String,
        _ option: String? = nil
    ) throws -> (result: ReadResult, losses: LossReport) {
        var format = Tables.format(name)
        if let option { format = try format.taking(option, for: .writing) }
        let path = folder("x.\(name)")
        let losses = try FormatHarness.write(sketches, to: path, as: format, perChunk: 3)
        return (FormatHarness.read(path: path, as: Tables.format(name)), losses)
    }

    @Test(arguments: names)
    func nothingIsLost(name: String) throws {
        let sketches = [try Tables.full()] + Tables.raw + [Sketch()] + SampleSketches.simple
        let (result, losses) = try write(sketches, name)
        #expect(result.messages == [])
        #expect(result.sketches == sketches)
        #expect(losses.isEmpty && result.losses.isEmpty)
    }

    @Test(arguments: names)
    func noSketchesGiveATableWithoutRows(name: String) throws {
        let (result, _) = try write([], name)
        #expect(result.messages == [])
        #expect(result.sketches.isEmpty)
    }

    @Test(arguments: names)
    func float32RoundsAndSaysSo(name: String) throws {
        let sketches = [Sketch(strokes: [[Point(0.1, 1)]]), Sketch(strokes: [[Point(0.5, 1)]])]
        let (result, losses) = try write(sketches, name, "numbers=float32")
        #expect(losses.counts == [.rounding: 1])
        #expect(result.sketches.map { $0.points[0] } == [Point(Double(Float(0.1)), 1), Point(0.5, 1)])
        #expect(throws: TableError.beyondFloat32) {
            _ = try write([Sketch(strokes: [[Point(1e300, 0)]])], name, "numbers=float32")
        }
    }

    /// Coordinates take the smallest type that holds them all.
    @Test(arguments: [
        ([0, 255], "uint8"), ([-1, 255], "int16"), ([0, 32767], "int16"), ([0, 32768], "int32"),
        ([0.5, 255], "float32"), ([0.1, 0], "float64"), ([16_777_217, 0.5], "float64"), ([2e9, 3e9], "float64"),
        ([2_147_483_649, 0], "float64"),
    ])
    func typesLoseNothing(numbers: [Double], type: String) throws {
        let sketches = numbers.map { Sketch(strokes: [[Point($0, 0)]]) }
        let path = folder("t.parquet")
        let sink = try ByteSink(path: path, force: true)
        var writer = try ParquetFormat().openWriter(.stream(sink))
        for sketch in sketches { _ = try writer.write(writer.encoding.chunks(of: sketch)) }
        #expect(try writer.finish() == ["numbers: coordinates are \(type), which loses nothing"])
        #expect(FormatHarness.read(path: path, as: ParquetFormat()).sketches == sketches)
    }

    @Test func classesAreNumberedInAStableOrder() throws {
        let labels = ["star", "cat", "star", nil]
        let sketches = labels.map { Sketch(strokes: [[.zero]], metadata: SketchMetadata(label: $0)) }
        let sink = try ByteSink(path: folder("c.parquet"), force: true)
        var writer = try ParquetFormat().openWriter(.stream(sink))
        for sketch in sketches { _ = try writer.write(writer.encoding.chunks(of: sketch)) }
        #expect(try writer.finish().first == "classes: 345, numbered in QuickDraw's official order")
        let result = FormatHarness.read(path: folder("c.parquet"), as: ParquetFormat())
        #expect(result.sketches.map(\.metadata.label) == labels)
    }

    @Test(arguments: ["none", "snappy", "gzip", "zstd"])
    func pagesAreCompressed(codec: String) throws {
        let (result, _) = try write(Tables.raw, "parquet", "compression=\(codec)")
        #expect(result.sketches == Tables.raw)
    }

    @Test func directoriesAreRefused() throws {
        let output = try SketchOutput(path: folder("out/"), layout: .manySketches, force: true)
        let fault = #expect(throws: Fault.self) { _ = try ParquetFormat().makeWriter(output) }
        #expect(fault?.reason as? StreamError == .needsSingleFile(format: "parquet"))
    }

    @Test func optionsAreParametersOfTheLibrary() throws {
        let formats = [
            Format.parquet(numbers: .float32, compression: .none).base, Format.arrow(numbers: .float32).base,
        ]
        for format in formats {
            let path = folder("o.\(format.name)")
            let losses = try FormatHarness.write([Sketch(strokes: [[Point(0.1, 0)]])], to: path, as: format)
            #expect(losses.counts == [.rounding: 1])
        }
        let path = folder("o.parquet")
        #expect(FormatHarness.read(path: path, as: Format.parquet(drawing: "drawing").base).sketches.count == 1)
        #expect(FormatHarness.read(path: path, as: Format.arrow(drawing: "x").base).faults.count == 1)
    }
}
