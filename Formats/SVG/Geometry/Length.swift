/// A number with a unit, as `12`, `3.5mm` or `50%`.
struct Length: Sendable, Equatable {
    var value: Double
    var unit: Unit

    enum Unit: Sendable {
        case pixel, centimetre, millimetre, inch, point, pica, quarterMillimetre, em, ex, rootEm, percent

        init?(_ text: Span<UInt8>) {
            if text.isEmpty || text.equalsIgnoringCase("px") {
                self = .pixel
            } else if text.equalsIgnoringCase("mm") {
                self = .millimetre
            } else if text.equals("%") {
                self = .percent
            } else if text.equalsIgnoringCase("cm") {
                self = .centimetre
            } else if text.equalsIgnoringCase("in") {
                self = .inch
            } else if text.equalsIgnoringCase("pt") {
                self = .point
            } else if text.equalsIgnoringCase("pc") {
                self = .pica
            } else if text.equalsIgnoringCase("q") {
                self = .quarterMillimetre
            } else if text.equalsIgnoringCase("em") {
                self = .em
            } else if text.equalsIgnoringCase("ex") {
                self = .ex
            } else if text.equalsIgnoringCase("rem") {
                self = .rootEm
            } else {
                return nil
            }
        }

        /// How many CSS pixels, of which an inch has 96; `nil` where that depends on the place.
        var pixels: Double? {
            switch self {
            case .pixel: 1
            case .centimetre: 96 / 2.54
            case .millimetre: 96 / 25.4
            case .inch: 96
            case .point: 96.0 / 72
            case .pica: 16
            case .quarterMillimetre: 96 / 101.6
            case .em, .ex, .rootEm, .percent: nil
            }
        }
    }

    init(_ value: Double, _ unit: Unit = .pixel) {
        self.value = value
        self.unit = unit
    }

    /// Reads a length with white space around it.
    init?(_ text: Span<UInt8>) {
        let range = text.trimmed(0..<text.count)
        var offset = range.lowerBound
        guard let value = text.extracting(0..<range.upperBound).number(&offset),
            let unit = Unit(text.extracting(offset..<range.upperBound))
        else { return nil }
        self.init(value, unit)
    }

    /// The length in user units.
    /// - Parameters:
    ///   - whole: what 100 % is.
    ///   - fonts: the font sizes in force, for `em`, `ex` and `rem`.
    func resolved(whole: Double, fonts: FontSizes) -> Double {
        switch unit {
        case .percent: value / 100 * whole
        case .em: value * fonts.own
        case .ex: value * fonts.own / 2
        case .rootEm: value * fonts.root
        default: value * (unit.pixels ?? 1)
        }
    }
}

/// The font size of an element and that of the root, in user units.
struct FontSizes: Sendable, Equatable {
    var own = 16.0
    var root = 16.0
}
