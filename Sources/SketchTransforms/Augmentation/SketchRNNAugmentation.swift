internal import ArgumentGrammar
internal import SketchModel

/// Multiplies x and y by two random factors in `1 − extent … 1 + extent`, about the centre of the box: Sketch-RNN's
/// `random_scale`.
struct JitterScale: SketchTransform {
    /// 0 or more, and less than 1.
    var extent: Double
    /// The step's index in the list, so that two random steps draw different numbers.
    var place: Int

    var needsIndex: Bool { true }

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard let center = sketch.boundingBox?.center else { return true }
        var generator = workspace.generator(for: sketch, place: place)
        let x = 1 + (2 * generator.unit() - 1) * extent
        let y = 1 + (2 * generator.unit() - 1) * extent
        try sketch.map(by: AxisMapping(from: center, scale: Point(x, y), to: center), transform: "jitter-scale")
        return true
    }

    static let catalogueEntry = TransformEntry(
        "jitter-scale:E",
        "scale x and y by random factors from 1-E to 1+E, about the centre of the drawing (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .jitterScale(try arguments.number(arguments.plain[0], named: "E", .belowOne))
    }
}

/// Drops points at random: Sketch-RNN's `augment_strokes`.
///
/// Each point of a stroke from the fourth to the last but one replaces, with the given probability, the last point kept
/// before it. The first two points and the last point of a stroke always stay.
struct DropPoints: SketchTransform {
    /// 0 to 1.
    var probability: Double
    /// The step's index in the list, so that two random steps draw different numbers.
    var place: Int

    var needsIndex: Bool { true }

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        var generator = workspace.generator(for: sketch, place: place)
        workspace.resetFlags(to: true, count: sketch.points.count)
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            var kept = range.lowerBound
            for index in range {
                let draw = generator.unit()
                let isMerged = index - range.lowerBound > 2 && index + 1 < range.upperBound && draw < probability
                if isMerged { workspace.flags[kept] = false }
                kept = index
            }
        }
        sketch.keepPoints(workspace.flags)
        return true
    }

    static let catalogueEntry = TransformEntry(
        "drop-points:P",
        "drop each inner point of a stroke with probability P (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .dropPoints(try arguments.number(arguments.plain[0], named: "P", .probability))
    }
}

extension TransformWorkspace {
    /// The random numbers for one sketch of the step at index `place` in the list; the first step's are those of the
    /// seed.
    func generator(for sketch: borrowing Sketch, place: Int) -> SeededGenerator {
        let salt = UInt64(truncatingIfNeeded: place) &* 0x9FB2_1C65_1E98_DF25
        return SeededGenerator(seed: seed ^ salt, stream: sketch.source.index)
    }
}
