public import SketchModel

/// What decides the colour of each stroke.
public enum StrokeColouring: Sendable, Hashable {
    /// All strokes in the colour of the ink.
    case none
    /// A colour per stroke, as different from each other as the palette allows.
    case stroke
    /// Along the palette by drawing order, from its start for the first stroke to its end for the last.
    case order
    /// By when the stroke begins: in time if the sketch has times, otherwise in drawn length.
    case time
    /// By one value per stroke, from 0 (the palette's start) to 1 (its end).
    case values([Double])
    /// One colour per stroke, whatever the palette; any further strokes have the ink's.
    case colours([Colour])
    /// Each stroke's own colour, as its file has it; strokes without one have the ink's.
    case source
}
