internal import Platform
internal import SketchModel

/// A closed polygon that may be the outline of a line, and may overlap itself.
struct ClosedOutline {
    /// The most points that it is resampled to.
    static let pointLimit = 1 << 14

    /// The corners, without equal ones after another; the last is joined to the first.
    private let corners: [Point]
    /// The length of the outline up to each corner, and at its end.
    private let lengths: [Double]
    /// The enclosed area, with the sign of its direction; what is enclosed twice counts twice.
    let area: Double

    /// - Returns: `nil` if there is nothing to enclose.
    init?(_ points: some Sequence<Point>) {
        var corners: [Point] = []
        for point in points where point != corners.last { corners.append(point) }
        if corners.last == corners.first, !corners.isEmpty { corners.removeLast() }
        guard corners.count > 2 else { return nil }
        var lengths = [0.0]
        var area = 0.0
        for (index, corner) in corners.enumerated() {
            let next = corners[index + 1 == corners.count ? 0 : index + 1]
            lengths.append(lengths[index] + corner.distance(to: next))
            let (a, b) = (corner - corners[0], next - corners[0])
            area += (a.x * b.y - a.y * b.x) / 2
        }
        guard area != 0, area.isFinite, lengths[corners.count].isFinite else { return nil }
        (self.corners, self.lengths, self.area) = (corners, lengths, area)
    }

    var perimeter: Double { lengths[lengths.count - 1] }

    /// The width of the line with round ends that has this area and this perimeter: the smaller root w of
    /// πw²/4 − perimeter · w/2 + area = 0.
    var lineWidth: Double {
        let half = perimeter / 2
        return 2 * abs(area) / (half + max(half * half - .pi * abs(area), 0).squareRoot())
    }

    /// The length of that line, between the centres of its ends.
    var lineLength: Double { (perimeter - .pi * lineWidth) / 2 }

    /// The number of points at which the outline is sampled so that they are a share of the line's width apart.
    func pointCount(perWidth density: Double) -> Int {
        let count = (perimeter * density / lineWidth).rounded(.up)
        return count < Double(Self.pointLimit) ? max(Int(count), 32) : Self.pointLimit
    }

    /// Points at equal distances along the outline, from its start.
    func resampled(_ count: Int) -> [Point] {
        let step = perimeter / Double(count)
        var corner = 0
        return (0..<count).map { index in
            let at = Double(index) * step
            while corner + 1 < corners.count, lengths[corner + 1] <= at { corner += 1 }
            let (a, b) = (corners[corner], corners[corner + 1 == corners.count ? 0 : corner + 1])
            let length = lengths[corner + 1] - lengths[corner]
            return length > 0 ? a + (b - a) * min((at - lengths[corner]) / length, 1) : a
        }
    }

    /// The outline without circles that it goes round a second time, as perfect-freehand does at the end of a line and
    /// around a dot.
    ///
    /// They are found where the outline, within three half circles of the line's width, comes back to the same place
    /// in the same direction. A line that crosses itself comes back in another direction, or later.
    func withoutRepeatedCircles(work: inout Int) -> ClosedOutline? {
        let count = pointCount(perWidth: 4)
        let step = perimeter / Double(count)
        let points = resampled(count)
        let directions = points.indices.map { index in
            let along = points[index + 1 == count ? 0 : index + 1] - points[index]
            let length = (along.x * along.x + along.y * along.y).squareRoot()
            return length > 0 ? along * (1 / length) : .zero
        }
        let reach = min(Int(min(3 * .pi * lineWidth / step, Double(count))), count / 2)
        work -= count * reach
        var kept: [Point] = []
        var index = 0
        while index < count {
            kept.append(points[index])
            var nearest = step * 0.75
            var next = index + 1
            for later in (index + 5)..<max(min(index + reach + 1, count), index + 5) {
                let distance = points[index].distance(to: points[later])
                let (a, b) = (directions[index], directions[later])
                guard distance < nearest, a.x * b.x + a.y * b.y > 0.8 else { continue }
                (nearest, next) = (distance, later + 1)
            }
            index = next
        }
        return kept.count == count ? self : ClosedOutline(kept)
    }
}

extension Point {
    func distance(to other: Point) -> Double {
        let between = self - other
        return (between.x * between.x + between.y * between.y).squareRoot()
    }
}
