internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// The meaning of the first rows, decided only from the data.
struct OriginTests {
    /// Smooth strokes that begin anywhere in a box, as people draw them.
    private static func smooth(_ count: Int, from low: Double, seed: UInt64) -> [Sketch] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            var sketch = Sketch()
            for _ in 0..<3 {
                var place = Point(low + generator.unit() * 200, low + generator.unit() * 200)
                var step = Point(generator.unit() * 20 - 10, generator.unit() * 20 - 10)
                for _ in 0..<12 {
                    sketch.points.append(place)
                    step = Point(step.x * 0.9 + generator.unit() * 6 - 3, step.y * 0.9 + generator.unit() * 6 - 3)
                    place = place + step
                }
                sketch.endStroke()
            }
            return sketch
        }
    }

    /// A single array, which has no comment to decide by.
    private func decided(_ sketches: [Sketch], origin: String) throws -> String {
        let options = ["origin": origin, "dtype": "float64"]
        let written = try Sketches.write(sketches, as: Sketches.format("stroke-3", options), name: "a.npy")
        let read = FormatHarness.read(written.bytes, name: "a.npy", as: Stroke3Format())
        let expected = origin == "implicit" ? sketches.map(Sketches.atOrigin) : sketches
        for (a, b) in zip(read.sketches, expected) {
            for (p, q) in zip(a.points, b.points) { #expect(abs(p.x - q.x) < 1e-9 && abs(p.y - q.y) < 1e-9) }
        }
        return read.notes.first ?? ""
    }

    @Test func drawingsAwayFromTheOriginAreTold() throws {
        let right = Self.smooth(200, from: 100, seed: 1)
        #expect(
            try decided(right, origin: "explicit").contains(
                "explicit, since the first row leads right and down in 200 of 200"
            )
        )
        #expect(try decided(right, origin: "implicit").contains("implicit, since first rows lead on into the stroke"))
        let centred = Self.smooth(200, from: -100, seed: 2)
        #expect(
            try decided(centred, origin: "explicit").contains(
                "explicit, since first rows do not lead on into the stroke"
            )
        )
        #expect(try decided(centred, origin: "implicit").contains("implicit, since first rows lead on into the stroke"))
    }

    @Test func zeroFirstRowsAreExplicit() throws {
        let sketches = Self.smooth(50, from: 0, seed: 3).map(Sketches.atOrigin)
        #expect(
            try decided(sketches, origin: "explicit").contains(
                "explicit, since the first row is zero in 50 of 50 sketches"
            )
        )
    }

    @Test func singleRowsTellWhereTheySayEnough() throws {
        var sketches = Self.smooth(300, from: 0, seed: 4)
        for index in 0..<30 {
            var short = Sketches.make([[(0, 0), (9, -9)]])
            for stroke in sketches[index].strokes.dropFirst() {
                short.points += stroke
                short.endStroke()
            }
            sketches[index] = short
        }
        #expect(
            try decided(sketches, origin: "implicit")
                == "origin: implicit, since 30 of 300 first strokes are a single row and 0 of 600 later ones are"
        )
    }

    /// Like Magenta's batches of a set with explicit zeros: a start row, and a first row that draws nothing.
    @Test func startRowsComeBeforeAnExplicitOrigin() throws {
        let sketches = Self.smooth(30, from: 0, seed: 5).map(Sketches.atOrigin)
        let dense = ["origin": "explicit", "dtype": "float64", "max-length": "40"]
        var bytes = try Sketches.write(sketches, as: Sketches.format("stroke-5", dense), name: "a.npy").bytes
        let header = String(decoding: bytes.prefix(128), as: UTF8.self).replacing("(30, 40, 5)", with: "(30, 41, 5)")
        let row = [Double](arrayLiteral: 0, 0, 1, 0, 0).flatMap { value in
            (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
        }
        var padded = bytes.prefix(10) + Array(header.utf8.suffix(118))
        bytes.removeFirst(128)
        for start in stride(from: 0, to: bytes.count, by: 40 * 40) { padded += row + bytes[start..<(start + 40 * 40)] }
        let read = FormatHarness.read(Array(padded), name: "a.npy", as: Stroke5Format())
        #expect(read.messages == [])
        #expect(read.sketches.map(\.points.count) == sketches.map(\.points.count))
        #expect(
            read.notes.first?.hasPrefix("origin: explicit after the start row (0, 0, 1, 0, 0) of every sketch") == true
        )
    }
}
