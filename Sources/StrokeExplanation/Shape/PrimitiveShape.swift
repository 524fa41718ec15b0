internal import Platform
package import SketchModel

/// A simple shape, in the units of what it was fitted to. Angles are in radians, from the x axis towards the y axis.
package enum PrimitiveShape: Sendable, Hashable {
    case line(from: Point, to: Point)
    /// From the angle `start`, by `sweep` of at most a full turn in either direction.
    case arc(center: Point, radius: Double, start: Double, sweep: Double)
    /// Two straight lines that meet.
    case corner(from: Point, at: Point, to: Point)
    case circle(center: Point, radius: Double)
    /// `rotation` is the angle of the longer axis.
    case ellipse(center: Point, longerRadius: Double, shorterRadius: Double, rotation: Double)
    /// `rotation` is the angle of the sides of length `width`.
    case rectangle(center: Point, width: Double, height: Double, rotation: Double)
    case triangle(Point, Point, Point)

    /// The number of corners per full turn.
    static let turnVertices = 96

    /// The shape as a line of points: each corner once for a closed shape; for a round one, enough points to be within
    /// a thousandth of its radius.
    var outline: [Point] {
        func turn(_ center: Point, _ a: Double, _ b: Double, _ rotation: Double) -> [Point] {
            let (axis, across) = (Point(cos(rotation), sin(rotation)), Point(-sin(rotation), cos(rotation)))
            return (0..<Self.turnVertices).map { vertex in
                let angle = 2 * Double.pi * Double(vertex) / Double(Self.turnVertices)
                return center + axis * (a * cos(angle)) + across * (b * sin(angle))
            }
        }
        switch self {
        case .line(let from, let to): return [from, to]
        case .corner(let from, let corner, let to): return [from, corner, to]
        case .arc(let center, let radius, let start, let sweep):
            let steps = max(2, Int((abs(sweep) / (2 * .pi) * Double(Self.turnVertices)).rounded(.up)))
            return (0...steps).map { step in
                let angle = start + sweep * Double(step) / Double(steps)
                return center + Point(cos(angle), sin(angle)) * radius
            }
        case .circle(let center, let radius): return turn(center, radius, radius, 0)
        case .ellipse(let center, let longer, let shorter, let rotation): return turn(center, longer, shorter, rotation)
        case .rectangle(let center, let width, let height, let rotation):
            let (across, down) = (
                Point(cos(rotation), sin(rotation)) * (width / 2), Point(-sin(rotation), cos(rotation)) * (height / 2)
            )
            return [center - across - down, center + across - down, center + across + down, center - across + down]
        case .triangle(let a, let b, let c): return [a, b, c]
        }
    }

    var isClosed: Bool {
        switch self {
        case .line, .arc, .corner: false
        case .circle, .ellipse, .rectangle, .triangle: true
        }
    }

    /// The shape with every point `p` moved to `p * scale + offset`.
    func mapped(scale: Double, offset: Point) -> PrimitiveShape {
        func map(_ point: Point) -> Point { point * scale + offset }
        switch self {
        case .line(let from, let to): return .line(from: map(from), to: map(to))
        case .corner(let from, let corner, let to): return .corner(from: map(from), at: map(corner), to: map(to))
        case .arc(let center, let radius, let start, let sweep):
            return .arc(center: map(center), radius: radius * scale, start: start, sweep: sweep)
        case .circle(let center, let radius): return .circle(center: map(center), radius: radius * scale)
        case .ellipse(let center, let longer, let shorter, let rotation):
            return .ellipse(
                center: map(center),
                longerRadius: longer * scale,
                shorterRadius: shorter * scale,
                rotation: rotation
            )
        case .rectangle(let center, let width, let height, let rotation):
            return .rectangle(center: map(center), width: width * scale, height: height * scale, rotation: rotation)
        case .triangle(let a, let b, let c): return .triangle(map(a), map(b), map(c))
        }
    }
}
