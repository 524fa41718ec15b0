internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// Random sketches with everything that pages hold.
struct RoundTripTests {
    /// A sketch on a page with pressures, whose strokes all have attributes.
    private func sketch(_ random: inout SeededGenerator) throws -> Sketch {
        var sketch = Sketch()
        sketch.canvas = Canvas(width: 1 + random.unit() * 1000, height: 1 + random.unit() * 1000, unit: .point)
        let layers = (0..<(1 + random.index(below: 4))).map {
            sketch.addGroup(StrokeGroup(name: $0 == 1 ? nil : "layer \($0) é", isLayer: true))
        }
        var pressures: [Double] = []
        for layer in layers {
            for _ in 0..<(1 + random.index(below: 4)) {
                let width = [2, 1.41, 0.85, random.unit() * 9][random.index(below: 4)]
                let count = 2 + random.index(below: 9)
                let isHighlighter = random.index(below: 3) == 0
                for point in 0..<count {
                    sketch.points.append(Point(random.unit() * 1e4 - 1e3, Double(random.index(below: 500)) / 8))
                    // Those of the file's own kind, and others.
                    let decimal = Double(random.index(below: 1001)) / 1000
                    pressures.append(point == count - 1 ? pressures[pressures.count - 1] : decimal)
                }
                sketch.endStroke()
                let colour = Colour(
                    red: UInt8(random.index(below: 256)),
                    green: 0x0a,
                    blue: UInt8(random.index(below: 256)),
                    alpha: isHighlighter ? 0x7f : 0xff
                )
                sketch.setAttributes(
                    StrokeAttributes(
                        colour: colour,
                        width: width,
                        tool: isHighlighter ? .highlighter : .pen,
                        group: layer
                    ),
                    ofStroke: sketch.strokeCount - 1
                )
            }
        }
        try sketch.setChannel(.pressure, to: pressures)
        return sketch
    }

    @Test func everythingComesBack() throws {
        var random = SeededGenerator(seed: 1)
        let sketches = try (0..<60).map { _ in try sketch(&random) }
        let (bytes, losses) = try Documents.write(sketches)
        #expect(losses.isEmpty)
        let result = Documents.read(bytes)
        #expect(result.messages == [] && result.warnings == [] && result.losses.isEmpty)
        #expect(result.sketches == sketches)
        #expect(try Documents.write(result.sketches).bytes == bytes)
    }

    /// Segments of any widths come back exactly once they have been read.
    @Test func widthsComeBackOnceRead() throws {
        var random = SeededGenerator(seed: 2)
        let strokes = (0..<300).map { _ in
            let nominal = random.unit() * 5
            let widths = (0..<9).map { _ in random.unit() * nominal }.map(\.description).joined(separator: " ")
            return
                "<stroke tool='pen' color='black' width='\(nominal) \(widths)'>0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9</stroke>"
        }
        let first = Documents.read(Documents.page(strokes.joined()))
        #expect(first.messages == [] && first.warnings == [] && first.losses.isEmpty)
        let (bytes, losses) = try Documents.write(first.sketches)
        #expect(losses.isEmpty)
        #expect(Documents.read(bytes).sketches == first.sketches)
    }

    /// Pressures with all digits of a double are kept or counted.
    @Test func lostDigitsAreCounted() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
            sketch.setAttributes(StrokeAttributes(width: random.unit() * 3), ofStroke: 0)
            let pressure = random.unit()
            try sketch.setChannel(.pressure, to: [pressure, pressure])
            let (bytes, losses) = try Documents.write([sketch])
            let back = Documents.read(bytes).sketches.first?.pressures ?? []
            #expect(losses.isEmpty == (back == sketch.pressures))
            #expect(back.count == 2 && back.allSatisfy { abs($0 - pressure) < 1e-15 })
        }
    }
}
