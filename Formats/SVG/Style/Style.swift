/// The part of an element's style that decides whether and how it is drawn, and what its children inherit.
///
/// It is copied for each element, so it holds nothing that is reference-counted or allocated. What few elements have is
/// stored beside it, in the cascade.
struct Style: Sendable {
    var stroke = Paint.none
    var fill = Paint.colour(.black)
    /// The `color` property.
    var colour = ColourValue.black
    var isVisible = true
    var strokeOpacity = 1.0
    var fillOpacity = 1.0
    var strokeWidth = Length(pixels: 1)
    var fontSize = FontSize.medium
    /// Whether the document sets the colour and the width of the line beyond what the writer sets for all drawings.
    var saysStroke = false
    var saysWidth = false
    var isDashed = false
    var markers = Markers()
    /// The paints of the `use` that draws the element.
    var contextFill = Paint.none
    var contextStroke = Paint.none
    /// The product of the opacities of the groups around the element.
    var groupOpacity = 1.0
    /// The effects on a group around the element.
    var groupEffects = Effects()

    // Not inherited:
    var isDisplayed = true
    /// Whether the element is meant for the viewer, according to `systemLanguage` and similar attributes.
    var meetsConditions = true
    var opacity = 1.0
    var effects = Effects()
    /// Whether the line keeps its stated width, whatever the transforms.
    var keepsWidth = false
    /// The index in the cascade's list of the element's rarer properties; −1 if it has none.
    var rare = -1

    /// Effects on a drawn element that strokes can't hold.
    struct Effects: OptionSet, Sendable {
        var rawValue: UInt8
        static let clip = Effects(rawValue: 1)
        static let mask = Effects(rawValue: 2)
        static let filter = Effects(rawValue: 4)
    }

    /// The positions of markers on a line.
    struct Markers: OptionSet, Sendable {
        var rawValue: UInt8
        static let start = Markers(rawValue: 1)
        static let middle = Markers(rawValue: 2)
        static let end = Markers(rawValue: 4)
        static let all: Markers = [.start, .middle, .end]
    }

    static let initial = Style()

    /// The style that a child starts with.
    var inherited: Style {
        var child = self
        child.groupOpacity *= opacity
        child.groupEffects.formUnion(effects)
        child.isDisplayed = true
        child.meetsConditions = true
        child.opacity = 1
        child.effects = []
        child.keepsWidth = false
        child.rare = -1
        return child
    }

    /// Sets one property, whose value is neither a reference nor a keyword that all properties have. A value of the
    /// wrong form leaves the property unchanged.
    /// - Returns: whether the value has the right form.
    @discardableResult
    mutating func set(
        _ property: AttributeName,
        to value: Span<UInt8>,
        parent: Style,
        _ basis: Length.Basis
    ) -> Bool {
        switch property {
        case .color:
            if value.equalsIgnoringCase("currentcolor") {
                colour = parent.colour
            } else {
                guard let colour = ColourText.parse(value) else { return false }
                self.colour = colour
            }
        case .display:
            guard !value.isEmpty, value[0].isLetter else { return false }
            isDisplayed = !value.equalsIgnoringCase("none")
        case .visibility:
            if value.equalsIgnoringCase("visible") {
                isVisible = true
            } else if value.equalsIgnoringCase("hidden") || value.equalsIgnoringCase("collapse") {
                isVisible = false
            } else {
                return false
            }
        case .opacity: return Self.takeShare(value, &opacity)
        case .strokeOpacity: return Self.takeShare(value, &strokeOpacity)
        case .fillOpacity: return Self.takeShare(value, &fillOpacity)
        case .strokeWidth:
            guard let length = Length(value, basis), length.resolved(whole: 1, font: 1) >= 0 else { return false }
            strokeWidth = length
        case .fontSize:
            if let size = FontSize.named(value, parent: parent.fontSize) {
                fontSize = size
            } else {
                guard let length = Length(value, basis) else { return false }
                let size = length.resolved(whole: parent.fontSize, font: parent.fontSize)
                guard size >= 0 else { return false }
                fontSize = size
            }
        case .strokeDasharray: return takeDashes(value, basis)
        case .vectorEffect: keepsWidth = value.words().contains { value.extracting($0).equals("non-scaling-stroke") }
        default: return false
        }
        return true
    }

    /// Copies a property from the style of the parent, for `inherit`, or from the initial one.
    mutating func take(_ property: AttributeName, from source: Style) {
        switch property {
        case .stroke: stroke = source.stroke
        case .fill: fill = source.fill
        case .color: colour = source.colour
        case .display: isDisplayed = source.isDisplayed
        case .visibility: isVisible = source.isVisible
        case .opacity: opacity = source.opacity
        case .strokeOpacity: strokeOpacity = source.strokeOpacity
        case .fillOpacity: fillOpacity = source.fillOpacity
        case .strokeWidth: strokeWidth = source.strokeWidth
        case .fontSize: fontSize = source.fontSize
        case .strokeDasharray: isDashed = source.isDashed
        case .markerStart, .markerMid, .markerEnd, .marker:
            let marks = property.markers
            markers = markers.subtracting(marks).union(source.markers.intersection(marks))
        case .clipPath, .mask, .filter:
            let effect = property.effects
            effects = effects.subtracting(effect).union(source.effects.intersection(effect))
        case .vectorEffect: keepsWidth = source.keepsWidth
        default: break
        }
    }

    /// A line is dashed if at least one of the lengths is above 0 and none is below.
    private mutating func takeDashes(_ value: Span<UInt8>, _ basis: Length.Basis) -> Bool {
        if value.equalsIgnoringCase("none") {
            isDashed = false
            return true
        }
        var start = 0
        var largest = 0.0
        for offset in 0...value.count
        where offset == value.count || value[offset].isSpace || value[offset] == UInt8(ascii: ",") {
            let word = value.trimmed(start..<offset)
            start = offset + 1
            if word.isEmpty { continue }
            guard let length = Length(value.extracting(word), basis)?.resolved(whole: 1, font: 1), length >= 0 else {
                return false
            }
            largest = max(largest, length)
        }
        isDashed = largest > 0
        return true
    }

    private static func takeShare(_ value: Span<UInt8>, _ share: inout Double) -> Bool {
        var offset = 0
        guard var number = value.number(&offset) else { return false }
        if offset < value.count {
            guard offset == value.count - 1, value[offset] == UInt8(ascii: "%") else { return false }
            number /= 100
        }
        share = min(max(number, 0), 1)
        return true
    }
}

extension AttributeName {
    /// Whether children inherit the property by default.
    var isInherited: Bool {
        switch self {
        case .stroke, .fill, .color, .visibility, .strokeOpacity, .fillOpacity, .strokeWidth, .fontSize,
            .strokeDasharray, .markerStart, .markerMid, .markerEnd, .marker:
            true
        default: false
        }
    }

    /// The markers that a property sets.
    var markers: Style.Markers {
        switch self {
        case .markerStart: .start
        case .markerMid: .middle
        case .markerEnd: .end
        case .marker: .all
        default: []
        }
    }

    /// The effect that a property sets.
    var effects: Style.Effects {
        switch self {
        case .clipPath: .clip
        case .mask: .mask
        case .filter: .filter
        default: []
        }
    }
}
