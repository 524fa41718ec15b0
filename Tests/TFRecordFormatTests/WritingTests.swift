internal import SketchModel
internal import SketchStreams
@testable internal import TFRecordFormat
internal import TestSupport
internal import Testing

@Suite struct WritingTests {
    private let folder = TemporaryFolder()
    private let format = TFRecordFormat()

    private func write(_ sketches: [Sketch], to name: String = "a.tfrecord") throws -> LossReport {
        try FormatHarness.write(sketches, to: folder(name), as: format)
    }

    private func hexadecimal(_ bytes: [UInt8]?) -> String {
        (bytes ?? []).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func sketch(_ strokes: [[Point]], label: String? = nil) -> Sketch {
        Sketch(strokes: strokes, metadata: SketchMetadata(label: label))
    }

    /// The bytes that `Fixtures/tfrecord/make.py` makes of the same rows.
    @Test func recordsAreThoseOfOtherPrograms() throws {
        let strokes = [[Point(10, 20), Point(20, 20)], [Point(20, 40)]]
        #expect(try write([sketch(strokes, label: "cat")]).counts == [.proportions: 1, .placement: 1])
        #expect(
            hexadecimal(folder.read("a.tfrecord"))
                == "4e00000000000000c4b905ad0a4c0a230a03696e6b121c121a0a180000803f000000000000803f000000000000803f00"
                + "00803f0a0f0a05736861706512061a040a0202030a140a0b636c6173735f696e64657812051a030a0100fa7f4a8d"
        )
        #expect(folder.text("a.tfrecord.classes") == "cat\n")
        // One point, which has no row.
        #expect(try write([sketch([[Point(3, 4)]])]).counts == [.placement: 1])
        #expect(
            hexadecimal(folder.read("a.tfrecord"))
                == "1e00000000000000d9dc12320a1c0a090a03696e6b120212000a0f0a05736861706512061a040a02000354cf2d3f"
        )
        // A first stroke of one point keeps its row, since its end would be lost with it.
        let dotted = sketch([[.zero], [Point(2, 4), .zero]])
        #expect(try write([dotted]).counts == [.proportions: 1, .singlePoint: 1])
        #expect(
            hexadecimal(folder.read("a.tfrecord"))
                == "440000000000000043592e9a0a420a2f0a03696e6b122812260a2400000000000000000000803f0000803f0000803f00"
                + "000000000080bf000080bf0000803f0a0f0a05736861706512061a040a0203039023efbd"
        )
    }

    @Test func classesAreNumberedAsTheyAppear() throws {
        let labels = ["owl", "cat", nil, "owl", "", "bee", "cat"]
        let sketches = labels.map { sketch([[.zero, Point(1, 1)]], label: $0) }
        for perChunk in [1, 3, 100] {
            try FormatHarness.write(sketches, to: folder("a.tfrecord"), as: format, perChunk: perChunk)
            #expect(folder.text("a.tfrecord.classes") == "owl\ncat\nbee\n")
            let read = FormatHarness.read(path: folder("a.tfrecord"), as: format).sketches
            #expect(read.map(\.metadata.label) == ["owl", "cat", nil, "owl", nil, "bee", "cat"])
        }
        // Without labels there is nothing to name.
        _ = try write([sketch([[.zero, Point(1, 1)]])], to: "b.tfrecord")
        #expect(folder.names == ["a.tfrecord", "a.tfrecord.classes", "b.tfrecord"])
    }

    @Test func aGivenListNumbersClasses() throws {
        let sketches = ["owl", nil, "cat"].map { sketch([[.zero, Point(1, 1)]], label: $0) }
        let official = format.numbering(by: .quickdraw)
        try FormatHarness.write(sketches, to: folder("a.tfrecord"), as: official)
        let names = try #require(folder.text("a.tfrecord.classes")).split(separator: "\n").map(String.init)
        #expect(names == QuickDrawCategories.official)
        let read = FormatHarness.read(path: folder("a.tfrecord"), as: format).sketches
        #expect(read.map(\.metadata.label) == ["owl", nil, "cat"])
        // Without the file beside it, a label is its number.
        folder.write(folder.read("a.tfrecord") ?? [], to: "b.tfrecord")
        let numbers = FormatHarness.read(path: folder("b.tfrecord"), as: format).sketches
        #expect(numbers.map(\.metadata.label) == ["204", nil, "64"])
        let fault = #expect(throws: UnknownClass.self) {
            try FormatHarness.write([sketch([[.zero]], label: "unicorn")], to: folder("c.tfrecord"), as: official)
        }
        #expect(fault?.message == "the label 'unicorn' has no number in QuickDraw's official order")
    }

    /// A number of two bytes moves the lengths around it.
    @Test func thereMayBeManyClasses() throws {
        let sketches = (0..<300).map { sketch([[.zero, Point(1, 1)]], label: "class \($0)") }
        _ = try write(sketches)
        let read = FormatHarness.read(path: folder("a.tfrecord"), as: format)
        #expect(read.messages == [])
        #expect(read.sketches.map(\.metadata.label) == sketches.map(\.metadata.label))
    }

    @Test func lossesAreCounted() throws {
        var first = Sketch(strokes: [[Point(1, 1), Point(2, 1.3)], []])
        first.metadata = SketchMetadata(
            label: "cat",
            id: 1,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1),
            recognized: true
        )
        try first.setChannel(.time, to: [0, 1])
        try first.setChannel(.pressure, to: [0, 1])
        first.canvas = Canvas(width: 10, height: 10)
        let empty = Sketch(strokes: [])
        #expect(
            try write([first, empty, sketch([[.zero, Point(1, 1)]])]).counts == [
                .id: 1, .countryCode: 1, .timestamp: 1, .recognized: 1, .times: 1, .pressures: 1, .canvas: 1,
                .emptyStrokes: 1, .proportions: 1, .placement: 1, .noPoints: 1,
            ]
        )
        #expect(try write([sketch([[.zero, Point(0.3, 1), Point(1, 0)]])]).counts == [.rounding: 1])
    }

    @Test func whatCannotBeHeldIsRefused() throws {
        func message(_ sketch: Sketch) -> String? {
            do {
                _ = try write([sketch])
                return nil
            } catch let reason as any FaultReason {
                return reason.message + "; " + (reason.advice ?? "")
            } catch { return "\(error)" }
        }
        #expect(
            message(sketch([[.zero]], label: "a\nb"))
                == "the label has a line break in it, and the names of classes are written one per line; change the label"
        )
        #expect(
            message(sketch([[Point(-1.7e308, 0), Point(1.7e308, 0)]]))
                == "the drawing is so large that its size is not a finite number; "
                + "make it smaller with the transform scale:1e-10"
        )
    }

    @Test func existingFilesAreRefusedBeforeAnythingIsWritten() throws {
        folder.write("", to: "a.tfrecord.classes")
        let fault = #expect(throws: Fault.self) {
            try format.makeWriter(.stream(ByteSink(path: folder("a.tfrecord.gz"), force: false)))
        }
        #expect(fault?.description == "\(folder("a.tfrecord.classes")): error: already exists; choose another name")
    }

    /// Shards are named as the tutorial's programs name them, and share the numbers of their classes.
    @Test func shardsShareTheirClasses() throws {
        let labels = ["owl", "cat", "bee", "owl", "ant"]
        let sketches = labels.map { sketch([[.zero, Point(1, 1)]], label: $0) }
        var writer = try SketchFiles(
            folder("t.tfrecord"),
            name: nil,
            format: format,
            limit: .sketches(2),
            force: false
        )
        for sketch in sketches {
            for chunk in try writer.encoding.chunks(of: sketch) { try writer.write(chunk) }
        }
        let notes = try writer.finish()
        let shards = (0..<3).map { "t.tfrecord-0000\($0)-of-00003" }
        #expect(folder.names == shards + ["t.tfrecord.classes"])
        #expect(folder.text("t.tfrecord.classes") == "owl\ncat\nbee\nant\n")
        #expect(notes.first == "files: 3, \(folder(shards[0])) to \(folder(shards[2]))")
        let read = shards.flatMap { FormatHarness.read(path: folder($0), as: format).sketches }
        #expect(read.map(\.metadata.label) == labels)
        #expect(format.shardName("a/b.tfrecord.gz", 3, of: 12) == "a/b.tfrecord-00003-of-00012.gz")
    }

    /// Files of several names agree about the numbers that they share.
    @Test func filesByNameShareTheirClasses() throws {
        let pattern = try OutputName(folder("{split}.tfrecord"), fileExtension: "tfrecord")
        var writer = try SketchFiles(
            folder("{split}.tfrecord"),
            name: pattern,
            format: format,
            limit: nil,
            force: false
        )
        for (split, label) in [("train", "owl"), ("train", "cat"), ("test", "cat"), ("test", "bee")] {
            var sketch = sketch([[.zero, Point(1, 1)]], label: label)
            sketch.source.split = split
            for chunk in try writer.encoding.chunks(of: sketch) { try writer.write(chunk) }
        }
        _ = try writer.finish()
        #expect(folder.names.count == 4)
        #expect(folder.text("train.tfrecord.classes") == "owl\ncat\n")
        #expect(folder.text("test.tfrecord.classes") == "owl\ncat\nbee\n")
        let read = FormatHarness.read(path: folder("test.tfrecord"), as: format).sketches
        #expect(read.map(\.metadata.label) == ["cat", "bee"])
    }

    /// Rounding doesn't accumulate, and writing what was read changes nothing.
    @Test func longDrawingsStayInPlace() throws {
        var generator = SeededGenerator(seed: 5)
        let points = (0..<5000).map { _ in
            Point(Double(generator.index(below: 997)), Double(generator.index(below: 769)))
        }
        _ = try write([sketch([points])])
        let bytes = folder.read("a.tfrecord")
        let read = FormatHarness.read(path: folder("a.tfrecord"), as: format).sketches
        let start = points[0]
        let isClose = zip(read[0].points, points).allSatisfy { read, point in
            let goal = Point((point.x - start.x) / 996, (point.y - start.y) / 768)
            return max(abs(read.x - goal.x), abs(read.y - goal.y)) < 0x1p-24
        }
        #expect(isClose && read[0].points.count == points.count)
        #expect(try write(read).counts.isEmpty)
        #expect(folder.read("a.tfrecord") == bytes)
    }
}
