internal import SketchModel

/// A stroke as a record has it, before it is checked.
struct InkStroke {
    /// The most strokes of a drawing, so that a few bytes each can't fill the memory.
    static let most = 1 << 18

    /// Where it begins.
    var start: Int
    var hasPath = false
    var points: [Point] = []
    /// The time of each point in the file's own unit; empty if the format has none.
    var times: [Double] = []
    var pressures: [Double] = []
    var attributes = StrokeAttributes.none
    /// When it begins, in milliseconds since 1970.
    var startTime: Double?
    /// The first thing that is wrong with it.
    private(set) var problem: RecordFault?

    init(start: Int) { self.start = start }

    mutating func note(_ reason: DataSetJSONError, at offset: Int) {
        if problem == nil { problem = RecordFault(offset: offset, reason) }
    }

    /// Appends the strokes to an empty sketch, without their times. Pressures are kept if all points have one in 0…1.
    static func fill(
        _ sketch: inout Sketch,
        with strokes: [InkStroke],
        losses: inout Set<Loss>
    ) throws(RecordFault) {
        for (index, stroke) in strokes.enumerated() {
            if let problem = stroke.problem { throw problem }
            guard stroke.hasPath else { throw RecordFault(offset: stroke.start, .noPath(stroke: index)) }
            let (points, pressures) = (stroke.points.count, stroke.pressures.count)
            guard pressures == 0 || pressures == points else {
                let reason = DataSetJSONError.unequalPressures(stroke: index, points: points, pressures: pressures)
                throw RecordFault(offset: stroke.start, reason)
            }
            sketch.points += stroke.points
            sketch.endStroke()
        }
        if strokes.contains(where: { $0.attributes != .none }) { sketch.attributes = strokes.map(\.attributes) }
        guard strokes.contains(where: { !$0.pressures.isEmpty }) else { return }
        if strokes.allSatisfy({ $0.pressures.count == $0.points.count && $0.pressures.allSatisfy { 0...1 ~= $0 } }) {
            sketch.pressures = strokes.flatMap(\.pressures)
            sketch.hasPressures = true
        } else {
            losses.insert(.pressures)
        }
    }
}

extension Timestamp {
    /// The moment that many milliseconds after 1970 began; `nil` if it lies after the year 9999 or before 1970.
    init?(millisecondsSince1970 milliseconds: Double) {
        guard milliseconds >= 0, milliseconds < 253_402_300_800_000 else { return nil }
        self.init(microseconds: Int64((milliseconds * 1000).rounded()))
    }
}
