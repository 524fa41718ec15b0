internal import SketchModel

/// tldraw's names for colours and sizes, as its light theme shows them.
///
/// Source: `DefaultColorThemePalette` and `STROKE_SIZES` of tldraw 2 to 5; `shape-styles.ts` of version 1.
enum Palette {
    /// The colours of strokes, and of the highlighter.
    private static let colours: [(name: String, stroke: Int, highlight: Int)] = [
        ("black", 0x1D1D1D, 0xFDDD00), ("grey", 0x9FA8B2, 0xCBE7F1), ("light-violet", 0xE085F4, 0xFF88FF),
        ("violet", 0xAE3EC9, 0xC77CFF), ("blue", 0x4465E9, 0x10ACFF), ("light-blue", 0x4BA1F1, 0x00F4FF),
        ("yellow", 0xF1AC4B, 0xFDDD00), ("orange", 0xE16919, 0xFFA500), ("green", 0x099268, 0x00FFC8),
        ("light-green", 0x4CB05E, 0x65F641), ("light-red", 0xF87777, 0xFF7FA3), ("red", 0xE03131, 0xFF636E),
        ("white", 0xFFFFFF, 0xFFFFFF),
    ]

    private static let firstColours = [
        "white": 0xF0F1F3, "lightGray": 0xC6CBD1, "gray": 0x788492, "black": 0x1D1D1D, "green": 0x36B24D,
        "cyan": 0x0E98AD, "blue": 0x1C7ED6, "indigo": 0x4263EB, "violet": 0x7746F1, "red": 0xFF2133,
        "orange": 0xFF9433, "yellow": 0xFFC936,
    ]

    /// The widths of strokes, and of the highlighter, whose size follows that of text.
    private static let sizes: [(name: String, stroke: Double, highlight: Double)] = [
        ("s", 2, 18 * 1.12), ("m", 3.5, 24 * 1.12), ("l", 5, 36 * 1.12), ("xl", 10, 44 * 1.12),
    ]

    /// What strokes without a colour or a width are written with.
    static func defaultColour(isHighlight: Bool) -> String { isHighlight ? "yellow" : "black" }
    static let defaultSize = "m"

    static func colour(_ name: String, isHighlight: Bool = false) -> Colour? {
        colours.first { $0.name == name }.map { Colour(rgb: isHighlight ? $0.highlight : $0.stroke) }
    }

    /// A colour of version 1.
    static func firstColour(_ name: String) -> Colour? { firstColours[name].map { Colour(rgb: $0) } }

    static func width(_ size: String, isHighlight: Bool = false) -> Double? {
        sizes.first { $0.name == size }.map { isHighlight ? $0.highlight : $0.stroke }
    }

    /// A width of version 1.
    static func firstWidth(_ size: String) -> Double? {
        switch size {
        case "small": 2
        case "medium": 3.5
        case "large": 5
        default: nil
        }
    }

    /// The name of the colour with the least sum of squared differences of red, green and blue.
    static func nearest(to colour: Colour, isHighlight: Bool) -> String {
        func distance(_ rgb: Int) -> Int {
            let other = Colour(rgb: rgb)
            let differences = [
                Int(colour.red) - Int(other.red), Int(colour.green) - Int(other.green),
                Int(colour.blue) - Int(other.blue),
            ]
            return differences.reduce(0) { $0 + $1 * $1 }
        }
        let nearest = colours.min {
            distance(isHighlight ? $0.highlight : $0.stroke) < distance(isHighlight ? $1.highlight : $1.stroke)
        }
        return nearest?.name ?? defaultColour(isHighlight: isHighlight)
    }

    /// The size whose width is nearest by its ratio, and the scale that makes it exact, or nearly so.
    static func size(forWidth width: Double, isHighlight: Bool) -> (name: String, scale: Double) {
        func base(_ size: (name: String, stroke: Double, highlight: Double)) -> Double {
            isHighlight ? size.highlight : size.stroke
        }
        func ratio(_ size: (name: String, stroke: Double, highlight: Double)) -> Double {
            max(width / base(size), base(size) / width)
        }
        guard let size = sizes.min(by: { ratio($0) < ratio($1) }) else { return (defaultSize, 1) }
        let scale = width / base(size)
        return scale > 0 && scale.isFinite ? (size.name, scale) : (size.name, 1)
    }
}
