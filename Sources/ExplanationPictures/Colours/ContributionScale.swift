package import SketchModel

/// The colours of numbers a stroke: how much it speaks for a label.
///
/// Diverging, from blue (against) over grey (nothing) to vermilion (for); sequential, from grey to vermilion. The ends
/// are Okabe and Ito's, which people with any kind of colour vision tell apart. The middle is dark enough for a line on
/// white.
package struct ContributionScale: Sendable, Hashable {
    /// Whether there are numbers below zero.
    package let isDiverging: Bool
    /// The number that has the full colour; above 0.
    package let limit: Double

    /// - Parameter values: those that are to be told apart; the largest magnitude has the full colour. What is no number
    ///   does not count.
    package init(_ values: [Double]) {
        isDiverging = values.contains { $0 < 0 }
        let largest = values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
        limit = largest > 0 ? largest : 1
    }

    /// Numbers beyond the limit have the full colour, those that are no number that of nothing.
    package func colour(_ value: Double) -> Colour {
        let share = value.isNaN ? 0 : min(max(value / limit, isDiverging ? -1 : 0), 1)
        let end = share < 0 ? Self.against : Self.for
        // The root lifts small numbers out of the grey.
        return Self.nothing.mixed(with: end, share: share.magnitude.squareRoot())
    }

    /// Where no number says anything.
    package static let nothing = Colour(rgb: 0xB8BCC2)
    package static let `for` = Colour(rgb: 0xD55E00)
    package static let against = Colour(rgb: 0x0072B2)
}

extension Colour {
    /// - Parameter share: of `other`, from 0 to 1.
    func mixed(with other: Colour, share: Double) -> Colour {
        func between(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded()) }
        return Colour(
            red: between(red, other.red),
            green: between(green, other.green),
            blue: between(blue, other.blue)
        )
    }
}
