/// A length such as `12`, `3.5mm`, `50%` or `calc(1em + 2px)`: the sum of a part that is known at once and parts that
/// depend on where it is used.
struct Length: Sendable, Equatable {
    /// In user units, 96 of which make an inch.
    var pixels = 0.0
    /// Hundredths of a length that depends on what is measured.
    var percent = 0.0
    /// Multiples of the element's font size.
    var ems = 0.0

    /// The sizes that relative lengths of a document refer to.
    struct Basis: Sendable {
        /// The root's font size.
        var rootFont = FontSize.medium
        /// The size that the document is shown at, in CSS pixels.
        var screen = Viewport(width: 100, height: 100)
    }

    init(pixels: Double = 0, percent: Double = 0, ems: Double = 0) {
        self.pixels = pixels
        self.percent = percent
        self.ems = ems
    }

    /// Parses a length with white space around it; `nil` if the text isn't one.
    init?(_ text: Span<UInt8>, _ basis: Basis) {
        let range = text.trimmed(0..<text.count)
        var offset = range.lowerBound
        let text = text.extracting(0..<range.upperBound)
        if let value = text.number(&offset) {
            if offset == text.count {
                pixels = value
                return
            }
            guard let unit = Length(of: text.extracting(offset..<text.count), basis) else { return nil }
            self = unit * value
        } else {
            guard let sum = LengthSum.parse(text.extracting(range.lowerBound..<text.count), basis) else { return nil }
            self = sum
        }
    }

    /// The length of one unit.
    init?(of unit: Span<UInt8>, _ basis: Basis) {
        if unit.equals("%") {
            percent = 1
        } else if unit.equalsIgnoringCase("em") {
            ems = 1
        } else if unit.equalsIgnoringCase("ex") || unit.equalsIgnoringCase("ch") {
            ems = 0.5
        } else if unit.equalsIgnoringCase("rem") {
            pixels = basis.rootFont
        } else if unit.equalsIgnoringCase("vw") {
            pixels = basis.screen.width / 100
        } else if unit.equalsIgnoringCase("vh") {
            pixels = basis.screen.height / 100
        } else if unit.equalsIgnoringCase("vmin") {
            pixels = min(basis.screen.width, basis.screen.height) / 100
        } else if unit.equalsIgnoringCase("vmax") {
            pixels = max(basis.screen.width, basis.screen.height) / 100
        } else if let factor = Self.pixels(in: unit) {
            pixels = factor
        } else {
            return nil
        }
    }

    /// The number of CSS pixels in an absolute unit; `nil` if it isn't one.
    static func pixels(in unit: Span<UInt8>) -> Double? {
        if unit.equalsIgnoringCase("px") { return 1 }
        if unit.equalsIgnoringCase("mm") { return 96 / 25.4 }
        if unit.equalsIgnoringCase("cm") { return 96 / 2.54 }
        if unit.equalsIgnoringCase("in") { return 96 }
        if unit.equalsIgnoringCase("pt") { return 96.0 / 72 }
        if unit.equalsIgnoringCase("pc") { return 16 }
        return unit.equalsIgnoringCase("q") ? 96 / 101.6 : nil
    }

    /// The length in user units.
    /// - Parameters:
    ///   - whole: the length that 100 % stands for.
    ///   - font: the current font size.
    func resolved(whole: Double, font: Double) -> Double {
        // 0 % of an infinite length is still 0.
        (percent == 0 ? pixels : pixels + percent / 100 * whole) + (ems == 0 ? 0 : ems * font)
    }

    static func + (a: Length, b: Length) -> Length {
        Length(pixels: a.pixels + b.pixels, percent: a.percent + b.percent, ems: a.ems + b.ems)
    }

    static func * (length: Length, factor: Double) -> Length {
        Length(pixels: length.pixels * factor, percent: length.percent * factor, ems: length.ems * factor)
    }
}

/// Named font sizes, in CSS pixels.
enum FontSize {
    static let medium = 16.0

    /// The size with a name; `nil` if `text` isn't one.
    /// - Parameter parent: the size that `smaller` and `larger` refer to.
    static func named(_ text: Span<UInt8>, parent: Double) -> Double? {
        if text.equalsIgnoringCase("smaller") { return parent / 1.2 }
        if text.equalsIgnoringCase("larger") { return parent * 1.2 }
        if text.equalsIgnoringCase("xx-small") { return 9 }
        if text.equalsIgnoringCase("x-small") { return 10 }
        if text.equalsIgnoringCase("small") { return 13 }
        if text.equalsIgnoringCase("medium") { return medium }
        if text.equalsIgnoringCase("large") { return 18 }
        if text.equalsIgnoringCase("x-large") { return 24 }
        if text.equalsIgnoringCase("xx-large") { return 32 }
        return text.equalsIgnoringCase("xxx-large") ? 48 : nil
    }
}
