internal import SketchModel

/// Computes the area that a stroke's outline covers, pixel for pixel as cairo 1.16 does with its best antialiasing.
///
/// The stroke becomes a polygon in units of 1/256 pixel, drawn with a polygonal pen. The polygon is swept on fifteen
/// lines per pixel, each with exact covered spans; rows of pixels in which no edge begins, ends or crosses another are
/// covered at once. Small strokes are swept on all lines of a row together, with the same result. Where cairo takes
/// shortcuts (strokes of horizontal and vertical lines with mitred joins), results can differ in the last bits.
struct ExactEngine: Sendable {
    private var path = DevicePath()
    private var form = LineForm()
    private var outline = StrokeOutline()
    private var table = EdgeTable()
    private var sweep = SpanSweep()
    private var chains = ChainTable()
    private var chainSweep = ChainSweep()

    /// The widest line, in pixels; wider lines are drawn at this width.
    static let widestLine = 25_000.0
    /// How far from the canvas's corner the points of a path may be, in pixels; parts beyond are left out.
    static let farthestPoint = 32_768.0

    /// Adds one stroke to a clear mask.
    /// - Parameters:
    ///   - points: in pixels from the canvas's upper left corner; at least one, all finite.
    /// - width: of the line, in pixels.
    mutating func cover(_ points: Span<Point>, line: LineStyle, width: Double, mask: inout CoverageMask) {
        guard width > 0 else { return }
        let canvas = FixedBox(width: mask.width, height: mask.height)
        form.set(line, width: min(width, Self.widestLine), canvas: canvas)
        guard form.isVisible else { return }
        path.removeAll()
        if points.indices.allSatisfy({ isNear(points[$0]) }) {
            var index = 0
            while index < points.count {
                path.append(FixedPoint(points[index]))
                index += 1
            }
            outline.trace(path, form: form)
            if chains.set(outline, canvas: canvas), chainSweep.cover(chains, mask: &mask) { return }
            table.clear(width: mask.width, height: mask.height)
            addOutline()
        } else {
            table.clear(width: mask.width, height: mask.height)
            traceNearParts(of: points)
        }
        table.sort()
        sweep.cover(&table, mask: &mask)
    }

    private mutating func trace() {
        outline.trace(path, form: form)
        addOutline()
        path.removeAll()
    }

    private mutating func addOutline() {
        table.add(outline.counterclockwise, direction: -1)
        table.add(outline.leadingCap, direction: -1)
        table.add(outline.clockwise, direction: 1)
    }

    @inline(__always)
    private func isNear(_ point: Point) -> Bool { max(abs(point.x), abs(point.y)) <= Self.farthestPoint }

    /// Traces each nearby part of a stroke separately: the ends of a part are too far away for their caps to be
    /// visible.
    private mutating func traceNearParts(of points: Span<Point>) {
        if points.count == 1, isNear(points[0]) { path.append(FixedPoint(points[0])) }
        for index in points.indices.dropFirst() {
            guard let part = nearPart(from: points[index - 1], to: points[index]) else {
                trace()
                continue
            }
            if !part.beginsThere { trace() }
            path.append(FixedPoint(part.from))
            path.append(FixedPoint(part.to))
            if !part.endsThere { trace() }
        }
        trace()
    }

    /// The nearby part of a segment, and whether it includes the segment's own ends; `nil` if all of it is far away.
    private func nearPart(
        from a: Point,
        to b: Point
    ) -> (from: Point, to: Point, beginsThere: Bool, endsThere: Bool)? {
        // Halves, because the difference of the whole values could overflow.
        let (start, step) = (a * 0.5, b * 0.5 - a * 0.5)
        let far = Self.farthestPoint / 2
        var (from, to) = (a, b)
        var (first, last) = (0.0, 1.0)
        for axis in [\Point.x, \Point.y] {
            let (place, length) = (start[keyPath: axis], step[keyPath: axis])
            if length == 0 {
                if abs(place) > far { return nil }
                continue
            }
            let side = length > 0 ? -far : far
            let (entry, exit) = ((side - place) / length, (-side - place) / length)
            if entry > first {
                first = entry
                from = at(entry)
                from[keyPath: axis] = side * 2
            }
            if exit < last {
                last = exit
                to = at(exit)
                to[keyPath: axis] = -side * 2
            }
        }
        guard first <= last else { return nil }
        func near(_ value: Double) -> Double { min(max(value * 2, -Self.farthestPoint), Self.farthestPoint) }
        func at(_ share: Double) -> Point { Point(near(start.x + step.x * share), near(start.y + step.y * share)) }
        return (from, to, first <= 0, last >= 1)
    }
}
