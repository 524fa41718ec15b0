internal import SketchModel

/// The colour of each stroke of one sketch.
struct StrokeColours {
    private let ink: Colour
    private let places: [Double]
    private let palette: Palette

    init(_ sketch: borrowing Sketch, style: RenderStyle) {
        ink = style.background.ink
        palette = style.palette
        let count = sketch.strokeCount
        switch style.colouring {
        case .none: places = []
        case .stroke, .order: places = (0..<count).map { count > 1 ? Double($0) / Double(count - 1) : 0 }
        case .time: places = StrokeBeginnings.of(sketch)
        case .values(let values): places = values
        }
    }

    subscript(stroke: Int) -> Colour {
        stroke < places.count ? palette.colour(at: places[stroke]) : ink
    }
}

extension Background {
    /// The colour of strokes that are not coloured.
    var ink: Colour { self == .black ? .white : .black }
}
