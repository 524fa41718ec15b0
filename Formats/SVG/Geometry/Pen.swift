internal import Platform
internal import SketchModel

/// Draws sub-paths into a sketch: each with at least one segment becomes a stroke, with its curves flattened.
///
/// Points are given in the coordinates of the element, and mapped by `transform` first, so that `tolerance` is in the
/// units of the sketch.
struct Pen {
    /// Coordinates beyond it end a path, since their squares could overflow.
    static let coordinateLimit = 1e100
    /// The most segments of one curve.
    static let curveLimit = 1 << 16

    var sketch = Sketch()
    var transform = AffineTransform.identity {
        didSet { isIdentity = transform == .identity }
    }
    var tolerance = 0.25
    /// Whether a point has been refused since `beginPath`.
    private(set) var isOutOfRange = false
    /// Whether a curve has needed more segments than it may take since `beginPath`.
    private(set) var isCoarse = false
    /// The number of points that flattening may still add.
    var budget = 1 << 24

    /// Points are then taken as they are, including the signs of zeros.
    private var isIdentity = true
    private var start = Point.zero
    private var at = Point.zero
    private var isDrawing = false
    /// Whether the sub-path has been closed with nothing drawn since, so that closing it again adds nothing.
    private var isClosed = false

    mutating func beginPath() {
        isOutOfRange = false
        isCoarse = false
        isDrawing = false
        isClosed = false
        start = .zero
    }

    /// Begins a sub-path. Draws nothing by itself.
    mutating func move(to point: Point) {
        endSubpath()
        start = point
        isClosed = false
    }

    mutating func line(to point: Point) {
        beginSegment()
        append(map(point))
    }

    /// Draws back to the start of the sub-path, unless the pen is already there, and ends it.
    mutating func close() {
        if isClosed, !isDrawing { return }
        let end = map(start)
        if !isDrawing || at != end { line(to: start) }
        endSubpath()
        isClosed = true
    }

    /// Ends the current stroke, if any. A segment drawn after it starts where the sub-path started.
    mutating func endSubpath() {
        if isDrawing {
            let first = sketch.strokeEnds.last ?? 0
            // If the first segment of a stroke was refused, only the start is there.
            if isOutOfRange, sketch.points.count == first + 1 { sketch.points.removeLast() }
            if sketch.points.count > first { sketch.endStroke() }
        }
        isDrawing = false
    }

    /// Draws a cubic Bézier curve.
    ///
    /// Points at equal steps of t lie on the curve; a chord over a step h is at most h²/8 · max|p″| from it, and
    /// |p″| ≤ 6 · the greatest second difference of the control points (Wang, 1984), which gives the number of steps. A
    /// curve is nowhere farther from its chord than 3/4 of the distance of the farther control point, since the
    /// distance is convex and the two together have at most that weight; so one chord may be enough.
    mutating func cubic(_ control1: Point, _ control2: Point, to end: Point) {
        beginSegment()
        let (p0, p1, p2, p3) = (at, map(control1), map(control2), map(end))
        let flatness = max(Self.squaredDistance(p1, p0, p3), Self.squaredDistance(p2, p0, p3))
        if flatness * 9 <= tolerance * tolerance * 16 { return append(p3) }
        let bend1 = (p0 - p1) - (p1 - p2)
        let bend2 = (p1 - p2) - (p2 - p3)
        let bend = max(bend1.x * bend1.x + bend1.y * bend1.y, bend2.x * bend2.x + bend2.y * bend2.y).squareRoot()
        let steps = steps(0.75 * bend / tolerance)
        if steps > 1 {
            let c = (p1 - p0) * 3
            let b = bend1 * 3
            let a = (p3 - p0) - (p2 - p1) * 3
            let step = 1 / Double(steps)
            for index in 1..<steps {
                let t = Double(index) * step
                append(
                    Point(((a.x * t + b.x) * t + c.x) * t + p0.x, ((a.y * t + b.y) * t + c.y) * t + p0.y)
                )
            }
        }
        append(p3)
    }

    /// Draws a quadratic Bézier curve, with the same bounds: |p″| = 2 · the second difference, and the weight is at
    /// most 1/2.
    mutating func quadratic(_ control: Point, to end: Point) {
        beginSegment()
        let (p0, p1, p2) = (at, map(control), map(end))
        if Self.squaredDistance(p1, p0, p2) <= tolerance * tolerance * 4 { return append(p2) }
        let bend = (p0 - p1) - (p1 - p2)
        let steps = steps(0.25 * (bend.x * bend.x + bend.y * bend.y).squareRoot() / tolerance)
        if steps > 1 {
            let step = 1 / Double(steps)
            for index in 1..<steps {
                let t = Double(index) * step
                append(Point((bend.x * t + 2 * (p1.x - p0.x)) * t + p0.x, (bend.y * t + 2 * (p1.y - p0.y)) * t + p0.y))
            }
        }
        append(p2)
    }

    /// Draws a part of an ellipse from the pen's position to `end`.
    ///
    /// A chord over an angle h of the unit circle is 1 − cos(h/2) from it, and the ellipse is the circle's image under
    /// a linear map that lengthens nothing by more than its norm.
    mutating func arc(_ arc: EllipticalArc, to end: Point) {
        beginSegment()
        let center = map(arc.center)
        let (u, v) = (transform.linear(arc.axisX), transform.linear(arc.axisY))
        let radius = Self.norm(u, v)
        let ratio = tolerance / radius
        let largest = ratio < 1 ? min(2 * acos(1 - ratio), .pi / 2) : .pi / 2
        let needed = abs(arc.sweep) / largest
        let steps = steps(needed * needed)
        let step = arc.sweep / Double(steps)
        for index in 1..<max(steps, 1) {
            let angle = arc.startAngle + Double(index) * step
            append(center + u * cos(angle) + v * sin(angle))
        }
        append(map(end))
    }

    /// The squared distance of a point from the segment between `a` and `b`.
    private static func squaredDistance(_ point: Point, _ a: Point, _ b: Point) -> Double {
        let (along, to) = (b - a, point - a)
        let length = along.x * along.x + along.y * along.y
        let share = length > 0 ? min(max((to.x * along.x + to.y * along.y) / length, 0), 1) : 0
        let rest = to - along * share
        return rest.x * rest.x + rest.y * rest.y
    }

    /// The largest singular value of the matrix with columns `u` and `v`.
    private static func norm(_ u: Point, _ v: Point) -> Double {
        let sum = u.x * u.x + u.y * u.y + v.x * v.x + v.y * v.y
        let area = u.x * v.y - u.y * v.x
        return ((sum + max(sum * sum - 4 * area * area, 0).squareRoot()) / 2).squareRoot()
    }

    /// The number of segments, from its square; 1 if that is NaN.
    private mutating func steps(_ square: Double) -> Int {
        guard square > 1 else { return 1 }
        let wanted = square.squareRoot().rounded(.up)
        var steps = Self.curveLimit
        if wanted <= Double(Self.curveLimit) {
            steps = Int(wanted)
        } else {
            isCoarse = true
        }
        budget -= steps
        return budget > 0 ? steps : 1
    }

    private func map(_ point: Point) -> Point { isIdentity ? point : transform(point) }

    private mutating func beginSegment() {
        if isDrawing { return }
        isDrawing = true
        at = map(start)
        append(at)
    }

    private mutating func append(_ point: Point) {
        guard abs(point.x) <= Self.coordinateLimit, abs(point.y) <= Self.coordinateLimit else {
            isOutOfRange = true
            return
        }
        at = point
        sketch.points.append(point)
    }
}

/// A part of an ellipse: center + cos·axisX + sin·axisY.
struct EllipticalArc {
    var center: Point
    var axisX: Point
    var axisY: Point
    /// In radians.
    var startAngle: Double
    /// In radians; negative if anticlockwise.
    var sweep: Double

    /// A whole axis-parallel ellipse, starting at its rightmost point.
    init(center: Point, radiusX: Double, radiusY: Double, startAngle: Double = 0, sweep: Double = 2 * .pi) {
        self.center = center
        axisX = Point(radiusX, 0)
        axisY = Point(0, radiusY)
        self.startAngle = startAngle
        self.sweep = sweep
    }

    /// The arc of path data (SVG 2, appendix B.2.4): radii that are too small are scaled up. `nil` if it is a straight
    /// line.
    init?(
        from start: Point,
        to end: Point,
        radiusX: Double,
        radiusY: Double,
        rotation degrees: Double,
        isLarge: Bool,
        isPositive: Bool
    ) {
        var (rx, ry) = (abs(radiusX), abs(radiusY))
        guard rx > 0, ry > 0, start != end else { return nil }
        let turn = AffineTransform.rotation(degrees: degrees)
        let (cosine, sine) = (turn.a, turn.b)
        let half = (start - end) * 0.5
        let x = cosine * half.x + sine * half.y
        let y = cosine * half.y - sine * half.x
        let excess = (x / rx) * (x / rx) + (y / ry) * (y / ry)
        if excess > 1 {
            rx *= excess.squareRoot()
            ry *= excess.squareRoot()
        }
        let (ux, uy) = (x / rx, y / ry)
        let length = ux * ux + uy * uy
        guard length > 0, length.isFinite else { return nil }
        var factor = max(1 / length - 1, 0).squareRoot()
        if isLarge == isPositive { factor = -factor }
        // The centre, in the circle's own coordinates.
        let (cx, cy) = (factor * uy, -factor * ux)
        startAngle = atan2(uy - cy, ux - cx)
        sweep = atan2(-uy - cy, -ux - cx) - startAngle
        if isPositive, sweep < 0 { sweep += 2 * .pi }
        if !isPositive, sweep > 0 { sweep -= 2 * .pi }
        axisX = Point(rx * cosine, rx * sine)
        axisY = Point(-ry * sine, ry * cosine)
        center = (start + end) * 0.5 + axisX * cx + axisY * cy
    }
}
