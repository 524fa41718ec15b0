package import Augmentation
package import SketchModel

/// Many sketches in the network's input format, packed one after another without padding.
///
/// Each row of a stroke has four numbers: dx, dy, pen down, pen up. The first row of a stroke has no offset; the
/// stroke's first point is kept separately in `starts`. The pen is up in the last row of a stroke only.
package struct StrokeBatch<Scalar: NetworkScalar>: Sendable {
    /// The rows of all strokes, four numbers per row.
    package private(set) var offsets: [Scalar] = []
    /// For each stroke, the row after its last.
    package private(set) var strokeEnds: [Int] = []
    /// For each sketch, the stroke after its last.
    package private(set) var sketchEnds: [Int] = []
    /// The index of each stroke in its sketch, from 0: its row in the order embedding.
    package private(set) var orders: [Int] = []
    /// x and y of each stroke's first point. Callers may change them, as inversion does.
    package var starts: [Scalar] = []
    /// For each sketch, the class given to a location network; empty for other networks.
    package private(set) var labels: [Int] = []
    /// The number of strokes left out, because they came after the 196th of their sketch.
    package private(set) var truncatedStrokes = 0

    package init() {}

    package var sketchCount: Int { sketchEnds.count }
    package var strokeCount: Int { strokeEnds.count }
    package var pointCount: Int { strokeEnds.last ?? 0 }

    /// The strokes of sketch `index`.
    package func strokes(ofSketch index: Int) -> Range<Int> {
        (index == 0 ? 0 : sketchEnds[index - 1])..<sketchEnds[index]
    }

    /// The rows of stroke `index`.
    package func rows(ofStroke index: Int) -> Range<Int> {
        (index == 0 ? 0 : strokeEnds[index - 1])..<strokeEnds[index]
    }

    /// Removes the sketches and keeps the memory.
    package mutating func removeAll() {
        offsets.removeAll(keepingCapacity: true)
        strokeEnds.removeAll(keepingCapacity: true)
        sketchEnds.removeAll(keepingCapacity: true)
        orders.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        labels.removeAll(keepingCapacity: true)
        truncatedStrokes = 0
    }

    /// Reconstructs the sketch `index`, as exactly as the rounding of its offsets allows.
    package func sketch(_ index: Int) -> Sketch {
        var sketch = Sketch()
        for stroke in strokes(ofSketch: index) {
            var point = Point(Double(starts[2 * stroke]), Double(starts[2 * stroke + 1]))
            for row in rows(ofStroke: stroke) {
                point = Point(point.x + Double(offsets[4 * row]), point.y + Double(offsets[4 * row + 1]))
                sketch.points.append(point)
            }
            sketch.strokeEnds.append(sketch.points.count)
        }
        return sketch
    }

    /// Adds a sketch that is already within ±0.74 (`normalise:sketchxai`). Empty strokes are skipped and don't count in
    /// the order; strokes after the 196th are left out and counted in `truncatedStrokes`. A sketch without strokes is
    /// added too: the network then only sees its class token.
    @_specialize(where Scalar == Float)
    package mutating func append(_ sketch: Sketch) {
        var order = 0
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            guard let first = range.first else { continue }
            guard order < SketchNetConfiguration.maximumStrokes else {
                truncatedStrokes += 1
                continue
            }
            var previous = sketch.points[first]
            starts.append(Scalar(previous.x))
            starts.append(Scalar(previous.y))
            for index in range {
                let point = sketch.points[index]
                let lifts = index == range.upperBound - 1
                offsets.append(Scalar(point.x - previous.x))
                offsets.append(Scalar(point.y - previous.y))
                offsets.append(lifts ? 0 : 1)
                offsets.append(lifts ? 1 : 0)
                previous = point
            }
            strokeEnds.append(offsets.count / 4)
            orders.append(order)
            order += 1
        }
        sketchEnds.append(strokeEnds.count)
    }

    /// Adds a sketch that is already within ±0.74, with at most 196 strokes, none of them empty.
    @_specialize(where Scalar == Float)
    package mutating func append(_ sketch: PackedSketch) {
        precondition(sketch.strokeEnds.count <= SketchNetConfiguration.maximumStrokes)
        var point = 0
        for (order, end) in sketch.strokeEnds.enumerated() {
            var (previousX, previousY) = sketch[point]
            starts.append(Scalar(previousX))
            starts.append(Scalar(previousY))
            while point < end {
                let (x, y) = sketch[point]
                point += 1
                offsets.append(Scalar(x - previousX))
                offsets.append(Scalar(y - previousY))
                offsets.append(point == end ? 0 : 1)
                offsets.append(point == end ? 1 : 0)
                (previousX, previousY) = (x, y)
            }
            strokeEnds.append(offsets.count / 4)
            orders.append(order)
        }
        sketchEnds.append(strokeEnds.count)
    }

    /// Adds a sketch for a location network, which gets the sizes of the strokes and the class instead of the positions
    /// of the strokes. The sketch has at most 196 strokes, none of them empty.
    package mutating func append(_ sketch: PackedSketch, toPlaceAs label: Int) {
        let first = starts.count
        append(sketch)
        for (stroke, box) in sketch.strokeBoxes.enumerated() {
            starts[first + 2 * stroke] = Scalar(box.reach.x)
            starts[first + 2 * stroke + 1] = Scalar(box.reach.y)
        }
        labels.append(label)
    }
}
