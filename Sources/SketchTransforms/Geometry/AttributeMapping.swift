internal import Platform
internal import SketchModel

// Widths, the canvas and the pen's direction follow the points. For sketches without them, this costs one comparison.
extension Sketch {
    /// Applies to the attributes what `mapping` does to the points.
    mutating func mapAttributes(by mapping: AxisMapping) {
        guard canvas != nil || !attributes.isEmpty || hasAzimuths else { return }
        let scale = Point(mapping.scale.x / mapping.divisor, mapping.scale.y / mapping.divisor)
        // A line has one width for both directions, so the mean of both scales is used.
        scaleWidths(by: (abs(scale.x) * abs(scale.y)).squareRoot())
        if let box = canvas?.box {
            let corners = [box.minimum, box.maximum].map {
                Point(
                    ($0.x - mapping.from.x) * scale.x + mapping.to.x,
                    ($0.y - mapping.from.y) * scale.y + mapping.to.y
                )
            }
            setCanvas(to: BoundingBox(corners))
            if scale != Point(1, 1) { canvas?.unit = nil }
        }
        if hasAzimuths, scale.x < 0 || scale.y < 0 {
            for index in azimuths.indices {
                let (x, y) = (cos(azimuths[index]) * scale.x, sin(azimuths[index]) * scale.y)
                azimuths[index] = Self.angle(x, y)
            }
        }
    }

    /// Applies to the attributes what a rotation about `center` does to the points. A rotated page isn't a canvas any
    /// more.
    /// - Returns: whether a canvas was lost.
    mutating func turnAttributes(about center: Point, cosine: Double, sine: Double) -> Bool {
        if hasAzimuths {
            for index in azimuths.indices {
                let (x, y) = (cos(azimuths[index]), sin(azimuths[index]))
                azimuths[index] = Self.angle(x * cosine - y * sine, x * sine + y * cosine)
            }
        }
        guard let box = canvas?.box else { return false }
        guard cosine == 0 || sine == 0 else {
            canvas = nil
            return true
        }
        let corners = [box.minimum, box.maximum].map { corner in
            let arm = corner - center
            return center + Point(arm.x * cosine - arm.y * sine, arm.x * sine + arm.y * cosine)
        }
        setCanvas(to: BoundingBox(corners))
        return false
    }

    private mutating func scaleWidths(by factor: Double) {
        guard factor != 1 else { return }
        for index in attributes.indices {
            guard let width = attributes[index].width else { continue }
            let scaled = width * factor
            attributes[index].width = scaled.isFinite ? scaled : nil
        }
    }

    private mutating func setCanvas(to box: BoundingBox?) {
        guard let box, box.minimum.isFinite, box.maximum.isFinite, box.width.isFinite, box.height.isFinite else {
            canvas = nil
            return
        }
        canvas = Canvas(origin: box.minimum, width: box.width, height: box.height, unit: canvas?.unit)
    }

    /// In 0…2π.
    private static func angle(_ x: Double, _ y: Double) -> Double {
        let angle = atan2(y, x)
        return angle < 0 ? angle + 2 * .pi : angle
    }
}
