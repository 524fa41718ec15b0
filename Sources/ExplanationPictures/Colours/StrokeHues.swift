internal import Charts
package import SketchModel

/// Which colour a stroke has in every picture and on every page: it depends on the stroke's index alone.
///
/// The first six are those of Okabe and Ito ("Color Universal Design", 2008) that are seen on white; the next are of Paul
/// Tol's schemes "muted" and "dark" ("Colour Schemes", SRON, 2021), and black is last. Any two are at least 17 apart
/// (CIE 1976 ΔE), for people with normal colour vision and for those without red or green cones, as Machado, Oliveira
/// and Fernandes (2009) simulate it.
package enum StrokeHues {
    /// Strokes after the last colour begin anew with the first.
    package static let all: [Colour] =
        ChartColours.all + [0x332288, 0x661100, 0x225555, 0x666633, 0x000000].map(Colour.init(rgb:))

    /// The colour of stroke `index`, from 0.
    package static func colour(ofStroke index: Int) -> Colour { all[index % all.count] }

    /// The colours of the first `count` strokes.
    package static func colours(_ count: Int) -> [Colour] { (0..<max(0, count)).map(colour(ofStroke:)) }

    /// For each that is too dark on a dark page, what it becomes there: no nearer to the others.
    package static let onDark: [(colour: Colour, lifted: Colour)] = [
        (0x332288, 0x683EFF), (0x661100, 0xC91E3C), (0x225555, 0xA3E297), (0x666633, 0xFFFF80), (0x000000, 0xF2F2F2),
    ].map { (Colour(rgb: $0), Colour(rgb: $1)) }
}
