internal import SketchModel

/// What a hand adds: lines drawn twice, hatching and stray strokes.
struct StrokeAdditions {
    /// The distance between a line and its second copy.
    private static let slip: Float = 0.015
    /// The distance between lines of hatching.
    private static let spacing: Float = 0.06

    private let overTracing: Double
    private let hatching: Double
    private let stray: Double

    init(_ steps: SketchAugmentation, _ generator: inout SeededGenerator) {
        overTracing = generator.strength(of: steps.overTracing)
        hatching = generator.strength(of: steps.hatching)
        stray = generator.strength(of: steps.stray)
    }

    func apply(to sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        if overTracing > 0 { traceAgain(&sketch, &generator) }
        if hatching > 0, sketch.strokeCount < PackedSketch.strokeLimit { hatch(&sketch, &generator) }
        if stray > 0, sketch.strokeCount < PackedSketch.strokeLimit { scribble(&sketch, &generator) }
    }

    private func traceAgain(_ sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        for stroke in 0..<sketch.strokeCount where generator.unit() < overTracing {
            guard sketch.strokeCount < PackedSketch.strokeLimit else { return }
            let (x, y) = (Self.slip * generator.nearlyNormal(), Self.slip * generator.nearlyNormal())
            for index in sketch.range(ofStroke: stroke) {
                let point = sketch[index]
                sketch.append(
                    (
                        point.x + x + 0.5 * Self.slip * generator.nearlyNormal(),
                        point.y + y + 0.5 * Self.slip * generator.nearlyNormal()
                    )
                )
            }
            sketch.endStroke()
        }
    }

    /// Adds a zigzag in a slanted box around a point of the drawing.
    private func hatch(_ sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        let centre = sketch[generator.index(below: sketch.pointCount)]
        let length = Float(hatching * (0.25 + 0.75 * generator.unit()))
        let width = length * Float(0.2 + 0.6 * generator.unit())
        let (slantX, slantY) = (Float(generator.either(1)), Float(generator.either(1)))
        let lines = max(3, Int(length / Self.spacing))
        for line in 0...lines {
            let along = length * (Float(line) / Float(lines) - 0.5)
            let across = line.isMultiple(of: 2) ? width / 2 : -width / 2
            let (x, y) = (
                along + 0.2 * Self.spacing * generator.nearlyNormal(), across + 0.2 * width * generator.nearlyNormal()
            )
            sketch.append((centre.x + x + slantX * y, centre.y + y + slantY * x))
        }
        sketch.endStroke()
    }

    /// Adds a few points that continue from one another, somewhere in the box.
    private func scribble(_ sketch: inout PackedSketch, _ generator: inout SeededGenerator) {
        let count = 2 + generator.index(below: 4)
        let step = Float(stray * generator.unit()) / Float(count - 1)
        var (x, y) = (Float(generator.either(0.7)), Float(generator.either(0.7)))
        var (dx, dy) = (Float(generator.either(1)), Float(generator.either(1)))
        for _ in 0..<count {
            sketch.append((x, y))
            (x, y) = (x + step * dx, y + step * dy)
            (dx, dy) = (dx + Float(generator.either(0.8)), dy + Float(generator.either(0.8)))
        }
        sketch.endStroke()
    }
}
