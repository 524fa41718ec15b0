package import SketchModel

/// How far a drawing has got: its first strokes, and possibly the beginning of the next one.
package struct DrawnPart: Sendable, Hashable {
    /// The number of complete strokes, from the first. A number beyond the last stroke means all of them.
    package var strokes: Int
    /// The number of points of the next stroke, from its first. A number beyond its last point means all of them.
    package var points: Int
    /// Where the line goes after those points, in sketch coordinates; usually between two points.
    package var tip: Point?

    package init(strokes: Int, points: Int = 0, tip: Point? = nil) {
        self.strokes = strokes
        self.points = points
        self.tip = tip
    }
}

/// The strokes of a sketch that are drawn; the last of them may be incomplete.
struct DrawnStrokes {
    let count: Int
    /// The stroke that is incomplete, -1 if there is none.
    private let begun: Int
    private let points: Int
    private let tip: Point?

    init(_ sketch: borrowing Sketch, part: DrawnPart?) {
        let whole = min(max(part?.strokes ?? .max, 0), sketch.strokeCount)
        let isBegun = part.map { whole < sketch.strokeCount && ($0.points > 0 || $0.tip != nil) } ?? false
        count = isBegun ? whole + 1 : whole
        begun = isBegun ? whole : -1
        points = max(part?.points ?? 0, 0)
        tip = part?.tip
    }

    func range(_ stroke: Int, of sketch: borrowing Sketch) -> Range<Int> {
        let range = sketch.range(ofStroke: stroke)
        return stroke == begun ? range.lowerBound..<(range.lowerBound + min(points, range.count)) : range
    }

    func tip(_ stroke: Int) -> Point? { stroke == begun ? tip : nil }
}
