internal import Platform
internal import SketchModel

/// The map (x, y) → (a·x + c·y + e, b·x + d·y + f), as SVG's `matrix(a b c d e f)`.
struct AffineTransform: Sendable, Equatable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    static let identity = AffineTransform()

    static func translation(_ x: Double, _ y: Double) -> AffineTransform { AffineTransform(e: x, f: y) }

    static func scale(_ x: Double, _ y: Double) -> AffineTransform { AffineTransform(a: x, d: y) }

    /// A rotation by `degrees`, from the x axis towards the y axis. Quarter turns are exact.
    static func rotation(degrees: Double) -> AffineTransform {
        let turn = degrees.truncatingRemainder(dividingBy: 360)
        let (sine, cosine): (Double, Double) =
            switch turn {
            case 0: (0, 1)
            case 90, -270: (1, 0)
            case 180, -180: (0, -1)
            case 270, -90: (-1, 0)
            default: (sin(turn * .pi / 180), cos(turn * .pi / 180))
            }
        return AffineTransform(a: cosine, b: sine, c: -sine, d: cosine)
    }

    /// The map that applies `inner` first and `outer` second.
    static func * (outer: AffineTransform, inner: AffineTransform) -> AffineTransform {
        AffineTransform(
            a: outer.a * inner.a + outer.c * inner.b,
            b: outer.b * inner.a + outer.d * inner.b,
            c: outer.a * inner.c + outer.c * inner.d,
            d: outer.b * inner.c + outer.d * inner.d,
            e: outer.a * inner.e + outer.c * inner.f + outer.e,
            f: outer.b * inner.e + outer.d * inner.f + outer.f
        )
    }

    /// The factor by which it multiplies areas; negative if it mirrors.
    var determinant: Double { a * d - b * c }

    /// Whether it maps everything onto a line or a point: a viewer then draws nothing.
    var isSingular: Bool { determinant == 0 }

    func callAsFunction(_ point: Point) -> Point {
        Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
    }

    /// Maps the difference between two points, without the translation.
    func linear(_ vector: Point) -> Point { Point(a * vector.x + c * vector.y, b * vector.x + d * vector.y) }
}
