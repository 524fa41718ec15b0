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

/// Finds a name from its bytes, without making a string of them.
struct NameTable<Name: RawRepresentable & CaseIterable & Sendable>: Sendable where Name.RawValue == String {
    private let names: [Name]
    private let texts: [[UInt8]]
    /// Indices into `names`, −1 where empty, by hash with linear probing.
    private let slots: [Int]
    private let mask: Int

    init() {
        names = Array(Name.allCases)
        texts = names.map { Array($0.rawValue.utf8) }
        mask = 255
        var slots = [Int](repeating: -1, count: 256)
        for index in texts.indices where !texts[index].isEmpty {
            let text = texts[index]
            var slot = Self.hash(text.span) & 255
            while slots[slot] >= 0 { slot = (slot + 1) & 255 }
            slots[slot] = index
        }
        self.slots = slots
    }

    func find(_ bytes: Span<UInt8>) -> Name? {
        var slot = Self.hash(bytes) & mask
        while slots[slot] >= 0 {
            let text = texts[slots[slot]]
            if bytes.equals(text.span) { return names[slots[slot]] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func hash(_ bytes: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}

let elementNames = NameTable<ElementName>()
let attributeNames = NameTable<AttributeName>()
