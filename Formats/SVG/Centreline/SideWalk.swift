internal import SketchModel

/// How the two sides of a line's outline belong together: a walk along both of them from one end of the line to the
/// other.
///
/// The outline is a ring of points at equal distances. Both feet start at one of them. Each step moves one foot to the
/// next point, the left one forwards and the right one backwards along the ring, until they meet at the other end. The
/// walk with the least sum of squared distances between the feet is found by dynamic programming, as in dynamic time
/// warping; the other end is then where it ends. Since feet never go back, it doesn't matter where the line crosses or
/// touches itself.
struct SideWalk {
    /// The most points of a ring of which all walks are compared. Finer rings are walked near the walk of a ring of
    /// half the points.
    private static let coarseLimit = 256
    /// The greatest difference of a foot from that walk, in points of the finer ring.
    private static let reach = 8

    private let ring: [Point]
    /// The point at which both feet start.
    let start: Int
    /// How far the left foot has come after each step.
    private let left: [Int]

    /// Finds the walk along an outline whose ends aren't known.
    ///
    /// A walk from any point ends at an end of the line, since there it can bring its feet together; a walk from there
    /// ends at the other end.
    init(along outline: ClosedOutline, pointCount: Int, work: inout Int) {
        var counts = [pointCount]
        while let last = counts.last, last > Self.coarseLimit { counts.append((last + 1) / 2) }
        var ring = outline.resampled(counts.removeLast())
        var walk = SideWalk(ring, from: 0, near: nil, work: &work)
        walk = SideWalk(ring, from: walk.end, near: nil, work: &work)
        walk = SideWalk(ring, from: walk.end, near: nil, work: &work)
        while let count = counts.popLast() {
            ring = outline.resampled(count)
            for _ in 0..<2 {
                let start = Int((Double(walk.end * count) / Double(walk.ring.count)).rounded()) % count
                walk = SideWalk(ring, from: start, near: walk.reversedSteps, work: &work)
            }
        }
        self = walk
    }

    /// The number of steps, which is that of the ring's points.
    var stepCount: Int { ring.count }

    /// The point at which the feet meet.
    var end: Int { (start + left[stepCount]) % stepCount }

    /// The positions of both feet after a number of steps.
    func feet(after step: Int) -> (left: Point, right: Point) {
        let count = stepCount
        return (ring[(start + left[step]) % count], ring[(start + left[step] - step + count) % count])
    }

    /// How far the left foot comes if the walk is taken backwards.
    private var reversedSteps: [Int] {
        let (count, met) = (stepCount, left[stepCount])
        return (0...count).map { step in count - met - (count - step - left[count - step]) }
    }

    /// Finds the best of all walks, or of those near the walk of a coarser ring.
    private init(_ ring: [Point], from start: Int, near guide: [Int]?, work: inout Int) {
        let count = ring.count
        var windows: [ClosedRange<Int>] = []
        var offsets: [Int] = []
        var total = 0
        windows.reserveCapacity(count + 1)
        offsets.reserveCapacity(count + 1)
        for step in 0...count {
            let window = guide.map { Self.window(step, of: count, near: $0) } ?? 0...step
            windows.append(window)
            offsets.append(total)
            total += window.count
        }
        work -= total
        /// Whether the best walk to each place moved its left foot last.
        var movedLeft = [Bool](repeating: false, count: total)
        var costs: [Double] = [0]
        var next: [Double] = []
        for step in 1...count {
            let (before, window) = (windows[step - 1], windows[step])
            next.removeAll(keepingCapacity: true)
            // Both feet's points are one further for each place of the left foot.
            var leftFoot = (start + window.lowerBound) % count
            var rightFoot = (start + window.lowerBound - step + count) % count
            for place in window {
                let stay = before.contains(place) ? costs[place - before.lowerBound] : .infinity
                let move = before.contains(place - 1) ? costs[place - 1 - before.lowerBound] : .infinity
                let rung = ring[leftFoot] - ring[rightFoot]
                if move < stay { movedLeft[offsets[step] + place - window.lowerBound] = true }
                next.append(min(stay, move) + rung.x * rung.x + rung.y * rung.y)
                leftFoot = leftFoot + 1 == count ? 0 : leftFoot + 1
                rightFoot = rightFoot + 1 == count ? 0 : rightFoot + 1
            }
            swap(&costs, &next)
        }
        var place = windows[count].lowerBound
        for candidate in windows[count]
        where costs[candidate - windows[count].lowerBound] < costs[place - windows[count].lowerBound] {
            place = candidate
        }
        var left = [Int](repeating: 0, count: count + 1)
        for step in (0...count).reversed() {
            left[step] = place
            if step > 0, movedLeft[offsets[step] + place - windows[step].lowerBound] { place -= 1 }
        }
        (self.ring, self.start, self.left) = (ring, start, left)
    }

    /// The places of the left foot after a number of steps, near those of a coarser ring.
    private static func window(_ step: Int, of count: Int, near guide: [Int]) -> ClosedRange<Int> {
        let coarse = guide.count - 1
        let index = min(step * coarse / count, coarse - 1)
        let share = Double(step * coarse) / Double(count) - Double(index)
        let place = Double(guide[index]) + Double(guide[index + 1] - guide[index]) * share
        let middle = Int((place * Double(count) / Double(coarse)).rounded())
        let lower = min(max(middle - reach, 0), step)
        return lower...max(min(middle + reach, step), lower)
    }
}
