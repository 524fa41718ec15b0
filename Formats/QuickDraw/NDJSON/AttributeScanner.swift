internal import SketchModel

/// Reads the values of Croquis's own keys: `canvas`, `attributes` and `channels`. They may come before the drawing that
/// they describe, so they are kept until the record ends.
struct AttributeScanner {
    private var canvas: Canvas?
    private var groups: [StrokeGroup] = []
    private var strokes: [StrokeAttributes] = []
    private var channels: [PointChannel: (values: [Double], ends: [Int])] = [:]
    private var attributesStart = 0
    private var channelsStart = 0
    /// Whether any value was read.
    private(set) var isUsed = false

    /// Reads a value, which may be another program's: if it isn't an object, it is skipped like the value of an unknown
    /// key.
    mutating func value(
        of key: RecordKeys,
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) {
        guard scanner.isNext(UInt8(ascii: "{"), bytes, at: offset) else {
            return try scanner.skipUnknownValue(bytes, at: &offset)
        }
        isUsed = true
        switch key {
        case .canvas: try readCanvas(&scanner, bytes, at: &offset)
        case .attributes: try readAttributes(&scanner, bytes, at: &offset)
        default: try readChannels(&scanner, bytes, at: &offset)
        }
    }

    /// Applies what was read to the sketch, once its drawing is there, and forgets it.
    mutating func finish(_ sketch: inout Sketch) throws(NDJSONFault) {
        defer { self = AttributeScanner() }
        guard strokes.isEmpty || strokes.count == sketch.strokeCount else {
            let reason = NDJSONError.attributeCount(attributes: strokes.count, strokes: sketch.strokeCount)
            throw NDJSONFault(offset: attributesStart, reason: reason)
        }
        for (channel, read) in channels where read.ends != sketch.strokeEnds {
            throw NDJSONFault(offset: channelsStart, reason: .channelDiffers(channel.rawValue))
        }
        sketch.canvas = canvas
        sketch.groups = groups
        if strokes.contains(where: { $0 != .none }) { sketch.attributes = strokes }
        for (channel, read) in channels {
            sketch[channel] = read.values
            sketch.channels.insert(PointChannelSet(channel))
        }
    }

    private mutating func readCanvas(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) {
        let start = offset
        var sides: (width: Double?, height: Double?)
        var origin = Point.zero
        var unit: LengthUnit?
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            switch key {
            case "x": origin.x = try scanner.number(bytes, at: &offset)
            case "y": origin.y = try scanner.number(bytes, at: &offset)
            case "width": sides.width = try Self.length("width", &scanner, bytes, at: &offset)
            case "height": sides.height = try Self.length("height", &scanner, bytes, at: &offset)
            case "unit":
                let start = offset
                let text = try scanner.text(bytes, at: &offset)
                unit = LengthUnit(rawValue: text)
                if unit == nil { throw NDJSONFault(offset: start, reason: .badUnit(String(text.prefix(40)))) }
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        guard let width = sides.width, let height = sides.height else {
            throw NDJSONFault(offset: start, reason: .noCanvasSize)
        }
        canvas = Canvas(origin: origin, width: width, height: height, unit: unit)
    }

    // MARK: Attributes

    private mutating func readAttributes(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) {
        attributesStart = offset
        var (groups, strokes) = ([StrokeGroup](), [(offset: Int, attributes: StrokeAttributes)]())
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            switch key {
            case "groups":
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    let limit = groups.count
                    groups.append(try Self.group(&scanner, bytes, at: &offset, limit: limit))
                }
            case "strokes":
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    let start = offset
                    strokes.append((start, try Self.stroke(&scanner, bytes, at: &offset)))
                }
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        for stroke in strokes {
            guard let group = stroke.attributes.group, !groups.indices.contains(group) else { continue }
            throw NDJSONFault(offset: stroke.offset, reason: .noSuchGroup(group, groups: groups.count))
        }
        self.groups = groups
        self.strokes = strokes.map(\.attributes)
    }

    private static func group(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        limit: Int
    ) throws(NDJSONFault) -> StrokeGroup {
        var group = StrokeGroup()
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            if try scanner.null(bytes, at: &offset) { return }
            switch key {
            case "name": group.name = try scanner.text(bytes, at: &offset)
            case "layer": group.isLayer = try scanner.boolean(bytes, at: &offset)
            case "parent": group.parent = try index(&scanner, bytes, at: &offset, below: limit)
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        return group
    }

    private static func stroke(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> StrokeAttributes {
        var stroke = StrokeAttributes.none
        if try scanner.null(bytes, at: &offset) { return stroke }
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            if try scanner.null(bytes, at: &offset) { return }
            switch key {
            case "color":
                let start = offset
                let text = try scanner.text(bytes, at: &offset)
                stroke.colour = Colour(hexadecimal: text)
                if stroke.colour == nil {
                    throw NDJSONFault(offset: start, reason: .badColour(String(text.prefix(40))))
                }
            case "width": stroke.width = try length("width", &scanner, bytes, at: &offset)
            case "name": stroke.name = try scanner.text(bytes, at: &offset)
            case "part": stroke.part = try scanner.text(bytes, at: &offset)
            case "tool": stroke.tool = StrokeTool(rawValue: try scanner.text(bytes, at: &offset))
            case "group": stroke.group = try index(&scanner, bytes, at: &offset, below: .max)
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        return stroke
    }

    // MARK: Channels

    private mutating func readChannels(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) {
        channelsStart = offset
        var channels: [PointChannel: (values: [Double], ends: [Int])] = [:]
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            // Times are part of the drawing, as in the official files.
            guard let channel = PointChannel(rawValue: key), channel != .time else {
                return try scanner.skipUnknownValue(bytes, at: &offset)
            }
            var (values, ends) = ([Double](), [Int]())
            try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    values.append(try scanner.number(bytes, at: &offset))
                }
                ends.append(values.count)
            }
            channels[channel] = (values, ends)
        }
        self.channels = channels
    }

    // MARK: Values

    private static func length(
        _ name: String,
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> Double {
        let start = offset
        let value = try scanner.number(bytes, at: &offset)
        guard value >= 0 else { throw NDJSONFault(offset: start, reason: .negative(name)) }
        return value
    }

    private static func index(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        below limit: Int
    ) throws(NDJSONFault) -> Int {
        let start = offset
        let value = try scanner.number(bytes, at: &offset)
        guard let index = Int(exactly: value), index >= 0, index < limit else {
            throw NDJSONFault(offset: start, reason: .badIndex)
        }
        return index
    }
}
