public import SketchModel

/// How far a drawing has got: its first strokes, and perhaps the beginning of the next one.
public struct DrawnPart: Sendable, Hashable {
    /// How many strokes are drawn in full, from the first. More than there are: all of them.
    public var strokes: Int
    /// How many points of the next stroke are drawn, from its first. More than it has: all of them.
    public var points: Int
    /// Where the line goes after those points, in sketch coordinates: mostly a place between two points.
    public var tip: Point?

    public init(strokes: Int, points: Int = 0, tip: Point? = nil) {
        self.strokes = strokes
        self.points = points
        self.tip = tip
    }
}
