internal import SketchModel

/// The colour of each stroke of one sketch.
struct StrokeColours {
    private let ink: Colour
    private let palette: Palette
    private let places: Places

    /// Where on the palette strokes are, from 0 to 1.
    private enum Places {
        case none
        /// So many, evenly from one end to the other.
        case even(Int)
        /// Those without one are in ink.
        case each([Double])
    }

    init(_ sketch: borrowing Sketch, style: RenderStyle) {
        ink = style.background.ink
        palette = style.palette
        switch style.colouring {
        case .none: places = .none
        case .stroke, .order: places = .even(sketch.strokeCount)
        case .time: places = .each(StrokeBeginnings.of(sketch))
        case .values(let values): places = .each(values)
        }
    }

    subscript(stroke: Int) -> Colour {
        switch places {
        case .none: ink
        case .even(let count): palette.colour(at: count > 1 ? Double(stroke) / Double(count - 1) : 0)
        case .each(let places): stroke < places.count ? palette.colour(at: places[stroke]) : ink
        }
    }
}

extension Background {
    /// The colour of strokes that are not coloured.
    var ink: Colour { self == .black ? .white : .black }
}
