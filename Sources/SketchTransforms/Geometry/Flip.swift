internal import SketchModel

/// Mirrors a drawing within its box.
package struct Flip: SketchTransform, PointMapping {
    package enum Direction: Sendable {
        /// Left becomes right.
        case horizontal
        /// Top becomes bottom.
        case vertical
    }

    package var direction: Direction

    package init(_ direction: Direction) { self.direction = direction }

    func mapping(for box: BoundingBox) -> AxisMapping? {
        switch direction {
        case .horizontal:
            AxisMapping(from: Point(box.minimum.x, 0), scale: Point(-1, 1), to: Point(box.maximum.x, 0))
        case .vertical:
            AxisMapping(from: Point(0, box.minimum.y), scale: Point(1, -1), to: Point(0, box.maximum.y))
        }
    }

    package static let catalogueEntry = TransformEntry(
        "flip:horizontal|vertical",
        "mirror left to right (x), or top to bottom (y)"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        switch arguments.plain[0] {
        case "horizontal", "x": return .each(Flip(.horizontal))
        case "vertical", "y": return .each(Flip(.vertical))
        default: throw .unexpectedArgument(arguments.plain[0], form: arguments.form)
        }
    }
}
