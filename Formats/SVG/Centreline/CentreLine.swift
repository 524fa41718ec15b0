internal import Platform
internal import SketchModel

/// The line in the middle of an outline, with its width at each point.
struct CentreLine {
    /// The least length of a line, in its own width.
    private static let leastElongation = 2.5
    /// The median width of a line, as a share of the width that its outline's area and perimeter imply.
    private static let medianShares = 0.75...1.3
    /// The greatest width of a line, as a share of its median width.
    private static let greatestShare = 2.2

    /// The number of points per width of the line at which both sides are compared.
    private static let density = 4.0

    private(set) var points: [Point]
    private(set) var widths: [Double]
    /// The median width of its last piece.
    private var endWidth = 0.0

    /// Finds the line in the middle of an outline, from the end that is nearer to the outline's start.
    /// - Parameter work: the number of comparisons that may still be made.
    /// - Returns: `nil` if the outline isn't that of a line: it isn't long for its width, or its sides aren't about as
    ///   far from each other everywhere.
    init?(of outline: ClosedOutline, work: inout Int) {
        guard outline.lineLength >= Self.leastElongation * outline.lineWidth * 0.5,
            let outline = outline.withoutRepeatedCircles(work: &work),
            outline.lineLength >= Self.leastElongation * outline.lineWidth
        else { return nil }
        let pointCount = outline.pointCount(perWidth: Self.density)
        let walk = SideWalk(along: outline, pointCount: pointCount, work: &work)
        let count = walk.stepCount
        var middles: [Point] = []
        var rungs: [Point] = []
        for step in 0...count {
            let feet = walk.feet(after: step)
            middles.append((feet.left + feet.right) * 0.5)
            rungs.append(feet.left - feet.right)
        }
        let lengths = rungs.map { $0.distance(to: .zero) }
        let median = Self.median(lengths)
        let greatest = lengths.reduce(0, max)
        guard Self.medianShares.contains(median / outline.lineWidth), greatest <= Self.greatestShare * median else {
            return nil
        }
        // A round end is half a circle around the line's own end, however the feet walk round it.
        let length = outline.perimeter / Double(count)
        guard let first = (2...count).first(where: { Double($0) * length >= lengths[$0] * .pi / 2 }),
            let last = (0...(count - 2)).last(where: { Double(count - $0) * length >= lengths[$0] * .pi / 2 }),
            last - first > 2
        else { return nil }
        points = []
        widths = []
        // Only one foot moves in a step, so the mean of some steps is smoother; and a few points per width are enough.
        let steps = stride(from: first + 1, to: last - 1, by: Int(Self.density)) + [last - 1]
        for step in steps {
            let before = (middles[step - 1] + middles[step]) * 0.5
            let after = (middles[step] + middles[step + 1]) * 0.5
            points.append((before + after) * 0.5)
            // Rungs may be slanted, but the width is that across the line.
            let along = after - before
            let distance = along.distance(to: .zero)
            let rung = rungs[step]
            widths.append(
                distance > 0 ? abs(along.x * rung.y - along.y * rung.x) / distance : lengths[step]
            )
        }
        endWidth = width
        func distanceFromStart(_ index: Int) -> Int { min(index, count - index) }
        if distanceFromStart(walk.end) < distanceFromStart(walk.start) {
            points.reverse()
            widths.reverse()
        }
    }

    /// The median of the widths.
    var width: Double { Self.median(widths) }

    /// Whether another line goes on where this one ends.
    func isContinued(by other: CentreLine) -> Bool {
        guard let last = points.last, let first = other.points.first else { return false }
        return last.distance(to: first) <= min(endWidth, other.endWidth) / 2
    }

    mutating func append(_ other: CentreLine) {
        points += other.points.dropFirst()
        widths += other.widths.dropFirst()
        endWidth = other.endWidth
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
