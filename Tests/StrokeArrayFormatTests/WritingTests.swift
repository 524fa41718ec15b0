internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

struct WritingTests {
    private func again(
        _ sketches: [Sketch],
        _ name: String,
        _ options: [String: String] = [:],
        file: String = "out.npz",
        reading: [String: String] = [:]
    ) throws -> (read: ReadResult, losses: LossReport) {
        let written = try Sketches.write(sketches, as: Sketches.format(name, options), name: file)
        let read = FormatHarness.read(written.bytes, name: file, as: try Sketches.format(name, reading))
        #expect(read.messages == [])
        return (read, written.losses)
    }

    @Test(arguments: ["stroke-3", "stroke-5"], ["auto", "int16", "float32", "float64"])
    func drawingsComeBackFromTheirFirstPoint(name: String, dtype: String) throws {
        let sketches = Sketches.random(250, seed: 1)
        for compress in ["yes", "no"] {
            let options = ["dtype": dtype, "compress": compress]
            let result = try again(sketches, name, options)
            #expect(result.read.sketches == sketches.map(Sketches.atOrigin))
            #expect(result.read.notes.first == "origin: implicit, as the file's comment says")
            #expect(result.losses.sorted.map(\.loss) == [.placement])
        }
    }

    /// Whole coordinates have a separate writer; one fraction at the very end must send everything to the other.
    @Test(arguments: ["implicit", "explicit"])
    func wholeCoordinatesAreWrittenAsAnyOthers(origin: String) throws {
        for sketch in Sketches.random(100, seed: 9) {
            var other = sketch
            other.points.append(Point(1.25, 7))
            other.endStroke()
            let options = ["origin": origin]
            let read = try again([sketch], "stroke-3", options).read.sketches
            let otherRead = try again([other], "stroke-3", options).read.sketches
            #expect(read.first?.points == otherRead.first.map { Array($0.points.dropLast()) })
            #expect(read.first?.strokeEnds == otherRead.first.map { Array($0.strokeEnds.dropLast()) })
        }
    }

    @Test(arguments: ["stroke-3", "stroke-5"], ["auto", "int16", "float32", "float64"])
    func nothingIsLostFromAnExplicitOrigin(name: String, dtype: String) throws {
        var sketches = Sketches.random(250, seed: 2)
        sketches[0] = Sketches.make([[(5, 5)], [(1, 2), (3, 4)]])
        let result = try again(sketches, name, ["dtype": dtype, "origin": "explicit"])
        #expect(result.read.sketches == sketches)
        #expect(result.losses.isEmpty)
        // A single array has no comment: only the data decides.
        let single = try again(sketches, name, ["dtype": dtype, "origin": "explicit"], file: "out.npy")
        #expect(single.read.sketches == sketches)
    }

    @Test func aStartRowStandsForTheOrigin() throws {
        let sketches = Sketches.random(40, seed: 3)
        let result = try again(sketches, "stroke-5", ["start-row": "yes"], file: "out.npy")
        #expect(result.read.sketches == sketches.map(Sketches.atOrigin))
        let note = "origin: implicit after the start row (0, 0, 1, 0, 0) of every sketch, since "
        #expect(result.read.notes.first?.hasPrefix(note) == true)
        let archive = try again(sketches, "stroke-5", ["start-row": "yes"])
        #expect(archive.read.sketches == sketches.map(Sketches.atOrigin))
    }

    @Test func fractionsComeBackFromFloats() throws {
        var generator = SeededGenerator(seed: 8)
        let sketch = Sketches.make([(0..<500).map { _ in (generator.unit() * 500 - 250, generator.unit() * 300) }])
        let exact = try again(
            [sketch],
            "stroke-3",
            ["dtype": "float64", "origin": "explicit"],
            reading: ["origin": "explicit"]
        )
        for (a, b) in zip(exact.read.sketches[0].points, sketch.points) {
            #expect(abs(a.x - b.x) < 1e-12 && abs(a.y - b.y) < 1e-12)
        }
        // The rounding of one offset is compensated by the next.
        let short = try again(
            [sketch],
            "stroke-3",
            ["dtype": "float32", "origin": "explicit"],
            reading: ["origin": "explicit"]
        )
        for (a, b) in zip(short.read.sketches[0].points, sketch.points) {
            #expect(abs(a.x - b.x) < 4e-5 && abs(a.y - b.y) < 4e-5)
        }
        #expect(short.losses.counts == [.rounding: 1])
    }

    @Test func normalisedDrawingsAreNotRoundedAway() throws {
        let sketch = Sketches.make([[(-0.5, 0.25), (0.5, -1)]])
        let error =
            #expect(throws: (any Error).self) { try again([sketch], "stroke-3", ["dtype": "int16"]) }
            as? any FaultReason
        #expect(error?.message == "the drawing is so small that int16 would round its shape away")
        #expect(error?.advice == "choose dtype=auto or float32, or apply the transform fit:255")
        #expect(try again([sketch], "stroke-3", ["dtype": "float64"]).read.sketches == [Sketches.atOrigin(sketch)])
    }

    @Test func placesAreRoundedAndOffsetsFollow() throws {
        let sketch = Sketches.make([[(0.5, 1.5), (2.5, 2.4), (3.5, 3.6)], [(-0.5, -1.5), (100, 0)]])
        let rounded = Sketches.make([[(0, 2), (2, 2), (4, 4)], [(0, -2), (100, 0)]])
        let options = ["origin": "explicit"]
        for name in ["stroke-3", "stroke-5"] {
            let result = try again([sketch], name, ["origin": "explicit", "dtype": "int16"], reading: options)
            #expect(result.read.sketches == [rounded])
            #expect(result.losses.counts == [.rounding: 1])
        }
    }

    @Test func lossesAreCounted() throws {
        let metadata = SketchMetadata(
            label: "cat",
            id: 1,
            countryCode: "GB",
            timestamp: Timestamp(microseconds: 5),
            recognized: true
        )
        var sketch = Sketches.make([[(0, 0)], [], [(1, 1), (2, 2)]], metadata)
        sketch.times = [0, 1, 2]
        sketch.hasTimes = true
        sketch.pressures = [0, 1, 1]
        sketch.hasPressures = true
        let result = try again([sketch, sketch], "stroke-3")
        let losses: [Loss] = [
            .countryCode, .emptyStrokes, .id, .label, .pressures, .recognized, .times, .timestamp,
            Loss(name: "singlePointDoubled", text: "first strokes of a single point written as two equal points"),
        ]
        #expect(result.losses.counts == Dictionary(uniqueKeysWithValues: losses.map { ($0, 2) }))
        #expect(result.read.sketches[0] == Sketches.make([[(0, 0), (0, 0)], [(1, 1), (2, 2)]]))
    }

    @Test(arguments: ["stroke-3", "stroke-5"])
    func sketchesWithoutPointsStay(name: String) throws {
        let sketches = [Sketch(), Sketches.first, Sketch()]
        let result = try again(sketches, name)
        #expect(result.read.sketches == sketches)
        #expect(try again([], name).read.sketches == [])
        #expect(try again([], name, file: "none.npy").read.sketches == [])
    }

    /// One that is longer than the pieces in which the temporary file is read.
    @Test func longSketchesComeBack() throws {
        let long = Sketches.make([(0..<300_000).map { (Double($0 % 255), Double($0 % 7)) }])
        let sketches = [Sketches.first, long, Sketches.third]
        let result = try again(sketches, "stroke-3")
        #expect(result.read.sketches == sketches)
    }

    @Test func denseArraysHaveTheLengthThatWasAskedFor() throws {
        let sketches = [Sketches.first, Sketches.third]
        for (options, length) in [([:], 5), (["max-length": "9"], 9), (["start-row": "yes"], 6)]
            as [([String: String], Int)]
        {
            let written = try Sketches.write(sketches, as: Sketches.format("stroke-5", options), name: "a.npy")
            #expect(String(decoding: written.bytes.prefix(128), as: UTF8.self).contains("(2, \(length), 5)"))
            #expect(written.bytes.count == 128 + 2 * length * 10)
        }
    }

    @Test func whatCannotBeWrittenIsRefusedWithAdvice() throws {
        let wide = Sketches.make([[(0, 0), (40_000, 0)]])
        let huge = Sketches.make([[(0, 0), (1e300, 0)]])
        func message(_ sketch: Sketch, _ name: String, _ options: [String: String], file: String = "a.npz") -> String {
            Sketches.fault { _ = try Sketches.write([sketch], as: Sketches.format(name, options), name: file) }
        }
        let advice = "the transform fit:255 brings the drawing to 255 units"
        #expect(message(wide, "stroke-3", ["dtype": "int16"]) == "an offset does not fit int16; " + advice)
        #expect(message(wide, "stroke-5", ["dtype": "int16"]) == "an offset does not fit int16; " + advice)
        #expect(message(wide, "stroke-5", [:]) == "none")
        #expect(message(huge, "stroke-3", ["dtype": "int16"]) == "an offset does not fit int16; " + advice)
        #expect(message(huge, "stroke-5", [:]) == "an offset does not fit float32; " + advice)
        #expect(
            message(Sketches.first, "stroke-5", ["max-length": "3"])
                == "has 4 rows, more than the 3 of max-length; the transform simplify:points=3 shortens it"
        )
        #expect(
            message(Sketches.first, "stroke-5", ["start-row": "yes", "origin": "explicit"])
                == "a start row puts the pen on the origin, but an explicit origin puts it elsewhere; "
                + "leave out start-row or origin"
        )
        let folder = TemporaryFolder()
        let directory = SketchOutput.directory(try OutputDirectory(path: folder.path, force: false))
        #expect(
            Sketches.fault { _ = try Stroke3Format().makeWriter(directory) }
                == "stroke-3 keeps many sketches in one file, and this is a directory"
        )
    }

    @Test(arguments: [
        ("origin", "maybe"), ("dtype", "int8"), ("compress", "maybe"), ("member", ""),
    ])
    func badOptionsAreRefused(option: String, value: String) {
        #expect(
            Sketches.fault { _ = try Sketches.format("stroke-3", [option: value]) }.hasPrefix(
                "\(option) cannot be '\(value)'"
            )
        )
    }

    @Test(arguments: [("max-length", "0"), ("max-length", "x"), ("start-row", "1")])
    func badOptionsOfDenseArraysAreRefused(option: String, value: String) {
        #expect(
            Sketches.fault { _ = try Sketches.format("stroke-5", [option: value]) }.hasPrefix(
                "\(option) cannot be '\(value)'"
            )
        )
    }
}
