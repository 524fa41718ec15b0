internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// NDJSON whose third arrays are labels of parts.
@Suite struct SPGTests {
    private static let strokes = [
        [Point(10, 20), Point(30, 40), Point(50, 60)], [Point(0, 255), Point(255, 0)],
    ]

    private func read(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("data-sets/spg/" + name), as: SPGFormat())
    }

    private func parts(_ result: ReadResult) -> [[String?]] { result.sketches.map { $0.attributes.map(\.part) } }

    /// The names are beside the resampled drawings, and serve the original ones and the splits, too.
    @Test(arguments: [
        ("SPG/duck_raw.ndjson", [["beak", "wing "], ["body", "body"]], nil, "/SPG/../SPG256/duck.txt"),
        ("SPG256/duck256.ndjson", [["wing ", "beak"]], nil, "/SPG256/duck.txt"),
        ("SPG256/train/duck_train.ndjson", [["body", "wing "]], "train", "/SPG256/train/../duck.txt"),
    ])
    func partsAreNamed(name: String, expected: [[String]], split: String?, names: String) {
        let result = read(name)
        #expect(result.messages == [])
        #expect(parts(result) == expected)
        for sketch in result.sketches {
            #expect(sketch.strokes.map(Array.init) == Self.strokes)
            #expect(!sketch.hasTimes && sketch.metadata.id != nil)
            #expect(sketch.metadata.label == "duck" && sketch.source.split == split)
        }
        #expect(result.notes == ["parts: 3, named by \(TestFiles.fixture("data-sets/spg" + names))"])
        // The index of the original drawings.
        #expect(result.losses.counts == (name.contains("raw") ? [.unknownKeys: 2] : [:]))
    }

    @Test func withoutNamesTheNumbersAreParts() throws {
        let folder = TemporaryFolder()
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("data-sets/spg/SPG/duck_raw.ndjson")))
        folder.write(bytes, to: "alarm_clock_raw.ndjson")
        let result = FormatHarness.read(path: folder("alarm_clock_raw.ndjson"), as: SPGFormat())
        #expect(parts(result) == [["0", "2"], ["1", "1"]])
        #expect(result.sketches.map(\.metadata.label) == ["alarm clock", "alarm clock"])
        #expect(result.notes == ["parts: called by their numbers, since there is no \(folder("alarm_clock.txt"))"])
        // Names with a blank line among them.
        folder.write("hand\r\n\r\nbell\n\n", to: "alarm_clock.txt")
        #expect(
            parts(FormatHarness.read(path: folder("alarm_clock_raw.ndjson"), as: SPGFormat()))
                == [["hand", "bell"], ["1", "1"]]
        )
    }

    @Test func onlyTheOwnFormatTakesThem() throws {
        for (name, expected) in [
            ("data-sets/spg/SPG/duck_raw.ndjson", "spg-parts"), ("data-sets/spg/SPG256/duck256.ndjson", "spg-parts"),
            ("hostile/data-sets/spg/fourth_raw.ndjson", "spg-parts"),
            ("quickdraw/sketches-raw.ndjson", "quickdraw-raw"), ("quickdraw/sketches.ndjson", "quickdraw"),
        ] {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture(name)))
            let formats: [any SketchFormat] = [QuickDrawFormat(), QuickDrawRawFormat(), SPGFormat()]
            let known = formats.filter { $0.recognises(prefix: Array(bytes.prefix(4096)), fileName: name) > .no }
            #expect(known.map(\.name) == [expected], "\(name)")
        }
    }

    @Test(arguments: [
        // Different labels, an index, a fourth array.
        (#"{"drawing":[[[1,2],[3,4],[0,0]],[[1],[2],[1]]]}"#, true),
        (#"{"i":0,"drawing":[[[1,2],[3,4],[0,0]]]}"#, true),
        (#"{"drawing":[[[1,2],[3,4],[0,0],[0,0]]]}"#, true),
        (#"{"i":0,"drawing":[[[1,2],[3,4],[0,0]],[[1,2],[3"#, true),
        // Times, which may stand still, and other keys.
        (#"{"drawing":[[[1,2],[3,4],[0,0]]]}"#, false),
        (#"{"drawing":[[[1],[3],[0]],[[1],[2],[1]]]}"#, false),
        (#"{"i":0,"drawing":[[[1,2],[3,4],[0,16]]]}"#, false),
        (#"{"i":0,"word":"duck","drawing":[[[1,2],[3,4],[0,0]]]}"#, false),
        (#"{"i":0,"drawing":[[[1,2],[3,4]]]}"#, false),
        (#"{"i":0,"drawing":[[[1,2],[3,4],[0.5,0.5]]]}"#, false),
    ])
    func labelsAreToldFromTimes(text: String, isSPG: Bool) {
        #expect(SPGFormat().recognises(prefix: Array(text.utf8), fileName: "a") == (isSPG ? .certain : .no))
    }

    /// A file, and its fault in the second line.
    @Test(arguments: [
        ("mixed", "37: error: stroke 1 has points of several parts"),
        ("unequal", "63: error: stroke 2 has 2 points and 1 part label"),
        ("fourth", "37: error: the fourth array of stroke 1 differs from its third"),
        ("fourth-unequal", "37: error: stroke 1 has 2 points and 1 part label"),
        ("five", "68: error: expected ']', found ','"),
        ("half", "37: error: the part label of stroke 1 is not a whole number from 0"),
        ("negative", "37: error: the part label of stroke 1 is not a whole number from 0"),
        (
            "unknown",
            "37: error: stroke 1 has the part label 2, but the file of parts has 2 names; "
                + "labels count from 0; check that the file of parts belongs to these drawings"
        ),
    ])
    func hostileFiles(name: String, message: String) {
        let path = TestFiles.fixture("hostile/data-sets/spg/\(name)_raw.ndjson")
        let result = FormatHarness.read(path: path, as: SPGFormat())
        #expect(result.messages == [path + ":2:" + message])
        #expect(result.sketches.count == 1)
    }

    @Test func namesAreText() {
        let path = TestFiles.fixture("hostile/data-sets/spg/names_raw.ndjson")
        let fault = TestFiles.fixture(
            "hostile/data-sets/spg/names.txt:2:1: error: the name of the part is not valid UTF-8"
        )
        #expect(FormatHarness.read(path: path, as: SPGFormat()).messages == [fault])
    }

    @Test(arguments: 0..<2) func damagedText(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { SPGTests.damage(seed) }
        }
    }

    private static func damage(_ seed: Int) {
        let text = TemporaryFolder.read(path: TestFiles.fixture("data-sets/spg/SPG/duck_raw.ndjson")) ?? []
        #expect(!text.isEmpty)
        var mutator = Mutator(seed: UInt64(seed), tokens: ["{", "}", "[", "]", "[[", ",", "1e999", "-1", "\n", "null"])
        for _ in 0..<Mutator.rounds(4000) {
            let mutant = mutator.mutate(text, other: text)
            let result = FormatHarness.read(mutant, name: "in", as: SPGFormat())
            for sketch in result.sketches {
                #expect(sketch.points.allSatisfy(\.isFinite) && !sketch.hasTimes)
                #expect(sketch.attributes.isEmpty || sketch.attributes.count == sketch.strokeCount)
            }
            #expect(!result.faults.contains { $0.reason is UnexpectedError })
            _ = SPGFormat().recognises(prefix: mutant, fileName: "a")
        }
    }

    /// The published rows: each label is that of its stroke's points, and nothing else is lost.
    @Test(.realData) func realRows() throws {
        let folder = TemporaryFolder()
        for category in ["airplane", "ambulance", "apple", "basket", "cactus", "campfire", "coffee_cup", "duck", "pig"]
        {
            let path = TestFiles.realData("samples/sketchseg-spg/sYeaLumin__SketchGNN__")
            let rows = try #require(TemporaryFolder.read(path: path + "raw__\(category)_raw.ndjson"))
            let names = try #require(TemporaryFolder.read(path: path + category + ".txt"))
            folder.write(rows, to: "\(category)_raw.ndjson")
            folder.write(names, to: "\(category).txt")
            #expect(SPGFormat().recognises(prefix: Array(rows.prefix(4096)), fileName: "a") == .certain)
            let read = FormatHarness.read(path: folder("\(category)_raw.ndjson"), as: SPGFormat())
            // Read as QuickDraw's, the labels are the times of points.
            let plain = FormatHarness.read(rows, name: category, as: QuickDrawRawFormat())
            let known = String(decoding: names, as: UTF8.self).split(separator: "\n").map(String.init)
            #expect(read.messages == [] && plain.messages == [])
            #expect(read.sketches.count == plain.sketches.count && read.sketches.count >= 5)
            for (sketch, times) in zip(read.sketches, plain.sketches) {
                #expect(sketch.points == times.points && sketch.strokeEnds == times.strokeEnds)
                #expect(sketch.metadata.id == times.metadata.id)
                #expect(sketch.metadata.label == category.replacing("_", with: " "))
                for stroke in 0..<sketch.strokeCount {
                    let label = Int(times.times[times.range(ofStroke: stroke).lowerBound])
                    #expect(sketch.attributes(ofStroke: stroke).part == known[label])
                }
            }
        }
    }

    /// The published rows with a fourth array.
    @Test(.realData) func realFourthArrays() throws {
        let path = TestFiles.realData("samples/sketchseg-spg/sYeaLumin__SketchGNN__raw__fourth_array.ndjson")
        let result = FormatHarness.read(path: path, as: SPGFormat())
        #expect(result.messages == [])
        #expect(!result.sketches.isEmpty && result.sketches.allSatisfy { $0.attributes.count == $0.strokeCount })
    }
}
