internal import Platform
internal import SketchModel

/// Where a shape's own coordinates lie on the page: turned about the origin, then moved.
struct Place {
    private var cosine = 1.0
    private var sine = 0.0
    private var x = 0.0
    private var y = 0.0

    static let page = Place()

    /// The place of something in it, that is turned by `rotation` radians and has its origin at (`x`, `y`).
    func inner(x: Double, y: Double, rotation: Double) -> Place {
        let origin = self(Point(x, y))
        var place = self
        (place.x, place.y) = (origin.x, origin.y)
        if rotation != 0 {
            let (turnCosine, turnSine) = (cos(rotation), sin(rotation))
            place.cosine = cosine * turnCosine - sine * turnSine
            place.sine = sine * turnCosine + cosine * turnSine
        }
        return place
    }

    func callAsFunction(_ point: Point) -> Point {
        if sine == 0, cosine == 1 { return Point(point.x + x, point.y + y) }
        return Point(cosine * point.x - sine * point.y + x, sine * point.x + cosine * point.y + y)
    }

    /// The place of a shape of version 1, which is turned about the middle of the box around `points`.
    static func turned(_ points: [Point], x: Double, y: Double, rotation: Double) -> Place {
        guard rotation != 0, let box = BoundingBox(points.span) else {
            return page.inner(x: x, y: y, rotation: 0)
        }
        let middle = Point((box.minimum.x + box.maximum.x) / 2, (box.minimum.y + box.maximum.y) / 2)
        let turned = page.inner(x: 0, y: 0, rotation: rotation)(middle)
        return page.inner(x: x + middle.x - turned.x, y: y + middle.y - turned.y, rotation: rotation)
    }
}
