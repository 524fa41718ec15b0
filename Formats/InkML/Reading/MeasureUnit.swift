internal import XMLTrees

/// The units that InkML names, as multiples of one of each kind.
enum MeasureUnit {
    /// In metres. Device units (`dev`) have no known size.
    static let lengths: [String: Double] = [
        "m": 1, "cm": 0.01, "mm": 0.001, "in": 0.0254, "pt": 0.0254 / 72, "pc": 0.0254 / 6, "himetric": 0.000_01,
    ]
    /// In milliseconds.
    static let times: [String: Double] = ["ms": 1, "s": 1000, "us": 0.001, "ns": 0.000_001]
    /// In radians.
    static let angles: [String: Double] = ["rad": 1, "deg": .pi / 180]
}

/// What a number of a channel measures: `1 / perUnit` of its unit.
struct Measure: Hashable {
    /// As the file names it; empty if it doesn't.
    var unit = ""
    /// How many of the channel's numbers one unit takes: its resolution.
    var perUnit = 1.0

    /// How many of `other`'s numbers one of these lengths is; 1 if that isn't known.
    func ratio(to other: Measure) -> Double {
        let ratio: Double
        if unit == other.unit {
            ratio = other.perUnit / perUnit
        } else if let own = MeasureUnit.lengths[unit], let others = MeasureUnit.lengths[other.unit] {
            ratio = own / perUnit / (others / other.perUnit)
        } else {
            return 1
        }
        // Numbers whose scale differs by no more than rounding stay as they are.
        return ratio.isFinite && abs(ratio - 1) > 1e-9 ? ratio : 1
    }
}
