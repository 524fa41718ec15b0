package import SketchModel

/// The kinds of simple shapes that a stroke is compared with, simpler ones first.
package enum PrimitiveKind: String, Sendable, Hashable, CaseIterable {
    case line
    case arc
    /// Two straight lines that meet.
    case corner
    case circle
    case ellipse
    case rectangle
    case triangle

    /// The number of parameters of a shape of this kind: its freedom to follow a stroke.
    var parameters: Int {
        switch self {
        case .circle: 3
        case .line: 4
        case .arc, .ellipse, .rectangle: 5
        case .corner, .triangle: 6
        }
    }
}

/// A stroke as one simple shape.
package struct StrokePrimitive: Sendable, Hashable {
    package let kind: PrimitiveKind
    package let shape: PrimitiveShape
    /// The distance between stroke and shape: the root mean square distance of points of the stroke to the shape and of
    /// points of the shape to the stroke, in the stroke's units.
    package let residual: Double

    /// How much closer a shape must be for each additional parameter, as a fraction of the diagonal of the stroke's
    /// box.
    package static let costPerParameter = 0.004

    /// The shape of each kind that fits, by least squares: lines, corners, circles and arcs by the distance of the
    /// stroke's points, ellipses by the algebraic distance, rectangles and triangles by the distance to the nearest
    /// side. In the order of kinds.
    /// - Parameter stroke: any points, at least one.
    package static func fits(to stroke: some Collection<Point>) -> [StrokePrimitive] {
        guard let samples = StrokeSamples(stroke) else {
            let point = stroke.first ?? .zero
            return [StrokePrimitive(kind: .line, shape: .line(from: point, to: point), residual: 0)]
        }
        return PrimitiveKind.allCases.compactMap { kind in
            let shape: PrimitiveShape? =
                switch kind {
                case .line: samples.line
                case .arc: samples.arc
                case .corner: samples.corner
                case .circle: samples.circle.map { .circle(center: $0.center, radius: $0.radius) }
                case .ellipse: samples.ellipse
                case .rectangle: samples.rectangle
                case .triangle: samples.triangle
                }
            return shape.map { shape in
                StrokePrimitive(
                    kind: kind,
                    shape: shape.mapped(scale: samples.scale, offset: samples.offset),
                    residual: samples.residual(shape.outline, isClosed: shape.isClosed) * samples.scale
                )
            }
        }
    }

    /// The closest shape: the one with the least residual, plus `costPerParameter` of the stroke's size for each of its
    /// parameters. A stroke without length is a line without length.
    package static func nearest(to stroke: some Collection<Point>) -> StrokePrimitive {
        let fits = fits(to: stroke)
        let box = BoundingBox(stroke)
        let size = box.map { ($0.width * $0.width + $0.height * $0.height).squareRoot() } ?? 0
        func cost(_ fit: StrokePrimitive) -> Double {
            fit.residual + costPerParameter * size * Double(fit.kind.parameters)
        }
        var nearest = fits[0]
        for fit in fits.dropFirst() where cost(fit) < cost(nearest) { nearest = fit }
        return nearest
    }

    /// The shape as a stroke: it starts where the given stroke starts, or as close as the shape comes, and goes in the
    /// same direction.
    package func points(drawnAs stroke: some Collection<Point>) -> [Point] {
        let outline = shape.outline
        guard let first = stroke.first else { return outline }
        guard shape.isClosed else {
            let isTurned = outline[outline.count - 1].squareDistance(to: first) < outline[0].squareDistance(to: first)
            return isTurned ? outline.reversed() : outline
        }
        let loop = Polyline(outline, isClosed: true)
        let (start, side) = loop.nearest(to: first)
        let ahead = (1...outline.count).map { outline[(side + $0) % outline.count] }
        let isForward = (Polyline.area(Array(stroke)) < 0) == (Polyline.area(outline) < 0)
        return [start] + (isForward ? ahead : ahead.reversed()) + [start]
    }
}
