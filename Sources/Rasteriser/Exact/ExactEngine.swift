internal import SketchModel

/// Covers the area of a stroke's outline, pixel for pixel as cairo 1.16 does with its best antialiasing.
///
/// The stroke becomes a polygon in 1/256 of a pixel, along a pen that is a polygon too. The polygon is swept on fifteen
/// lines a pixel, on each of which the covered stretches are exact; rows of pixels in which no edge begins, ends or
/// crosses another are covered at once. Where cairo takes short ways (strokes of horizontal and vertical lines with
/// mitred joins) results can differ in the last places.
struct ExactEngine: Sendable {
    private var path = StrokePath()
    private var form = LineForm()
    private var outline = StrokeOutline()
    private var table = EdgeTable()
    private var sweep = SpanSweep()

    /// The widest line, in pixels; wider ones are drawn as wide.
    static let widestLine = 32_768.0
    /// In pixels, how far from the canvas's corner the points of a path may be; the parts farther out are left out.
    static let farthestPoint = 32_768.0

    /// Adds one stroke to a mask that is clear.
    /// - Parameters:
    ///   - points: in pixels from the canvas's upper left corner; at least one, all finite.
    ///   - width: of the line, in pixels.
    mutating func cover(_ points: Span<Point>, line: LineStyle, width: Double, mask: inout CoverageMask) {
        guard width > 0 else { return }
        table.setSize(width: mask.width, height: mask.height)
        form.set(line, width: min(width, Self.widestLine), canvas: FixedBox(width: mask.width, height: mask.height))
        guard form.isVisible else { return }
        table.removeAll()
        path.removeAll()
        var index = 0
        while index < points.count {
            path.append(FixedPoint(points[index]))
            index += 1
        }
        trace()
        table.sort()
        sweep.cover(&table, mask: &mask)
    }

    private mutating func trace() {
        outline.trace(path, form: form)
        table.add(outline.counterclockwise, direction: -1)
        table.add(outline.leadingCap, direction: -1)
        table.add(outline.clockwise, direction: 1)
    }
}
