internal import SketchModel

/// A transform that moves each point on its own, leaving strokes and times unchanged.
protocol PointMapping: SketchTransform {
    /// The mapping for the points of a sketch whose box is `box`; `nil` to leave them unchanged.
    func mapping(for box: BoundingBox) -> AxisMapping?
    static var catalogueEntry: TransformEntry { get }
}

/// Maps each axis separately: `x` becomes `(x − from.x) · scale.x / divisor + to.x`, in this order.
struct AxisMapping {
    var from = Point.zero
    var scale = Point(1, 1)
    /// Separate from the scale, so that the longer side gets exactly the intended length, however short it was.
    var divisor = 1.0
    var to = Point.zero
}

extension PointMapping {
    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard let box = sketch.boundingBox, let mapping = mapping(for: box) else { return true }
        try sketch.map(by: mapping, transform: Self.catalogueEntry.name)
        return true
    }
}

extension Sketch {
    /// - Throws: `TransformError.overflow` if a coordinate would no longer be finite.
    mutating func map(by mapping: AxisMapping, transform: String) throws(TransformError) {
        var spread = 0.0
        for index in points.indices {
            let point = points[index]
            let moved = Point(
                (point.x - mapping.from.x) * mapping.scale.x / mapping.divisor + mapping.to.x,
                (point.y - mapping.from.y) * mapping.scale.y / mapping.divisor + mapping.to.y
            )
            // Stays 0 for finite numbers, and becomes NaN otherwise.
            spread += (moved.x - moved.x) + (moved.y - moved.y)
            points[index] = moved
        }
        guard spread == 0 else { throw .overflow(transform: transform) }
        mapAttributes(by: mapping)
    }
}
