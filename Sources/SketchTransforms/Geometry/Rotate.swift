internal import Platform
internal import SketchModel

/// Rotates a drawing about the centre of its box.
struct Rotate: SketchTransform {
    /// Clockwise as seen on a canvas whose y grows downwards, as in SVG.
    var degrees: Double

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        let (cosine, sine) = Self.cosineAndSine(degrees: degrees)
        guard let box = sketch.boundingBox, cosine != 1 else { return true }
        let center = box.center
        for index in sketch.points.indices {
            let arm = sketch.points[index] - center
            let turned = Point(arm.x * cosine - arm.y * sine, arm.x * sine + arm.y * cosine)
            sketch.points[index] = center + turned
            guard sketch.points[index].isFinite else { throw TransformError.overflow(transform: "rotate") }
        }
        if sketch.turnAttributes(about: center, cosine: cosine, sine: sine) { workspace.losses.add(.canvas) }
        return true
    }

    /// Exact at quarter turns.
    private static func cosineAndSine(degrees: Double) -> (cosine: Double, sine: Double) {
        switch degrees.truncatingRemainder(dividingBy: 360) {
        case 0: (1, 0)
        case 90, -270: (0, 1)
        case 180, -180: (-1, 0)
        case 270, -90: (0, -1)
        case let rest: (cos(rest * .pi / 180), sin(rest * .pi / 180))
        }
    }

    static let catalogueEntry = TransformEntry(
        "rotate:DEGREES",
        "rotate clockwise about the centre of the drawing"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .rotate(degrees: try arguments.number(arguments.plain[0], named: "DEGREES"))
    }
}
