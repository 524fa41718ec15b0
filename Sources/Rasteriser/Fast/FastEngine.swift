internal import SketchModel

/// Covers strokes by the distance to their segments.
struct FastEngine {
    private var plain = PlainCapsules()

    /// Adds one stroke to a mask, where the greater coverage counts.
    /// - Parameters:
    ///   - points: in pixels from the canvas's upper left corner; at least one, all finite.
    ///   - width: of the line, in pixels.
    mutating func cover(_ points: Span<Point>, line: LineStyle, width: Double, mask: inout CoverageMask) {
        plain.cover(points, width: width, mask: &mask)
    }
}
