internal import SketchModel

/// Points evenly along a stroke, centred on the origin and scaled to size 1, to which simple shapes are fitted.
struct StrokeSamples {
    static let count = 64

    let points: [Point]
    /// A point here corresponds to `point * scale + offset` in the stroke's units.
    let scale: Double
    let offset: Point
    private let stroke: Polyline

    /// `nil` for a stroke without extent, or one too large to represent.
    init?(_ stroke: some Collection<Point>) {
        guard let box = BoundingBox(stroke) else { return nil }
        let size = box.longerSide
        guard size > 0, (size * size).isFinite, box.center.isFinite else { return nil }
        let center = box.center
        let moved = stroke.map { ($0 - center) * (1 / size) }
        guard moved.allSatisfy(\.isFinite) else { return nil }
        self.stroke = Polyline(moved, isClosed: false)
        points = self.stroke.samples(Self.count)
        scale = size
        offset = center
    }

    /// The distance between a shape and the stroke, in both directions.
    func residual(_ outline: [Point], isClosed: Bool) -> Double {
        let form = Polyline(outline, isClosed: isClosed)
        let there = form.meanSquareDistance(of: points)
        let back = stroke.meanSquareDistance(of: form.samples(Self.count))
        return ((there + back) / 2).squareRoot()
    }
}
