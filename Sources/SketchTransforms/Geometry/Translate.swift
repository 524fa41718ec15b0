internal import SketchModel

/// Moves a drawing.
package struct Translate: SketchTransform, PointMapping {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(to: Point(x, y)) }

    package static let catalogueEntry = TransformEntry("translate:DX,DY", "add DX to x and DY to y") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 2...2)
        let x = try arguments.number(arguments.plain[0], named: "DX")
        let y = try arguments.number(arguments.plain[1], named: "DY")
        return .each(Translate(x: x, y: y))
    }
}
