internal import SketchModel

/// Covers the area of a stroke's outline.
struct ExactEngine {
    private var plain = PlainCapsules()

    /// Adds one stroke to a mask that is clear.
    /// - Parameters:
    ///   - points: in pixels from the canvas's upper left corner; at least one, all finite.
    ///   - width: of the line, in pixels.
    mutating func cover(_ points: Span<Point>, line: LineStyle, width: Double, mask: inout CoverageMask) {
        plain.cover(points, width: width, mask: &mask)
    }
}
