public import SketchModel

/// By what strokes are coloured.
public enum StrokeColouring: Sendable, Hashable {
    /// All in the ink's one colour.
    case none
    /// Each its own colour, as unlike as the palette has them.
    case stroke
    /// From the palette's beginning for the first stroke to its end for the last.
    case order
    /// By when the stroke begins: in time where the sketch has times, in drawn length else.
    case time
    /// By a value a stroke, from 0 (the palette's beginning) to 1 (its end).
    case values([Double])
    /// A colour a stroke, whatever the palette; strokes after those have the ink's.
    case colours([Colour])
    /// Each stroke's own colour, as its file has it; strokes that have none have the ink's.
    case source
}
