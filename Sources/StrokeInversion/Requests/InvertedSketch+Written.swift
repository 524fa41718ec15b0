package import SketchModel

extension InvertedSketch {
    /// The original with its strokes where they were at entry `step`, to be written to a file of its format.
    ///
    /// A drawing on a grid stays on it: if all coordinates are integers and its longer side is at least 128, strokes
    /// move by integers, so that formats of integers don't change the shape of strokes.
    /// - Parameter isInside: whether strokes outside the drawing's own box are moved back to its edges, for formats
    ///   that cannot represent anything outside.
    package func written(at step: Int, isInside: Bool = false) -> Sketch {
        var sketch = original
        guard let box = original.boundingBox else { return sketch }
        let isWhole =
            box.longerSide >= 128 && original.points.allSatisfy { $0.x.rounded() == $0.x && $0.y.rounded() == $0.y }
        for (index, stroke) in strokes.enumerated() {
            var offset = displacement(ofStroke: index, at: step)
            let range = original.range(ofStroke: stroke)
            if isInside, let own = BoundingBox(original.points[range]) {
                offset.x = min(max(offset.x, box.minimum.x - own.minimum.x), box.maximum.x - own.maximum.x)
                offset.y = min(max(offset.y, box.minimum.y - own.minimum.y), box.maximum.y - own.maximum.y)
            }
            if isWhole { offset = Point(offset.x.rounded(), offset.y.rounded()) }
            for point in range { sketch.points[point] = original.points[point] + offset }
        }
        return sketch
    }

    /// The displacement of each of the original's strokes from where it was drawn, at entry `step`, in its units:
    /// rounded to a hundred-thousandth of the drawing's longer side or less, and zero for strokes that are not part of
    /// the task.
    package func offsets(at step: Int) -> [Point] {
        var offsets = Array(repeating: Point.zero, count: original.strokeCount)
        var unit = 1.0
        let side = original.boundingBox?.longerSide ?? 0
        guard side > 0, side.isFinite else { return offsets }
        // A power of ten, so that the numbers are short.
        while unit > side / 100_000 { unit /= 10 }
        while unit * 10 <= side / 100_000 { unit *= 10 }
        for (index, stroke) in strokes.enumerated() {
            let offset = displacement(ofStroke: index, at: step)
            // Division by a whole number of parts gives the number closest to the decimal one.
            let parts = (1 / unit).rounded()
            func rounded(_ value: Double) -> Double {
                unit < 1 ? (value * parts).rounded() / parts : (value / unit).rounded() * unit
            }
            offsets[stroke] = Point(rounded(offset.x) + 0, rounded(offset.y) + 0)
        }
        return offsets
    }

    /// The mean distance of the movable strokes from where they were drawn, at entry `step`, as a share of the diagonal
    /// of the drawing's box. `nil` if no stroke may move, or the drawing has no extent.
    package func meanDistance(at step: Int) -> Double? {
        let free = task.isFree.indices.filter { task.isFree[$0] }
        guard let box = original.boundingBox, box.longerSide > 0, !free.isEmpty else { return nil }
        // Divided by the longer side first: the squares of large coordinates aren't finite.
        let (width, height) = (box.width / box.longerSide, box.height / box.longerSide)
        let diagonal = (width * width + height * height).squareRoot()
        let total = free.reduce(0.0) { sum, stroke in
            let offset = displacement(ofStroke: stroke, at: step) * (1 / box.longerSide)
            return sum + (offset.x * offset.x + offset.y * offset.y).squareRoot()
        }
        return total / Double(free.count) / diagonal
    }
}
