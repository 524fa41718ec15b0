package import SketchModel

/// A sketch with its inversion, in the units of the original.
package struct InvertedSketch: Sendable {
    /// As it was read.
    package let original: Sketch
    /// For each stroke of the task, its index in `original`: strokes without points, and those after the 196th, are not
    /// part of a task, and stay where they are.
    package let strokes: [Int]
    package let task: InversionTask
    package let trace: InversionTrace
    /// The name of the target class, and that of the class traced in addition to it.
    package let target: String
    package let label: String
    /// Frame units per unit of the original: in the frame, the longer side of a drawing is 1.48.
    package let scale: Double
    /// The point of the original at the frame's origin: the centre of its bounding box.
    package let origin: Point

    /// - Parameters:
    /// - original: its strokes with points, as many as the task has, are those of the task.
    package init(_ original: Sketch, task: InversionTask, trace: InversionTrace, target: String, label: String) {
        self.original = original
        (self.task, self.trace, self.target, self.label) = (task, trace, target, label)
        strokes = Array(original.strokesSeen.prefix(trace.strokeCount))
        scale = original.frameScale
        origin = original.boundingBox?.center ?? .zero
    }

    /// The displacement of stroke `stroke` of the task from where it was drawn, at entry `step` of the trace, in the
    /// original's units.
    package func displacement(ofStroke stroke: Int, at step: Int) -> Point {
        let drawn = task.drawn[stroke]
        let place = 2 * (step * trace.strokeCount + stroke)
        return Point(
            Double(trace.locations[place] - drawn.x) / scale,
            Double(trace.locations[place + 1] - drawn.y) / scale
        )
    }

    /// The original with its strokes where they were at entry `step`.
    package func sketch(at step: Int) -> Sketch {
        var sketch = original
        for (index, stroke) in strokes.enumerated() {
            let offset = displacement(ofStroke: index, at: step)
            for point in sketch.range(ofStroke: stroke) { sketch.points[point] = original.points[point] + offset }
        }
        return sketch
    }

    /// The same in the frame of the network, in which drawings fill ±0.74 and the canvas is ±1. For pictures.
    package func framed(at step: Int) -> Sketch { framed(sketch(at: step)) }

    /// Maps a drawing from the original's units to the frame of the network.
    package func framed(_ sketch: Sketch) -> Sketch {
        var sketch = sketch
        for point in sketch.points.indices { sketch.points[point] = (sketch.points[point] - origin) * scale }
        return sketch
    }
}
