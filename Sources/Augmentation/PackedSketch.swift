package import SketchModel

/// A sketch with 32-bit coordinates, as stored and changed in training. No stroke is empty.
package struct PackedSketch: Sendable, Hashable {
    /// x and y of the points of all strokes.
    package var coordinates: [Float] = []
    /// For each stroke, the index after its last point.
    package var strokeEnds: [Int] = []

    /// The most strokes of one drawing that a network sees.
    package static let strokeLimit = 196

    package init() {}

    /// Empty strokes are left out.
    package init(strokes: [[(x: Float, y: Float)]]) {
        for stroke in strokes where !stroke.isEmpty {
            for point in stroke {
                coordinates.append(point.x)
                coordinates.append(point.y)
            }
            strokeEnds.append(pointCount)
        }
    }

    package var pointCount: Int { coordinates.count / 2 }
    package var strokeCount: Int { strokeEnds.count }

    package subscript(point: Int) -> (x: Float, y: Float) { (coordinates[2 * point], coordinates[2 * point + 1]) }

    /// The points of stroke `index`.
    package func range(ofStroke index: Int) -> Range<Int> {
        (index == 0 ? 0 : strokeEnds[index - 1])..<strokeEnds[index]
    }

    /// Removes the points and keeps the memory.
    package mutating func removeAll() {
        coordinates.removeAll(keepingCapacity: true)
        strokeEnds.removeAll(keepingCapacity: true)
    }

    /// Centres the drawing and scales its longer side to ±0.74, as `normalise:sketchxai` does; a drawing without extent
    /// moves to the origin.
    package mutating func normalise() {
        guard pointCount > 0 else { return }
        coordinates.withUnsafeMutableBufferPointer { values in
            var (lowX, lowY) = (values[0], values[1])
            var (highX, highY) = (lowX, lowY)
            for i in stride(from: 0, to: values.count, by: 2) {
                (lowX, highX) = (min(lowX, values[i]), max(highX, values[i]))
                (lowY, highY) = (min(lowY, values[i + 1]), max(highY, values[i + 1]))
            }
            let side = max(highX - lowX, highY - lowY)
            let (centreX, centreY) = (0.5 * lowX + 0.5 * highX, 0.5 * lowY + 0.5 * highY)
            let extent = Float(NetworkFrame.extent)
            let scale = side > 0 ? 2 * extent / side : 1
            // Rounding may carry a point beyond the limit, or a scale beyond the largest number.
            func bounded(_ value: Float) -> Float { min(max(value * scale, -extent), extent) }
            for i in stride(from: 0, to: values.count, by: 2) {
                values[i] = side > 0 ? bounded(values[i] - centreX) : 0
                values[i + 1] = side > 0 ? bounded(values[i + 1] - centreY) : 0
            }
        }
    }
}

extension PackedSketch {
    /// Coordinates are rounded to 32 bits.
    package init(_ sketch: Sketch) {
        self.init(strokes: sketch.strokes.map { stroke in stroke.map { (Float($0.x), Float($0.y)) } })
    }
}

extension Sketch {
    package init(_ packed: PackedSketch) {
        self.init(
            strokes: (0..<packed.strokeCount).map { stroke in
                packed.range(ofStroke: stroke).map { Point(Double(packed[$0].x), Double(packed[$0].y)) }
            }
        )
    }
}
