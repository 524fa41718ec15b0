internal import ArgumentGrammar
package import SketchModel

/// Drops points at random: Sketch-RNN's `augment_strokes`.
///
/// Each point of a stroke from the fourth to the last but one replaces, with the given probability, the last point kept
/// before it. The first two points and the last point of a stroke always stay.
package struct DropPoints: SketchTransform {
    /// 0 to 1.
    package var probability: Double
    /// The step's index in the list, so that two random steps draw different numbers.
    package var place: Int

    package init(probability: Double, place: Int = 0) {
        self.probability = probability
        self.place = place
    }

    package var needsIndex: Bool { true }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
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

    package static let catalogueEntry = TransformEntry(
        "drop-points:P",
        "drop each inner point of a stroke with probability P (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        let probability = try arguments.number(arguments.plain[0], named: "P", .probability)
        return .dropPoints(probability)
    }
}
