internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// What this module writes into a record's `meta`, which the app keeps as it is: facts that tldraw has no place for.
struct OwnFacts {
    static let key = "croquis"
    private let facts: JSONNode?

    init(of record: JSONNode) { facts = record["meta"]?[Self.key] }

    var isThere: Bool { facts?.isObject ?? false }

    func text(_ key: String) -> String? { facts?[key]?.text }
    func flag(_ key: String) -> Bool { facts?[key]?.boolean ?? false }
    func number(_ key: String) -> Int? { facts?[key]?.number.flatMap { Int(exactly: $0) } }

    // MARK: Pages

    func readPage(into sketch: inout Sketch) {
        guard isThere else { return }
        sketch.metadata.label = text("label")
        sketch.metadata.id = text("id").flatMap { UInt64($0) }
        sketch.metadata.countryCode = text("country")
        sketch.metadata.timestamp = text("timestamp").flatMap { TimestampText.parse(Array($0.utf8).span) }
        sketch.metadata.recognized = facts?["recognized"]?.boolean
        sketch.canvas = canvas
    }

    private var canvas: Canvas? {
        guard let node = facts?["canvas"], let x = node["x"]?.number, let y = node["y"]?.number,
            let width = node["width"]?.number, let height = node["height"]?.number, width >= 0, height >= 0,
            [x, y, width, height].allSatisfy(\.isFinite)
        else { return nil }
        let unit = node["unit"]?.text.flatMap { LengthUnit(rawValue: $0) }
        return Canvas(origin: Point(x, y), width: width, height: height, unit: unit)
    }

    // MARK: Strokes

    /// Adds what is known to the attributes that the shape itself shows. A colour or a width that was changed in the
    /// app since is left as it is.
    func complete(_ attributes: inout StrokeAttributes, colour: String?, size: String?) {
        guard let facts, facts.isObject else { return }
        attributes.name = text("name")
        attributes.part = text("part")
        let isHighlight = attributes.tool == .highlighter
        if !isHighlight { attributes.tool = text("tool").map { StrokeTool(rawValue: $0) } }
        if let node = facts["color"] {
            if node.isNull {
                if colour == Palette.defaultColour(isHighlight: isHighlight) { attributes.colour = nil }
            } else if var exact = node.text.flatMap({ Colour(hexadecimal: $0) }),
                Palette.nearest(to: exact, isHighlight: isHighlight) == colour
            {
                exact.alpha = attributes.colour?.alpha ?? 255
                attributes.colour = exact
            }
        }
        if let node = facts["width"] {
            if node.isNull {
                let width = Palette.width(Palette.defaultSize, isHighlight: isHighlight)
                if attributes.width == width { attributes.width = nil }
            } else if let exact = node.number, exact.isFinite, exact >= 0 {
                let (name, scale) = Palette.size(forWidth: exact, isHighlight: isHighlight)
                let width = Palette.width(name, isHighlight: isHighlight).map { scale * $0 }
                if size == name, attributes.width == width { attributes.width = exact }
            }
        }
    }

    /// The channels that tldraw doesn't have, if there is a value for each of so many points.
    func channels(points: Int) -> [PointChannel: [Double]] {
        guard let facts, facts.isObject else { return [:] }
        var channels: [PointChannel: [Double]] = [:]
        for (channel, key) in Self.channelKeys {
            guard let node = facts[key], node.isArray else { continue }
            let values = node.elements.compactMap(\.number)
            let isSound = values.count == points && values.allSatisfy { Self.range(of: channel).contains($0) }
            if isSound { channels[channel] = values }
        }
        return channels
    }

    static let channelKeys: [(PointChannel, String)] = [(.time, "times"), (.tilt, "tilts"), (.azimuth, "azimuths")]

    /// The finite values that a channel may have.
    private static func range(of channel: PointChannel) -> ClosedRange<Double> {
        switch channel {
        case .time: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        case .pressure: 0...1
        case .tilt: 0...(.pi / 2)
        case .azimuth: 0...(2 * .pi)
        }
    }
}
