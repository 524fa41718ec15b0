internal import Rasteriser
package import SketchModel

/// The colours of one number per stroke: how much the stroke supports a label.
///
/// Diverging, from blue (against) over grey (neutral) to vermilion (for); or sequential, from grey to vermilion. The
/// ends are Okabe and Ito's, which people with any kind of colour vision can tell apart. The middle is dark enough for
/// a line on white.
package struct ContributionScale: Sendable, Hashable {
    /// Whether there are negative numbers.
    package let isDiverging: Bool
    /// The number with the full colour; above 0.
    package let limit: Double

    /// - Parameter values: the numbers to be told apart; the largest magnitude gets the full colour. NaN and infinities
    ///   are ignored.
    package init(_ values: [Double]) {
        isDiverging = values.contains { $0 < 0 }
        let largest = values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
        limit = largest > 0 ? largest : 1
    }

    /// Numbers beyond the limit have the full colour, and those that aren't finite the neutral one.
    package func colour(_ value: Double) -> Colour {
        let share = value.isNaN ? 0 : min(max(value / limit, isDiverging ? -1 : 0), 1)
        let end = share < 0 ? Self.against : Self.for
        // The square root lifts small numbers out of the grey.
        return Self.nothing.mixed(with: end, share: share.magnitude.squareRoot())
    }

    /// The neutral colour.
    package static let nothing = Colour(rgb: 0xB8BCC2)
    package static let `for` = Colour(rgb: 0xD55E00)
    package static let against = Colour(rgb: 0x0072B2)
}
