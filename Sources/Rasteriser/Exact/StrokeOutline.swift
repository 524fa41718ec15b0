internal import SketchModel

/// The outline of a stroke: the two sides of the line, with joins and caps. The sides cross each other at sharp turns,
/// but every part winds the same way, so that the non-zero rule gives the union of all.
struct StrokeOutline: Sendable {
    /// The side that is clockwise as seen from the path's points, from the path's start to its end.
    private(set) var clockwise: [FixedPoint] = []
    /// The other side, in the same direction, followed by the cap at the path's end.
    private(set) var counterclockwise: [FixedPoint] = []
    /// The cap at the path's start.
    private(set) var leadingCap: [FixedPoint] = []

    /// Traces the outline of a path without repeated points; a single point is a dot.
    mutating func trace(_ path: borrowing DevicePath, form: borrowing LineForm) {
        clockwise.removeAll(keepingCapacity: true)
        counterclockwise.removeAll(keepingCapacity: true)
        leadingCap.removeAll(keepingCapacity: true)
        let path = path.points.span
        guard !path.isEmpty, form.isVisible else { return }
        guard path.count > 1 else {
            dot(at: path[0], form: form)
            return
        }
        let first = form.face(at: path[0], towards: path[1])
        var face = first
        clockwise.append(face.clockwise)
        counterclockwise.append(face.counterclockwise)
        end(face, at: path[1])
        for index in 2..<max(path.count, 2) {
            let next = form.face(at: path[index - 1], towards: path[index])
            join(face, next, form: form)
            end(next, at: path[index])
            face = next
        }
        face.point = path[path.count - 1]
        form.cap(face, onto: &counterclockwise)
        leadingCap.append(first.clockwise)
        form.cap(first.reversed, onto: &leadingCap)
    }

    @inline(__always)
    private mutating func end(_ face: LineFace, at point: FixedPoint) {
        clockwise.append(point - face.offset)
        counterclockwise.append(point + face.offset)
    }

    private mutating func join(_ last: LineFace, _ next: LineFace, form: borrowing LineForm) {
        let turn = FixedPoint.turn(last.direction, next.direction)
        if turn < 0 {
            form.joinOutside(last, next, isClockwise: true, onto: &clockwise)
            counterclockwise.append(next.point)
            counterclockwise.append(next.counterclockwise)
        } else if turn > 0 {
            form.joinOutside(last, next, isClockwise: false, onto: &counterclockwise)
            clockwise.append(next.point)
            clockwise.append(next.clockwise)
        }
    }

    private mutating func dot(at point: FixedPoint, form: borrowing LineForm) {
        guard form.cap != .butt else { return }
        let face = form.face(at: point, towards: point + FixedPoint(x: FixedPoint.one, y: 0))
        form.cap(face.reversed, onto: &counterclockwise)
        form.cap(face, onto: &counterclockwise)
        counterclockwise.append(counterclockwise[0])
    }
}
