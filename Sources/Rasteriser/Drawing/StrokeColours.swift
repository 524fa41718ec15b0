internal import SketchModel

/// The colour of each stroke of one sketch.
struct StrokeColours {
    private let ink: Colour
    private let palette: Palette
    private let places: Places

    /// The positions of strokes on the palette, from 0 to 1.
    private enum Places {
        case none
        /// This many positions, spaced evenly from one end to the other. Each stroke is `step` positions further than
        /// the one before, wrapping around at the end.
        case even(Int, step: Int)
        /// One position per stroke; strokes without one are in ink.
        case each([Double])
        /// No positions: the colours themselves.
        case given([Colour])
    }

    init(_ sketch: borrowing Sketch, style: RenderStyle) {
        ink = style.background.ink
        palette = style.palette
        switch style.colouring {
        case .none: places = .none
        case .stroke: places = .even(sketch.strokeCount, step: Self.spreadingStep(sketch.strokeCount))
        case .order: places = .even(sketch.strokeCount, step: 1)
        case .time: places = .each(StrokeBeginnings.of(sketch))
        case .values(let values): places = .each(values)
        case .colours(let colours): places = .given(colours)
        case .source:
            let ink = style.background.ink
            places = .given((0..<sketch.strokeCount).map { sketch.attributes(ofStroke: $0).colour ?? ink })
        }
    }

    /// A step that separates neighbours and still reaches every position: about two fifths of the whole.
    private static func spreadingStep(_ count: Int) -> Int {
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        var step = max(1, count * 2 / 5)
        while divisor(step, count) > 1 { step += 1 }
        return step
    }

    subscript(stroke: Int) -> Colour {
        switch places {
        case .none: ink
        case .even(let count, let step):
            palette.colour(at: count > 1 ? Double(stroke * step % count) / Double(count - 1) : 0)
        case .each(let places): stroke < places.count ? palette.colour(at: places[stroke]) : ink
        case .given(let colours): stroke < colours.count ? colours[stroke] : ink
        }
    }
}

extension Background {
    /// The colour of strokes that have no colour of their own.
    var ink: Colour { isDark ? .white : .black }
}
