internal import SketchModel

extension ChordSplitter {
    /// Appends the points of a segment that lie a whole number of units along the stroke: the first at the length that
    /// is the number of points so far, and those after it up to but not at `end`. Leaves space for one more point.
    ///
    /// `covered` is the stroke's length before the segment. Nothing in the loop keeps the compiler from computing
    /// several points at a time.
    mutating func appendUnits(from a: Point, to b: Point, length: Double, covered: Double, until end: Double) {
        let first = Double(count)
        let added = max(0, Int(end - first))
        makeRoom(for: added + 1)
        let start = count
        x.withUnsafeMutableBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                for index in 0..<added {
                    let share = (first + Double(index) - covered) / length
                    x[start &+ index] = a.x * (1 - share) + b.x * share
                    y[start &+ index] = a.y * (1 - share) + b.y * share
                }
            }
        }
        count += added
    }
}
