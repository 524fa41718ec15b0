/// What of an element's style decides whether a pen draws it, and what its children inherit of it.
struct Style: Sendable {
    enum Paint: Sendable {
        case none
        case visible
        /// The `color` property of the element that is painted.
        case currentColor
    }

    var stroke = Paint.none
    var fill = Paint.visible
    /// Whether `color` can be seen.
    var hasColor = true
    var isVisible = true
    var strokeOpacity = 1.0
    var fillOpacity = 1.0
    var strokeWidth = Length(1)
    var fonts = FontSizes()

    // Not inherited:
    var isDisplayed = true
    /// Whether the element is for whoever looks, by `systemLanguage` and its like.
    var meetsConditions = true
    var opacity = 1.0
    /// A `transform` given by a style sheet or `style`, which wins over the attribute.
    var transform: AffineTransform?

    /// The style that a child begins with.
    var inherited: Style {
        var child = self
        child.isDisplayed = true
        child.meetsConditions = true
        child.opacity = 1
        child.transform = nil
        return child
    }

    /// Whether a viewer would show the outline.
    func paintsStroke(width: Double) -> Bool { isSeen(stroke) && strokeOpacity > 0 && width > 0 }

    /// Whether a viewer would show the inside.
    var paintsFill: Bool { isSeen(fill) && fillOpacity > 0 }

    private func isSeen(_ paint: Paint) -> Bool {
        switch paint {
        case .none: false
        case .visible: true
        case .currentColor: hasColor
        }
    }

    /// Takes one property. A value that is not of the property's form leaves it as it was.
    mutating func set(_ property: AttributeName, to value: Span<UInt8>, parent: Style) {
        let inherits = value.equalsIgnoringCase("inherit")
        switch property {
        case .stroke: stroke = inherits ? parent.stroke : Self.paint(value) ?? stroke
        case .fill: fill = inherits ? parent.fill : Self.paint(value) ?? fill
        case .color:
            if inherits || value.equalsIgnoringCase("currentcolor") {
                hasColor = parent.hasColor
            } else if let paint = Self.paint(value) {
                hasColor = paint == .visible
            }
        case .display: isDisplayed = inherits ? parent.isDisplayed : !value.equalsIgnoringCase("none")
        case .visibility:
            if inherits {
                isVisible = parent.isVisible
            } else if value.equalsIgnoringCase("visible") {
                isVisible = true
            } else if value.equalsIgnoringCase("hidden") || value.equalsIgnoringCase("collapse") {
                isVisible = false
            }
        case .opacity: opacity = inherits ? parent.opacity : Self.share(value) ?? opacity
        case .strokeOpacity: strokeOpacity = inherits ? parent.strokeOpacity : Self.share(value) ?? strokeOpacity
        case .fillOpacity: fillOpacity = inherits ? parent.fillOpacity : Self.share(value) ?? fillOpacity
        case .strokeWidth: strokeWidth = inherits ? parent.strokeWidth : Length(value) ?? strokeWidth
        case .fontSize:
            fonts.own = parent.fonts.own
            if !inherits, let length = Length(value) {
                fonts.own = length.resolved(whole: parent.fonts.own, fonts: parent.fonts)
            }
        default: break
        }
    }

    /// A colour by any name or function counts as one; `nil` for text that can be none.
    private static func paint(_ value: Span<UInt8>) -> Paint? {
        guard let first = value.isEmpty ? nil : value[0] else { return nil }
        if value.equalsIgnoringCase("none") || value.equalsIgnoringCase("transparent") { return Paint.none }
        if value.equalsIgnoringCase("currentcolor") { return .currentColor }
        if first == UInt8(ascii: "#") {
            guard value.count == 9 || value.count == 5 else { return .visible }
            let digits = value.extracting((value.count == 9 ? 7 : 4)..<value.count)
            for index in digits.indices where digits[index] != UInt8(ascii: "0") { return .visible }
            return Paint.none
        }
        guard first.isLetter else { return nil }
        return alpha(value) == 0 ? Paint.none : .visible
    }

    /// The fourth argument of `rgb()`, `rgba()`, `hsl()` and their like, or what is behind the slash.
    private static func alpha(_ value: Span<UInt8>) -> Double? {
        guard let open = value.indices.first(where: { value[$0] == UInt8(ascii: "(") }),
            !value.hasPrefix("url", at: 0), value[value.count - 1] == UInt8(ascii: ")")
        else { return nil }
        var separators = 0
        for index in open..<value.count {
            if value[index] == UInt8(ascii: ",") { separators += 1 }
            if separators == 3 || value[index] == UInt8(ascii: "/") {
                let range = value.trimmed((index + 1)..<(value.count - 1))
                return share(value.extracting(range))
            }
        }
        return nil
    }

    /// A number or a percentage.
    private static func share(_ value: Span<UInt8>) -> Double? {
        guard let length = Length(value), length.unit == .pixel || length.unit == .percent else { return nil }
        return length.unit == .percent ? length.value / 100 : length.value
    }
}
