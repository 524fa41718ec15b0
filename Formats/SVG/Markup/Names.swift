/// The elements that mean something here. Others of the SVG namespace are `other`.
enum ElementName: String, CaseIterable, Sendable {
    case path, line, polyline, polygon, rect, circle, ellipse
    case g, a, svg, symbol, defs, use, style
    case switchElement = "switch"
    case text, image, title, desc, metadata, script, foreignObject
    case clipPath, mask, marker, pattern, linearGradient, radialGradient, filter, tspan, textPath
    case other = ""

    /// Elements that are drawn, or whose children are.
    var isRendered: Bool {
        switch self {
        case .path, .line, .polyline, .polygon, .rect, .circle, .ellipse, .g, .a, .svg, .use, .switchElement, .text,
            .image:
            true
        default: false
        }
    }
}

/// The attributes and style properties that mean something here.
enum AttributeName: String, CaseIterable, Sendable {
    case id, style, d, points, x, y, x1, y1, x2, y2, width, height, cx, cy, r, rx, ry
    case classNames = "class"
    case transform, viewBox, preserveAspectRatio, href, requiredExtensions, systemLanguage
    case xlinkHref = "xlink:href"
    case stroke, fill, color, opacity, display, visibility
    case strokeOpacity = "stroke-opacity"
    case fillOpacity = "fill-opacity"
    case strokeWidth = "stroke-width"
    case fontSize = "font-size"
    case times = "data-t"
    case pressures = "data-pressure"
    case pointCount = "data-points"
    case word = "data-word"
    case encodedWord = "data-word-percent"
    case countryCode = "data-countrycode"
    case encodedCountryCode = "data-countrycode-percent"
    case timestamp = "data-timestamp"
    case recognized = "data-recognized"
    case keyID = "data-key-id"
    /// Any other; its name is kept beside its value.
    case other = ""
}
