package import SketchModel

/// Sketches that every format must be able to hold, one way or another.
package enum SampleSketches {
    /// Drawings on whole coordinates in 0…255 with two points a stroke at least.
    package static let simple: [Sketch] = {
        var random = SeededGenerator(seed: 7)
        return (0..<23).map { number in
            let strokes = (0..<(1 + random.index(below: 5))).map { _ in
                (0..<(2 + random.index(below: 30))).map { _ in
                    Point(Double(random.index(below: 256)), Double(random.index(below: 256)))
                }
            }
            return Sketch(strokes: strokes, metadata: SketchMetadata(label: "sample \(number % 3)", id: UInt64(number)))
        }
    }()

    /// Drawings that are hardly any: no strokes, an empty stroke, a dot, equal points, a line down.
    package static let degenerate: [Sketch] = [
        Sketch(strokes: []),
        Sketch(strokes: [[]]),
        Sketch(strokes: [[Point(7, 9)]]),
        Sketch(strokes: [[Point(7, 9), Point(7, 9)]]),
        Sketch(strokes: [[Point(3, 0), Point(3, 255)]]),
        Sketch(strokes: [[Point(1, 2), Point(3, 4)], [], [Point(5, 6)]]),
    ]
}
