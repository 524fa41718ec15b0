internal import SketchModel
internal import SketchTransforms
internal import Testing

/// Every transform on every kind of drawing that has hardly anything to transform.
struct DegenerateTests {
    private static let arguments: [String] = [
        "quickdraw", "simplify:2", "simplify:0", "simplify:2,segment", "simplify:points=1", "simplify:points=3",
        "resample:spacing=1", "resample:points=1", "resample:points=5", "resample:time=7", "dedupe", "fit:255",
        "fit:255,padding=5", "align", "center", "center:3,4", "normalise:std", "normalise:std=2", "normalise:bbox",
        "normalise:sketchxai", "scale:2", "scale:2,-1", "rotate:15", "rotate:90", "flip:horizontal", "flip:vertical",
        "translate:1,2", "strokes:0..", "points:0..", "label:cat", "recognized", "country:DE", "take:1", "skip:0",
        "take:1/label", "sample:1", "sample:1/label", "unique", "shuffle", "jitter-scale:0.1", "drop-points:0.5",
        "drop-points:1",
    ]

    private static let drawings: [[[Point]]] = [
        [],
        [[]],
        [[], [Point(1, 2)], []],
        [[Point(-7, 3)]],
        [[Point(4, 4), Point(4, 4), Point(4, 4), Point(4, 4)]],
        [[Point(4, 0), Point(4, 5), Point(4, 9)]],
        [[Point(0, 4), Point(9, 4)], [Point(3, 4)]],
        [[Point(0, 0), Point(9, 9), Point(0, 0)]],
        [[Point(0, 0), Point(.leastNonzeroMagnitude, 0)]],
        [[Point(1e-300, 0), Point(2e-300, 1e-300), Point(0, 3e-300)]],
        [[Point(1e150, -1e150), Point(-1e150, 1e150), Point(3e149, 2e149)]],
    ]

    @Test func tableHoldsTheWholeCatalogue() {
        // Three drop every sketch without attributes; AttributeTransformTests has some. The last makes other strokes.
        let tested = Set(
            (Self.arguments + ["part", "layer", "color", "augment"]).map { String($0.prefix { $0 != ":" }) }
        )
        #expect(tested == Set(TransformCatalogue.entries.map(\.name)))
    }

    @Test(arguments: arguments)
    func staysSound(argument: String) throws {
        for (number, strokes) in Self.drawings.enumerated() {
            if number == Self.drawings.count - 1, argument.hasPrefix("resample:spacing") { continue }
            let metadata = SketchMetadata(label: "cat", id: 1, countryCode: "DE", recognized: true)
            var sketch = Sketch(strokes: strokes, metadata: metadata)
            sketch.hasTimes = true
            sketch.hasPressures = true
            sketch.times = sketch.points.indices.map { Double($0) * 20 }
            sketch.pressures = sketch.points.map { _ in 0.5 }
            let results = try run([argument], on: [sketch])
            let result = try #require(results.first)
            #expect(results.count == 1)
            #expect(result.points.allSatisfy { $0.isFinite })
            #expect(result.strokeCount == strokes.count)
            #expect(result.strokeEnds == result.strokeEnds.sorted())
            #expect((result.strokeEnds.last ?? 0) == result.points.count)
            #expect(result.hasTimes ? result.times.count == result.points.count : result.times.isEmpty)
            #expect(result.hasPressures ? result.pressures.count == result.points.count : result.pressures.isEmpty)
            #expect(result.hasTimes == (argument != "quickdraw"))
            #expect(result.times.allSatisfy { $0.isFinite } && result.pressures.allSatisfy { (0...1).contains($0) })
            #expect(result.metadata == metadata)
            for (stroke, points) in strokes.enumerated() {
                #expect(result.strokes[stroke].isEmpty == points.isEmpty)
            }
        }
    }

    private static let hugeDrawings: [[[Point]]] = [
        [[Point(1e308, -1e308), Point(-1e308, 1e308), Point(1e308, 1e308)]],
        [[Point(-1e308, 0), Point(0, 0), Point(1e308, 0)]],
        [[Point(1e308, 1e308)], [Point(-1e308, -1e308)]],
        [[Point(1e308, 1e308), Point(1e308, 1e308)]],
        [[Point(1e200, 0), Point(0, 1e200), Point(0, 0)]],
        [[Point(1e308, 0), Point(1, 1), Point(2, 0), Point(3, 5)]],
    ]

    @Test func augmentedStrokesAreSound() throws {
        for strokes in Self.drawings + Self.hugeDrawings {
            for step in ["augment:3", "augment:hatching=1/1,cutting=1/1,joining=1/1,shuffling=1/1,perspective=1/0.45"] {
                var sketch = Sketch(strokes: strokes, metadata: SketchMetadata(label: "cat", id: 1))
                sketch.hasTimes = true
                sketch.times = sketch.points.map { _ in 1 }
                let result = try #require(try run([step], on: [sketch]).first)
                #expect(result.points.allSatisfy { $0.isFinite } && result.points.isEmpty == sketch.points.isEmpty)
                #expect((result.strokeEnds.last ?? 0) == result.points.count && !result.hasTimes)
                #expect(result.metadata == sketch.metadata)
            }
        }
    }

    /// Coordinates or times that are finite but whose differences aren't.
    @Test(arguments: arguments + ["resample:points=7", "resample:time=1e307"])
    func staysFiniteOrIsRefused(argument: String) throws {
        for strokes in Self.hugeDrawings {
            for time in [20.0, 1e308] {
                let metadata = SketchMetadata(label: "cat", id: 1, countryCode: "DE", recognized: true)
                var sketch = Sketch(strokes: strokes, metadata: metadata)
                sketch.hasTimes = true
                sketch.times = sketch.points.indices.map { $0 % 2 == 0 ? -time : time }
                do {
                    for result in try run([argument], on: [sketch, sketch]) {
                        #expect(result.points.allSatisfy { $0.isFinite } && result.times.allSatisfy { $0.isFinite })
                    }
                } catch TransformError.overflow(let transform) {
                    #expect(argument.hasPrefix(transform))
                } catch TransformError.tooManyPoints(let transform, _) {
                    #expect(argument.hasPrefix(transform))
                }
            }
        }
    }

    @Test func whatOverflowsIsRefused() {
        let sketch = Sketch(strokes: Self.hugeDrawings[0])
        for argument in ["normalise:std", "simplify:2", "resample:points=5", "quickdraw", "fit:255"] {
            #expect(throws: TransformError.overflow(transform: String(argument.prefix { $0 != ":" }))) {
                try run([argument], on: [sketch])
            }
        }
    }

    @Test func knownResults() throws {
        #expect(try run("quickdraw", on: [(7, 9)]) == [[0, 0], [0, 0]])
        #expect(try run("quickdraw", on: [(7, 9), (7, 9), (7, 9)]) == [[0, 0], [0, 0]])
        #expect(try run("quickdraw", on: [(7, 9), (7, 19)]) == [[0, 0], [0, 255]])
        #expect(try run("normalise:bbox", on: [(7, 9), (7, 19)]) == [[0, -1], [0, 1]])
        #expect(try run("fit:9", on: [(7, 9), (7, 9)]) == [[0, 0], [0, 0]])
        #expect(try run("simplify:2", on: [(7, 9), (7, 9), (7, 9)]) == [[7, 9], [7, 9]])
        #expect(try run("resample:spacing=1", on: [(7, 9), (7, 9), (7, 9)]) == [[7, 9], [7, 9]])
        #expect(try run("rotate:30", on: [(7, 9)]) == [[7, 9]])
    }
}
