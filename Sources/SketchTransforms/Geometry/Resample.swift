internal import ArgumentGrammar
package import SketchModel

/// Places new points along each stroke, between its own, and interpolates times and pressures.
///
/// The first and the last point of a stroke stay as they are. Empty strokes stay empty.
package struct Resample: SketchTransform {
    package enum Measure: Sendable, Hashable {
        /// A point per this many units of arc length, more than 0, and the last point, which may be nearer. A stroke
        /// without length is reduced to its first and last point; a single point stays one.
        case spacing(Double)
        /// This many points per stroke, 1 or more, evenly by arc length. A stroke without length repeats its points;
        /// for 1, only the first point stays.
        case points(Int)
        /// A point per this many milliseconds, more than 0, and the last point. If times go backwards, the points in
        /// between are skipped.
        case time(Double)
    }

    /// Sketches that would get more points than this are refused.
    package static let pointLimit = 10_000_000

    package var measure: Measure

    package init(by measure: Measure) { self.measure = measure }

    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        if case .time = measure, !sketch.hasTimes, !sketch.points.isEmpty { throw TransformError.noTimes }
        workspace.beginRewriting()
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            if !range.isEmpty { try resample(range, of: sketch, using: &workspace) }
            workspace.endStroke()
        }
        // Two points may be farther apart than a number can express.
        guard workspace.isFinite else { throw TransformError.overflow(transform: "resample") }
        workspace.finishRewriting(&sketch)
        return true
    }

    private func resample(
        _ range: Range<Int>,
        of sketch: borrowing Sketch,
        using workspace: inout TransformWorkspace
    ) throws(TransformError) {
        switch measure {
        case .spacing(let step):
            try workspace.measureLength(range, of: sketch)
            try workspace.sample(range, of: sketch, every: step)
        case .time(let step):
            workspace.measureTime(range, of: sketch)
            try workspace.sample(range, of: sketch, every: step)
        case .points(let count):
            try workspace.measureLength(range, of: sketch)
            try workspace.sample(range, of: sketch, count: count)
        }
    }

    static let catalogueEntry = TransformEntry(
        "resample:spacing=S|points=N|time=MS",
        "place new points along each stroke: every S units, N per stroke, or every MS milliseconds"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...0, keys: ["spacing", "points", "time"])
        guard arguments.items.count <= 1 else { throw .unexpectedArgument(arguments.items[1], form: arguments.form) }
        if let text = arguments.value(of: "spacing") {
            return .each(Resample(by: .spacing(try arguments.number(text, named: "S", .aboveZero))))
        }
        if let text = arguments.value(of: "points") {
            return .each(Resample(by: .points(try arguments.count(text, named: "N", from: 1))))
        }
        if let text = arguments.value(of: "time") {
            return .each(Resample(by: .time(try arguments.number(text, named: "MS", .aboveZero))))
        }
        throw .missingArgument(form: arguments.form)
    }
}

extension TransformWorkspace {
    /// Sets `values` to the arc length from the stroke's first point to each point.
    fileprivate mutating func measureLength(_ range: Range<Int>, of sketch: borrowing Sketch) throws(TransformError) {
        values.removeAll(keepingCapacity: true)
        values.append(0)
        var length = 0.0
        for index in range.dropFirst() {
            let step = sketch.points[index] - sketch.points[index - 1]
            length += (step.x * step.x + step.y * step.y).squareRoot()
            values.append(length)
        }
        guard length.isFinite else { throw .overflow(transform: "resample") }
    }

    /// Sets `values` to the milliseconds from the stroke's first point to each point, never decreasing.
    fileprivate mutating func measureTime(_ range: Range<Int>, of sketch: borrowing Sketch) {
        values.removeAll(keepingCapacity: true)
        var latest = 0.0
        for index in range {
            latest = max(latest, sketch.times[index] - sketch.times[range.lowerBound])
            values.append(latest)
        }
    }

    fileprivate mutating func sample(
        _ range: Range<Int>,
        of sketch: borrowing Sketch,
        every step: Double
    ) throws(TransformError) {
        let total = values[values.count - 1]
        try checkRoom(for: total / step)
        append(range.lowerBound, of: sketch)
        // Anything nearer to the end than this is the end itself, up to rounding.
        let end = total - step * 1e-9
        var segment = 0
        var sample = 1
        while Double(sample) * step < end {
            append(at: Double(sample) * step, of: sketch, strokeStart: range.lowerBound, from: &segment)
            sample += 1
        }
        if range.count > 1 { append(range.upperBound - 1, of: sketch) }
    }

    fileprivate mutating func sample(
        _ range: Range<Int>,
        of sketch: borrowing Sketch,
        count: Int
    ) throws(TransformError) {
        try checkRoom(for: Double(count))
        let last = values.count - 1
        if values[last] == 0 {
            for index in values.indices { values[index] = Double(index) }
        }
        append(range.lowerBound, of: sketch)
        if count == 1 { return }
        var segment = 0
        for sample in 1..<max(count - 1, 1) {
            let position = values[last] * (Double(sample) / Double(count - 1))
            if last == 0 {
                append(range.lowerBound, of: sketch)
            } else {
                append(at: position, of: sketch, strokeStart: range.lowerBound, from: &segment)
            }
        }
        append(range.upperBound - 1, of: sketch)
    }

    /// Appends the point at `position` on the scale of `values`. `segment` isn't past it, and is advanced to it.
    private mutating func append(
        at position: Double,
        of sketch: borrowing Sketch,
        strokeStart: Int,
        from segment: inout Int
    ) {
        while segment + 2 < values.count, values[segment + 1] <= position { segment += 1 }
        let length = values[segment + 1] - values[segment]
        let share = length > 0 ? min((position - values[segment]) / length, 1) : 0
        append(share, past: strokeStart + segment, of: sketch)
    }

    private func checkRoom(for count: Double) throws(TransformError) {
        guard Double(points.count) + count < Double(Resample.pointLimit) else {
            throw .tooManyPoints(transform: "resample", limit: Resample.pointLimit)
        }
    }
}
