/// The elements that have a meaning here. Others in the SVG namespace are `other`.
enum ElementName: String, CaseIterable, Sendable {
    case path, line, polyline, polygon, rect, circle, ellipse
    case g, a, svg, symbol, defs, use, style
    case switchElement = "switch"
    case text, image, title, desc, metadata, script, foreignObject
    case clipPath, mask, marker, pattern, linearGradient, radialGradient, stop, filter, tspan, textPath
    case animate, animateTransform, animateMotion, set
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

/// The attributes and style properties that have a meaning here.
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
    case strokeDasharray = "stroke-dasharray"
    case vectorEffect = "vector-effect"
    case marker, mask, filter
    case markerStart = "marker-start"
    case markerMid = "marker-mid"
    case markerEnd = "marker-end"
    case clipPath = "clip-path"
    case stopColor = "stop-color"
    case stopOpacity = "stop-opacity"
    case translate, rotate, scale, media, type
    case transformOrigin = "transform-origin"
    case transformBox = "transform-box"
    // Known only by name, to report that they aren't read.
    case all, zoom, animation
    case animationName = "animation-name"
    case offsetPath = "offset-path"
    case mixBlendMode = "mix-blend-mode"
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
    case tilts = "data-tilt"
    case azimuths = "data-azimuth"
    case dataName = "data-name"
    case encodedName = "data-name-percent"
    case part = "data-part"
    case encodedPart = "data-part-percent"
    case tool = "data-tool"
    case encodedTool = "data-tool-percent"
    case inkscapeLabel = "inkscape:label"
    case continuedGroup = "data-continues"
    case inkscapeGroupMode = "inkscape:groupmode"
    case strokeLinecap = "stroke-linecap"
    case strokeLinejoin = "stroke-linejoin"
    /// Any other attribute; its name is stored beside its value.
    case other = ""
}
