internal import SketchModel

/// How a stroke's line is drawn.
public struct LineStyle: Sendable, Hashable {
    public enum Width: Sendable, Hashable {
        case pixels(Double)
        /// In the sketch's own units: the line scales with the drawing.
        case units(Double)
        /// Each stroke's own width, as its file has it. Strokes without one are this many pixels wide.
        case source(otherwise: Double)
    }

    /// The shape of a line's two ends.
    public enum Cap: String, Sendable, CaseIterable {
        case round
        /// The line ends at the last point.
        case butt
        /// The line continues for half its width.
        case square
    }

    /// The shape of a line where two segments meet.
    public enum Join: String, Sendable, CaseIterable {
        case round
        /// A point, or a bevel if the point would be longer than `miterLimit` widths.
        case miter
        case bevel
    }

    public var width: Width
    public var cap: Cap
    public var join: Join
    /// The longest miter, in line widths, as in SVG.
    public var miterLimit = 4.0

    public init(width: Width, cap: Cap = .round, join: Join = .round) {
        self.width = width
        self.cap = cap
        self.join = join
    }
}

extension LineStyle {
    /// The width of a stroke's line in pixels, if a unit of the sketch is `scale` pixels; limited to a width that
    /// covers any canvas many times over.
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
