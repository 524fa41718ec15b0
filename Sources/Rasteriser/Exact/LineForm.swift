internal import SketchModel

/// A cross section of the line at one point of its path.
struct LineFace: Sendable {
    var point: FixedPoint
    /// From the point to the side that the outline follows backwards.
    var offset: FixedPoint
    var direction: FixedPoint
    /// The direction, as a unit vector.
    var unit: Point

    @inline(__always) var counterclockwise: FixedPoint { point + offset }
    @inline(__always) var clockwise: FixedPoint { point - offset }

    var reversed: LineFace {
        LineFace(point: point, offset: -offset, direction: -direction, unit: Point(-unit.x, -unit.y))
    }
}

/// The geometry of a line of one style and width: its pen, joins and caps.
struct LineForm: Sendable {
    private var pen = PenPolygon()
    private var line = LineStyle(width: .pixels(0))
    private var radius = 0.0
    /// Joins and caps outside this box cannot be seen.
    private var visible = FixedBox.none

    var cap: LineStyle.Cap { line.cap }

    /// Whether a pen of that width leaves a trace.
    var isVisible: Bool { line.join != .round && line.cap != .round || pen.count >= 4 }

    mutating func set(_ line: LineStyle, width: Double, canvas: FixedBox) {
        self.line = line
        radius = width / 2
        pen.setRadius(radius)
        // How far the outline may be from its path.
        var share = line.cap == .square ? 0.5.squareRoot() : 0.5
        if line.join == .miter { share = max(share, 2.0.squareRoot() * line.miterLimit) }
        visible = canvas.grown(by: FixedPoint.round(min(share * width, FixedPoint.limit)))
    }

    @inline(__always)
    func face(at point: FixedPoint, towards next: FixedPoint) -> LineFace {
        let direction = next - point
        let (x, y) = (Double(direction.x), Double(direction.y))
        let length = (x * x + y * y).squareRoot()
        let unit = Point(x / length, y / length)
        return LineFace(
            point: point,
            offset: FixedPoint(Point(-unit.y * radius, unit.x * radius)),
            direction: direction,
            unit: unit
        )
    }

    /// Connects the outer side of one segment to that of the next, which begins where `last` ends.
    func joinOutside(_ last: LineFace, _ next: LineFace, isClockwise: Bool, onto side: inout [FixedPoint]) {
        if last.offset == next.offset { return }
        switch line.join {
        case .round:
            fan(around: next.point, from: last.direction, to: next.direction, isClockwise: isClockwise, onto: &side)
        case .miter:
            if let tip = miterTip(last, next, isClockwise: isClockwise), !side.isEmpty {
                side[side.count - 1] = tip
                return
            }
        case .bevel: break
        }
        side.append(isClockwise ? next.clockwise : next.counterclockwise)
    }

    /// Where the outer sides of two segments meet, or `nil` if that is beyond the miter limit or not between them.
    private func miterTip(_ last: LineFace, _ next: LineFace, isClockwise: Bool) -> FixedPoint? {
        let (u, v) = (last.unit, next.unit)
        guard 2 <= line.miterLimit * line.miterLimit * (1 + (u.x * v.x + u.y * v.y)) else { return nil }
        let middle = next.point
        let p = (isClockwise ? middle - last.offset : middle + last.offset).pixels
        let q = (isClockwise ? middle - next.offset : middle + next.offset).pixels
        let y = ((q.x - p.x) * u.y * v.y - q.y * v.x * u.y + p.y * u.x * v.y) / (u.x * v.y - v.x * u.y)
        // Uses the steeper of the two, so as not to divide by nearly zero.
        let x = abs(u.y) >= abs(v.y) ? (y - p.y) * u.x / u.y + p.x : (y - q.y) * v.x / v.y + q.x
        guard abs(x) < FixedPoint.limit, abs(y) < FixedPoint.limit else { return nil }
        let tip = Point(x, y) - middle.pixels
        func side(_ face: Point) -> Int {
            let cross = face.x * tip.y - tip.x * face.y
            return cross > 0 ? 1 : cross < 0 ? -1 : 0
        }
        return side(p - middle.pixels) == side(q - middle.pixels) ? nil : FixedPoint(Point(x, y))
    }

    /// Goes from a face's counterclockwise side around the end of the line to its clockwise side.
    func cap(_ face: LineFace, onto side: inout [FixedPoint]) {
        switch line.cap {
        case .butt: break
        case .round:
            fan(around: face.point, from: face.direction, to: -face.direction, isClockwise: false, onto: &side)
        case .square:
            let ahead = FixedPoint(Point(face.unit.x * radius, face.unit.y * radius))
            side.append(face.counterclockwise + ahead)
            side.append(face.clockwise + ahead)
        }
        side.append(face.clockwise)
    }

    /// Adds the pen's vertices on the outside of a turn.
    private func fan(
        around middle: FixedPoint,
        from start: FixedPoint,
        to end: FixedPoint,
        isClockwise: Bool,
        onto side: inout [FixedPoint]
    ) {
        guard visible.contains(middle) else { return }
        let vertices = pen.vertices.span
        if isClockwise {
            var (index, last) = pen.clockwiseFan(from: start, to: end)
            while index != last {
                side.append(middle + vertices[index])
                index = index + 1 == vertices.count ? 0 : index + 1
            }
        } else {
            var (index, last) = pen.counterclockwiseFan(from: start, to: end)
            while index != last {
                side.append(middle + vertices[index])
                index = index == 0 ? vertices.count - 1 : index - 1
            }
        }
    }
}
