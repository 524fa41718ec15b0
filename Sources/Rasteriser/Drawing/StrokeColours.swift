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
        case .stroke: places = Self.spread(count)
        case .order: places = (0..<count).map { count > 1 ? Double($0) / Double(count - 1) : 0 }
        case .time: places = StrokeBeginnings.of(sketch)
        case .values(let values): places = values
        }
    }

    /// Places at equal distances, those of neighbours far apart: steps of two fifths of the whole, or nearly.
    private static func spread(_ count: Int) -> [Double] {
        guard count > 1 else { return Array(repeating: 0, count: count) }
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        var step = max(1, count * 2 / 5)
        while divisor(step, count) > 1 { step += 1 }
        return (0..<count).map { Double($0 * step % count) / Double(count - 1) }
    }

    subscript(stroke: Int) -> Colour {
        stroke < places.count ? palette.colour(at: places[stroke]) : ink
    }
}

extension Background {
    /// The colour of strokes that are not coloured.
    var ink: Colour { self == .black ? .white : .black }
}
