package import Rasteriser
package import SketchModel

/// When each point of a drawing is drawn, from 0 (the beginning) to 1 (the end).
///
/// By the sketch's times, if they increase. A pause between strokes keeps its length, up to a tenth of the time that
/// the pen was down, so that no pause dominates the animation. Without times, by drawn length; stroke by stroke if
/// nothing has a length, either.
package struct DrawingTimeline: Sendable {
    /// One per point, never decreasing.
    package let moments: [Double]
    /// Whether the moments come from the sketch's times.
    package let isTimed: Bool
    private let strokeEnds: [Int]

    private static let longestPause = 0.1

    package init(_ sketch: borrowing Sketch) {
        strokeEnds = sketch.strokeEnds
        if let timed = Self.share(Self.clock(sketch)) {
            moments = timed
            isTimed = true
        } else {
            moments = Self.share(Self.lengths(sketch)) ?? Self.turns(sketch)
            isTimed = false
        }
    }

    /// The part of the drawing at a moment; from 1 on, everything.
    package func part(at moment: Double, of sketch: borrowing Sketch) -> DrawnPart {
        guard moment < 1 else { return DrawnPart(strokes: strokeEnds.count) }
        let drawn = Self.firstIndex(in: 0..<moments.count) { moments[$0] > moment }
        let strokes = Self.firstIndex(in: 0..<strokeEnds.count) { strokeEnds[$0] > drawn }
        let points = drawn - (strokes > 0 ? strokeEnds[strokes - 1] : 0)
        guard points > 0 else { return DrawnPart(strokes: strokes) }
        let (from, to) = (sketch.points[drawn - 1], sketch.points[drawn])
        let share = (moment - moments[drawn - 1]) / (moments[drawn] - moments[drawn - 1])
        return DrawnPart(strokes: strokes, points: points, tip: from + (to - from) * share)
    }

    /// The first index that fulfils a condition, which then holds for all later ones; the range's end if there is none.
    private static func firstIndex(in range: Range<Int>, where condition: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Scales numbers that start with 0 to end at 1; `nil` if they don't increase.
    private static func share(_ values: [Double]?) -> [Double]? {
        guard let values, let last = values.last, last > 0, last.isFinite else { return nil }
        return values.map { $0 / last }
    }

    private static func clock(_ sketch: borrowing Sketch) -> [Double]? {
        guard sketch.hasTimes, sketch.times.count == sketch.points.count else { return nil }
        // A clock that goes backwards is treated as standing still.
        var steps = [0.0]
        var latest = sketch.times.first ?? 0
        for time in sketch.times.dropFirst() {
            steps.append(max(time - latest, 0))
            latest = max(latest, time)
        }
        let beginnings = Self.beginnings(sketch)
        let pauses = beginnings.reduce(0) { $0 + steps[$1] }
        let penDown = steps.reduce(0, +) - pauses
        if penDown > 0 {
            for index in beginnings { steps[index] = min(steps[index], penDown * longestPause) }
        }
        return sums(steps)
    }

    private static func lengths(_ sketch: borrowing Sketch) -> [Double]? {
        guard !sketch.points.isEmpty else { return nil }
        var steps = [0.0]
        for index in sketch.points.indices.dropFirst() {
            let step = sketch.points[index] - sketch.points[index - 1]
            steps.append((step.x * step.x + step.y * step.y).squareRoot())
        }
        for index in beginnings(sketch) { steps[index] = 0 }
        return sums(steps)
    }

    /// Each stroke all at once, at equal intervals.
    private static func turns(_ sketch: borrowing Sketch) -> [Double] {
        let starts = [0] + beginnings(sketch)
        var moments: [Double] = []
        for (turn, start) in starts.enumerated() {
            let end = turn + 1 < starts.count ? starts[turn + 1] : sketch.points.count
            let moment = Double(turn) / Double(starts.count)
            moments.append(contentsOf: repeatElement(moment, count: end - start))
        }
        return moments
    }

    /// The first points of all strokes except the first, ignoring empty strokes.
    private static func beginnings(_ sketch: borrowing Sketch) -> [Int] {
        var starts: [Int] = []
        for end in sketch.strokeEnds where end > 0 && end < sketch.points.count && end != starts.last {
            starts.append(end)
        }
        return starts
    }

    private static func sums(_ steps: [Double]) -> [Double] {
        var sum = 0.0
        return steps.map { step in
            sum += step
            return sum
        }
    }
}
