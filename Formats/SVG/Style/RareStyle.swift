/// The style properties that few elements have. They aren't inherited.
struct RareStyle: Sendable {
    /// Geometry that overrides the attributes with the same names; `nil` stands for `auto`.
    var geometry: [(property: AttributeName, length: Length?)] = []
    /// Path data that overrides `d`.
    var path: [UInt8]?
    /// Overrides the attribute `transform`.
    var transform: AffineTransform?
    /// The properties with these names.
    var translate: AffineTransform?
    var rotate: AffineTransform?
    var scale: AffineTransform?
    /// The point that transforms leave in place.
    var origin: (x: Length, y: Length)?
    /// Whether percentages of `origin` refer to the shape's own box.
    var isOriginInShape = false
    var stopColour = Paint.colour(.black)
    var stopOpacity = 1.0

    /// Whether it changes the transform in a way that the attribute `transform` alone wouldn't.
    var changesTransform: Bool {
        transform != nil || translate != nil || rotate != nil || scale != nil || origin != nil
    }

    /// Sets a property of geometry or of transforms.
    /// - Returns: whether the value has a valid form; `nil` if the property is another.
    mutating func set(
        _ property: AttributeName,
        to value: Span<UInt8>,
        _ basis: Length.Basis,
        box: Viewport
    ) -> Bool? {
        switch property {
        case .x, .y, .cx, .cy:
            guard let length = Length(value, basis) else { return false }
            setGeometry(property, length)
        case .r, .rx, .ry, .width, .height:
            if value.equalsIgnoringCase("auto"), property != .r {
                setGeometry(property, nil)
            } else {
                guard let length = Length(value, basis), length.resolved(whole: 1, font: 1) >= 0 else { return false }
                setGeometry(property, length)
            }
        case .d:
            guard let data = Self.path(value) else { return false }
            path = data
        case .transform:
            guard let map = TransformText.parse(value, basis, box: box) else { return false }
            transform = map
        case .translate, .rotate, .scale:
            guard let map = TransformText.parse(value, as: property, basis, box: box) else { return false }
            switch property {
            case .translate: translate = map
            case .rotate: rotate = map
            default: scale = map
            }
        case .transformOrigin:
            guard let point = TransformText.origin(value, basis) else { return false }
            origin = point
        case .transformBox:
            isOriginInShape = value.equalsIgnoringCase("fill-box") || value.equalsIgnoringCase("content-box")
        default: return nil
        }
        return true
    }

    /// Sets the property to its initial value.
    mutating func reset(_ property: AttributeName) {
        switch property {
        case .width, .height, .rx, .ry: setGeometry(property, nil)
        case .x, .y, .cx, .cy, .r: setGeometry(property, Length())
        case .d: path = []
        case .transform: transform = .identity
        case .translate: translate = nil
        case .rotate: rotate = nil
        case .scale: scale = nil
        case .transformOrigin: origin = nil
        case .transformBox: isOriginInShape = false
        case .stopColor: stopColour = .colour(.black)
        case .stopOpacity: stopOpacity = 1
        default: break
        }
    }

    private mutating func setGeometry(_ property: AttributeName, _ length: Length?) {
        geometry.removeAll { $0.property == property }
        geometry.append((property, length))
    }

    /// The data in `path("…")`; empty for `none`.
    private static func path(_ value: Span<UInt8>) -> [UInt8]? {
        if value.equalsIgnoringCase("none") { return [] }
        guard value.hasPrefix("path(", at: 0) else { return nil }
        var offset = 5
        value.skipSpace(&offset)
        guard offset < value.count, value[offset] == UInt8(ascii: "\"") || value[offset] == UInt8(ascii: "'") else {
            return nil
        }
        let end = StyleText.endOfString(value, from: offset, in: 0..<value.count)
        let rest = value.trimmed(end..<value.count)
        guard end - offset >= 2, value[end - 1] == value[offset], value.extracting(rest).equals(")") else { return nil }
        return ((offset + 1)..<(end - 1)).map { value[$0] }
    }
}
