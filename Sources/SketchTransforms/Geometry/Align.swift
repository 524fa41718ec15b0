internal import SketchModel

/// Moves a drawing so that its smallest x and y are 0.
package struct Align: SketchTransform, PointMapping {
    package init() {}

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(from: box.minimum) }

    package static let catalogueEntry = TransformEntry("align", "move the drawing so that the smallest x and y are 0") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 0...0)
        return .each(Align())
    }
}
