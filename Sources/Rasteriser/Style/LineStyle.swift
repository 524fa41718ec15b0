internal import SketchModel

/// How a stroke's line is drawn.
public struct LineStyle: Sendable, Hashable {
    public enum Width: Sendable, Hashable {
        case pixels(Double)
        /// In the sketch's own units: it grows with the drawing.
        case units(Double)
        /// Each stroke's own width, as its file has it. Strokes that have none are so many pixels wide.
        case source(otherwise: Double)
    }

    /// The form of a line's two ends.
    public enum Cap: String, Sendable, CaseIterable {
        case round
        /// Ends at the last point.
        case butt
        /// Goes on for half a width.
        case square
    }

    /// The form of a line where two segments meet.
    public enum Join: String, Sendable, CaseIterable {
        case round
        /// A point, or a bevel where it would be more than `miterLimit` widths long.
        case miter
        case bevel
    }

    public var width: Width
    public var cap: Cap
    public var join: Join
    /// As in SVG: the longest miter, in line widths.
    public var miterLimit = 4.0

    public init(width: Width, cap: Cap = .round, join: Join = .round) {
        self.width = width
        self.cap = cap
        self.join = join
    }
}

extension LineStyle {
    /// The width of a stroke's line in pixels, where a unit of the sketch is `scale` pixels; no wider than covers any
    /// canvas many times.
    func pixels(of sketch: borrowing Sketch, stroke: Int, scale: Double) -> Double {
        let pixels =
            switch width {
            case .pixels(let width): width
            case .units(let width): width * scale
            case .source(let otherwise): sketch.attributes(ofStroke: stroke).width.map { $0 * scale } ?? otherwise
            }
        return pixels > 0 ? min(pixels, 1e6) : 0
    }
}
