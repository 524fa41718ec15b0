package import SketchModel

/// Keeps the sketches whose number of strokes or points is in a range.
package struct CountFilter: SketchTransform {
    package enum Unit: Sendable {
        case strokes
        case points
    }

    package var unit: Unit
    package var allowed: ClosedRange<Int>

    package init(_ unit: Unit, _ allowed: ClosedRange<Int>) {
        self.unit = unit
        self.allowed = allowed
    }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        allowed.contains(unit == .strokes ? sketch.strokeCount : sketch.points.count)
    }

    package static let strokesEntry = TransformEntry(
        "strokes:MIN..MAX",
        "keep sketches with MIN to MAX strokes; either may be left out"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .each(CountFilter(.strokes, try arguments.countRange(arguments.plain[0])))
    }

    package static let pointsEntry = TransformEntry(
        "points:MIN..MAX",
        "keep sketches with MIN to MAX points; either may be left out"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .each(CountFilter(.points, try arguments.countRange(arguments.plain[0])))
    }
}
