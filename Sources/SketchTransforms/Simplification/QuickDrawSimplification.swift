public import SketchModel

/// Stub until measured.
public struct QuickDrawSimplification: SketchTransform {
    public init() {}

    public func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard let box = sketch.boundingBox else { return true }
        let scale = box.longerSide > 0 ? 255 / box.longerSide : 1
        workspace.beginRewriting()
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            if !range.isEmpty { workspace.simplifyForQuickDraw(sketch.points, range, from: box.minimum, scale: scale) }
            workspace.endStroke()
        }
        sketch.hasTimes = false
        sketch.hasPressures = false
        workspace.finishRewriting(&sketch)
        return true
    }

    package static let catalogueEntry = TransformEntry(
        "quickdraw",
        "the official simplification: fit to 255, resample to 1, Ramer-Douglas-Peucker with 2, round"
    ) { arguments throws(TransformError) in
        try arguments.expect(plain: 0...0)
        return .each(QuickDrawSimplification())
    }
}

extension TransformWorkspace {
    fileprivate mutating func simplifyForQuickDraw(
        _ source: [Point],
        _ range: Range<Int>,
        from minimum: Point,
        scale: Double
    ) {
        chords.removeAll()
        var previous = (source[range.lowerBound] - minimum) * scale
        chords.x.append(previous.x)
        chords.y.append(previous.y)
        var untilNext = 1.0
        for index in range.dropFirst() {
            let point = (source[index] - minimum) * scale
            let step = point - previous
            let length = (step.x * step.x + step.y * step.y).squareRoot()
            var at = untilNext
            while at <= length {
                let share = at / length
                chords.x.append(previous.x + step.x * share)
                chords.y.append(previous.y + step.y * share)
                at += 1
            }
            untilNext = at - length
            previous = point
        }
        if chords.x.last != previous.x || chords.y.last != previous.y || chords.x.count == 1 {
            chords.x.append(previous.x)
            chords.y.append(previous.y)
        }
        resetFlags(to: false, count: chords.x.count)
        chords.markKept(epsilon: 2, measure: .line, in: &flags, from: 0)
        for index in flags.indices where flags[index] {
            points.append(Point(chords.x[index].rounded(.toNearestOrEven), chords.y[index].rounded(.toNearestOrEven)))
        }
    }
}
