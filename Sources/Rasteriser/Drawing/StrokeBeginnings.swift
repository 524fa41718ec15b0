internal import SketchModel

/// When each stroke of a sketch begins, from 0 (the sketch's beginning) to 1 (its end).
enum StrokeBeginnings {
    /// In time if the sketch has increasing times, otherwise in drawn length.
    static func of(_ sketch: borrowing Sketch) -> [Double] {
        let clock = sketch.hasTimes ? times(sketch) : nil
        return clock ?? lengths(sketch)
    }

    private static func times(_ sketch: borrowing Sketch) -> [Double]? {
        guard let first = sketch.times.first, let last = sketch.times.max(), last > first else { return nil }
        var latest = 0.0
        return (0..<sketch.strokeCount).map { index in
            let range = sketch.range(ofStroke: index)
            if !range.isEmpty { latest = min(max((sketch.times[range.lowerBound] - first) / (last - first), 0), 1) }
            return latest
        }
    }

    private static func lengths(_ sketch: borrowing Sketch) -> [Double] {
        var drawn = 0.0
        var beginnings: [Double] = []
        beginnings.reserveCapacity(sketch.strokeCount)
        for index in 0..<sketch.strokeCount {
            beginnings.append(drawn)
            let range = sketch.range(ofStroke: index)
            guard range.count > 1 else { continue }
            for point in (range.lowerBound + 1)..<range.upperBound {
                let step = sketch.points[point] - sketch.points[point - 1]
                drawn += (step.x * step.x + step.y * step.y).squareRoot()
            }
        }
        return beginnings.map { drawn > 0 ? $0 / drawn : 0 }
    }
}
