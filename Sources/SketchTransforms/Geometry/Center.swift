package import SketchModel

/// Moves a drawing so that the centre of its box lies at a given point.
package struct Center: SketchTransform, PointMapping {
    package var place: Point

    package init(at place: Point = .zero) { self.place = place }

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(from: box.center, to: place) }

    package static let catalogueEntry = TransformEntry(
        "center[:X,Y]",
        "move the centre of the drawing to X,Y (default: 0,0)"
    ) { arguments throws(TransformError) in
        if arguments.items.isEmpty { return .each(Center()) }
        try arguments.expect(plain: 2...2)
        let x = try arguments.number(arguments.plain[0], named: "X")
        let y = try arguments.number(arguments.plain[1], named: "Y")
        return .each(Center(at: Point(x, y)))
    }
}
