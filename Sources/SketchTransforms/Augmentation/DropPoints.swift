internal import ArgumentGrammar
public import SketchModel

/// Drops points at random: Sketch-RNN's `augment_strokes`.
///
/// Each point from the fourth of its stroke on, the last excepted, takes the place of the point kept before it with the
/// given probability. The first two points and the last of a stroke always stay.
public struct DropPoints: SketchTransform {
    /// 0 to 1.
    public var probability: Double
    /// The step's place in the list, so that two random steps draw different numbers.
    public var place: Int

    public init(probability: Double, place: Int = 0) {
        self.probability = probability
        self.place = place
    }

    public var needsIndex: Bool { true }

    public func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
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
        "drop inner points of strokes with probability P (--seed)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        let probability = try arguments.number(arguments.plain[0], named: "P", .probability)
        return .each(DropPoints(probability: probability, place: arguments.place))
    }
}
