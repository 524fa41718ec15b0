internal import Platform
internal import SketchModel

/// The outlines of geometric shapes as strokes, in the box from the origin to (`width`, `height`).
///
/// Source: `getGeoShapePath.ts` of tldraw 2 to 5.
struct GeoOutline {
    let width: Double
    let height: Double

    init(width: Double, height: Double) { (self.width, self.height) = (max(1, width), max(1, height)) }

    /// The strokes of a kind; `nil` if it is none of them, or a cloud or a heart.
    func strokes(_ kind: String) -> [[Point]]? {
        let slant = min(width * 0.38, height * 0.38)
        switch kind {
        case "rectangle": return [polygon([(0, 0), (width, 0), (width, height), (0, height)])]
        case "ellipse": return [Curves.ellipse(width: width, height: height)]
        case "oval": return [stadium]
        case "diamond":
            return [polygon([(width / 2, 0), (width, height / 2), (width / 2, height), (0, height / 2)])]
        case "triangle": return [polygon([(width / 2, 0), (width, height), (0, height)])]
        case "pentagon": return [regular(corners: 5)]
        case "hexagon": return [regular(corners: 6)]
        case "octagon": return [regular(corners: 8)]
        case "star": return [star]
        case "rhombus": return [polygon([(slant, 0), (width, 0), (width - slant, height), (0, height)])]
        case "rhombus-2": return [polygon([(0, 0), (width - slant, 0), (width, height), (slant, height)])]
        case "trapezoid": return [polygon([(slant, 0), (width - slant, 0), (width, height), (0, height)])]
        case "arrow-right", "arrow-left", "arrow-up", "arrow-down": return [arrow(kind)]
        case "x-box":
            return (strokes("rectangle") ?? []) + [
                [Point(0, 0), Point(width, height)], [Point(width, 0), Point(0, height)],
            ]
        case "check-box": return (strokes("rectangle") ?? []) + [check]
        default: return nil
        }
    }

    /// Closed: the first corner is also the last point.
    private func polygon(_ corners: [(Double, Double)]) -> [Point] {
        (corners + corners.prefix(1)).map { Point($0.0, $0.1) }
    }

    private var stadium: [Point] {
        if height > width {
            let radius = width / 2
            let top = Curves.arc(from: Point(0, radius), through: Point(radius, 0), to: Point(width, radius))
            let bottom = Curves.arc(
                from: Point(width, height - radius),
                through: Point(radius, height),
                to: Point(0, height - radius)
            )
            return top + bottom + top.prefix(1)
        }
        let radius = height / 2
        let left = Curves.arc(from: Point(radius, height), through: Point(0, radius), to: Point(radius, 0))
        let right = Curves.arc(
            from: Point(width - radius, 0),
            through: Point(width, radius),
            to: Point(width - radius, height)
        )
        return left + right + left.prefix(1)
    }

    /// A regular polygon with a corner at the top, stretched to fill the box.
    private func regular(corners: Int) -> [Point] {
        let unit = (0..<corners).map { corner in
            let angle = 2 * .pi * Double(corner) / Double(corners) - .pi / 2
            return Point(cos(angle), sin(angle))
        }
        return filling(unit)
    }

    /// A star of five points, the inner ones half as far from the middle. It nearly fills the box.
    private var star: [Point] {
        // Half the sides of the box around a star of radius 1, and how far its middle lies below its own.
        let (halfWidth, halfHeight) = (cos(Double.pi / 10), (1 + cos(Double.pi / 5)) / 2)
        let middle = Point(width / 2, height * (2 - halfHeight) / 2)
        let radius = Point(width * (2 - halfWidth) / 2, middle.y)
        let corners = (0..<10).map { corner in
            let angle = Double.pi * Double(corner) / 5 - Double.pi / 2
            let share = corner % 2 == 0 ? 1 : 0.5
            return (middle.x + share * radius.x * cos(angle), middle.y + share * radius.y * sin(angle))
        }
        return polygon(corners)
    }

    /// The polygon moved and stretched so that its box is the shape's, and closed.
    private func filling(_ points: [Point]) -> [Point] {
        guard let box = BoundingBox(points.span) else { return [] }
        let corners = points.map {
            ((($0.x - box.minimum.x) / box.width * width), (($0.y - box.minimum.y) / box.height * height))
        }
        return polygon(corners)
    }

    private func arrow(_ kind: String) -> [Point] {
        let head = min(width, height) * 0.38
        let (sideX, sideY) = (width * 0.16, height * 0.16)
        switch kind {
        case "arrow-left":
            return polygon([
                (head, 0), (head, sideY), (width, sideY), (width, height - sideY), (head, height - sideY),
                (head, height), (0, height / 2),
            ])
        case "arrow-up":
            return polygon([
                (width / 2, 0), (width, head), (width - sideX, head), (width - sideX, height), (sideX, height),
                (sideX, head), (0, head),
            ])
        case "arrow-down":
            return polygon([
                (sideX, 0), (width - sideX, 0), (width - sideX, height - head), (width, height - head),
                (width / 2, height), (0, height - head), (sideX, height - head),
            ])
        default:
            return polygon([
                (0, sideY), (width - head, sideY), (width - head, 0), (width, height / 2), (width - head, height),
                (width - head, height - sideY), (0, height - sideY),
            ])
        }
    }

    private var check: [Point] {
        let side = min(width, height) * 0.82
        let corner = Point((width - side) / 2, (height - side) / 2)
        return [Point(0.25, 0.52), Point(0.45, 0.82), Point(0.82, 0.22)].map { corner + $0 * side }
    }
}
