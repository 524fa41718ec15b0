internal import Charts
package import SketchModel

/// The colour of a stroke in every picture and on every page: it depends only on the stroke's index.
///
/// The first six are those of Okabe and Ito ("Color Universal Design", 2008) that are visible on white; the next are
/// from Paul Tol's schemes "muted" and "dark" ("Colour Schemes", SRON, 2021), and black is last. Any two are at least
/// 17 apart (CIE 1976 ΔE), for people with normal colour vision and for those without red or green cones, as simulated
/// by Machado, Oliveira and Fernandes (2009).
package enum StrokeHues {
    /// After the last colour, strokes start again with the first.
    package static let all: [Colour] =
        ChartColours.all + [0x332288, 0x661100, 0x225555, 0x666633, 0x000000].map(Colour.init(rgb:))

    /// The colour of stroke `index`, from 0.
    package static func colour(ofStroke index: Int) -> Colour { all[index % all.count] }

    /// Replacements on a dark page for colours that are too dark there; they are no closer to the others.
    package static let onDark: [(colour: Colour, lifted: Colour)] = [
        (0x332288, 0x683EFF), (0x661100, 0xC91E3C), (0x225555, 0xA3E297), (0x666633, 0xFFFF80), (0x000000, 0xF2F2F2),
    ].map { (Colour(rgb: $0), Colour(rgb: $1)) }
}
