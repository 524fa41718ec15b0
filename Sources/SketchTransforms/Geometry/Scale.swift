internal import ArgumentGrammar
internal import SketchModel

/// Multiplies x and y by factors, about the origin.
package struct Scale: SketchTransform, PointMapping {
    /// Neither is 0.
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    package init(by factor: Double) { self.init(x: factor, y: factor) }

    func mapping(for box: BoundingBox) -> AxisMapping? { AxisMapping(scale: Point(x, y)) }

    package static let catalogueEntry = TransformEntry(
        "scale:K|KX,KY",
        "multiply the coordinates by K, or x by KX and y by KY"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...2)
        let texts = arguments.plain
        let x = try arguments.number(texts[0], named: texts.count == 1 ? "K" : "KX", .notZero)
        let y = texts.count == 1 ? x : try arguments.number(texts[1], named: "KY", .notZero)
        return .each(Scale(x: x, y: y))
    }
}
