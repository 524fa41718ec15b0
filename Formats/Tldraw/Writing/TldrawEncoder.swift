internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes a sketch as the records of a page: groups, and one draw or highlight shape per stroke. Each record follows a
/// comma on the line before.
struct TldrawEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    private var path = PathEncoder()

    init() {}

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        path.isRounded = false
        path.roundsPressures = false
        appendPage(sketch, to: &bytes)
        var (hasEmptyStrokes, hasOtherColours) = (false, false)
        var groups = GroupRecords()
        for stroke in 0..<sketch.strokeCount {
            if sketch.range(ofStroke: stroke).isEmpty {
                hasEmptyStrokes = true
                continue
            }
            let attributes = sketch.attributes(ofStroke: stroke)
            groups.enter(attributes.group, of: sketch, to: &bytes)
            if try !appendShape(sketch, stroke, attributes, &groups, to: &bytes) { hasOtherColours = true }
        }
        if hasEmptyStrokes { losses.add(.emptyStrokes) }
        if hasOtherColours { losses.add(.nearestColours) }
        if groups.written.count < sketch.groups.count { losses.add(.groups) }
        if path.isRounded { losses.add(.rounding) }
        if path.roundsPressures { losses.add(.pressureRounding) }
    }

    // MARK: Page

    private mutating func appendPage(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        bytes += Array(",\n{\"id\":\"page:p".utf8)
        bytes.append(PageMark.number)
        bytes += Array("\",\"typeName\":\"page\",\"name\":".utf8)
        if let label = sketch.metadata.label, !label.isEmpty {
            JSONText.append(label, to: &bytes)
        } else {
            bytes += Array("\"Page ".utf8)
            bytes.append(PageMark.number)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += Array(",\"index\":\"".utf8)
        bytes.append(PageMark.index)
        bytes += Array("\",\"meta\":".utf8)
        JSONValue.object([(OwnFacts.key, .object(pageFacts(sketch)))]).append(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func pageFacts(_ sketch: borrowing Sketch) -> [(String, JSONValue)] {
        let metadata = sketch.metadata
        var facts: [(String, JSONValue)] = []
        if let label = metadata.label { facts.append(("label", .text(label))) }
        // A number would be rounded beyond 2^53.
        if let id = metadata.id { facts.append(("id", .text(String(id)))) }
        if let code = metadata.countryCode { facts.append(("country", .text(code))) }
        if let timestamp = metadata.timestamp {
            if TimestampText.holds(timestamp) {
                var text: [UInt8] = []
                TimestampText.append(timestamp, to: &text)
                facts.append(("timestamp", .text(String(decoding: text, as: UTF8.self))))
            } else {
                losses.add(.timestamp)
            }
        }
        if let recognized = metadata.recognized { facts.append(("recognized", .boolean(recognized))) }
        if let canvas = sketch.canvas {
            var members: [(String, JSONValue)] = [
                ("x", .number(canvas.origin.x)), ("y", .number(canvas.origin.y)), ("width", .number(canvas.width)),
                ("height", .number(canvas.height)),
            ]
            if let unit = canvas.unit { members.append(("unit", .text(unit.rawValue))) }
            facts.append(("canvas", .object(members)))
        }
        return facts
    }

    // MARK: Strokes

    /// - Returns: whether tldraw has the stroke's colour.
    private mutating func appendShape(
        _ sketch: borrowing Sketch,
        _ stroke: Int,
        _ attributes: StrokeAttributes,
        _ groups: inout GroupRecords,
        to bytes: inout [UInt8]
    ) throws -> Bool {
        let isHighlight = attributes.tool == .highlighter
        let style = ShapeStyle(attributes, isHighlight: isHighlight)
        bytes += Array(",\n{\"id\":\"shape:p".utf8)
        bytes.append(PageMark.number)
        bytes.append(UInt8(ascii: "s"))
        DecimalText.append(stroke, to: &bytes)
        bytes += Array("\",\"typeName\":\"shape\",\"type\":\"\(isHighlight ? "highlight" : "draw")\",".utf8)
        groups.appendParent(to: &bytes)
        let origin = sketch.points[sketch.range(ofStroke: stroke).lowerBound]
        bytes += Array(",\"x\":".utf8)
        DecimalText.append(origin.x, to: &bytes)
        bytes += Array(",\"y\":".utf8)
        DecimalText.append(origin.y, to: &bytes)
        bytes += Array(",\"rotation\":0,\"isLocked\":false,\"opacity\":".utf8)
        DecimalText.append(Double(attributes.colour?.alpha ?? 255) / 255, to: &bytes)
        bytes += Array(",\"meta\":".utf8)
        let facts = style.facts(attributes) + channelFacts(sketch, stroke)
        JSONValue.object(facts.isEmpty ? [] : [(OwnFacts.key, .object(facts))]).append(to: &bytes)
        bytes += Array(",\"props\":{\"color\":\"\(style.colour)\",\"size\":\"\(style.size)\",".utf8)
        if !isHighlight {
            // The app thins and thickens strokes in its own style, which only a pen's pressure asks for.
            bytes += Array("\"fill\":\"none\",\"dash\":\"\(sketch.hasPressures ? "draw" : "solid")\",".utf8)
            bytes += Array("\"isClosed\":false,".utf8)
        }
        bytes += Array("\"isComplete\":true,\"isPen\":\(sketch.hasPressures),\"scale\":".utf8)
        DecimalText.append(style.scale, to: &bytes)
        bytes += Array(",\"scaleX\":1,\"scaleY\":1,\"segments\":".utf8)
        try path.append(sketch, stroke, to: &bytes)
        bytes += Array("}}".utf8)
        return style.hasExactColour
    }

    private func channelFacts(_ sketch: borrowing Sketch, _ stroke: Int) -> [(String, JSONValue)] {
        var facts: [(String, JSONValue)] = []
        let range = sketch.range(ofStroke: stroke)
        for (channel, key) in OwnFacts.channelKeys where sketch.channels.contains(PointChannelSet(channel)) {
            facts.append((key, .list(sketch[channel][range].map { .number($0) })))
        }
        return facts
    }
}

/// A stroke's colour and width in tldraw's terms.
private struct ShapeStyle {
    let colour: String
    let size: String
    let scale: Double
    let hasExactColour: Bool
    private let hasExactWidth: Bool

    init(_ attributes: StrokeAttributes, isHighlight: Bool) {
        if var exact = attributes.colour {
            colour = Palette.nearest(to: exact, isHighlight: isHighlight)
            exact.alpha = 255
            hasExactColour = Palette.colour(colour, isHighlight: isHighlight) == exact
        } else {
            (colour, hasExactColour) = (Palette.defaultColour(isHighlight: isHighlight), true)
        }
        if let exact = attributes.width {
            let (size, scale) = Palette.size(forWidth: exact, isHighlight: isHighlight)
            hasExactWidth = Palette.width(size, isHighlight: isHighlight).map { scale * $0 } == exact
            (self.size, self.scale) = (size, scale)
        } else {
            (size, scale, hasExactWidth) = (Palette.defaultSize, 1, true)
        }
    }

    /// What is exact only here; null for what the sketch doesn't say.
    func facts(_ attributes: StrokeAttributes) -> [(String, JSONValue)] {
        var facts: [(String, JSONValue)] = []
        if var exact = attributes.colour {
            exact.alpha = 255
            if !hasExactColour { facts.append(("color", .text(exact.hexadecimal))) }
        } else {
            facts.append(("color", .null))
        }
        if let exact = attributes.width {
            if !hasExactWidth { facts.append(("width", .number(exact))) }
        } else {
            facts.append(("width", .null))
        }
        if let name = attributes.name { facts.append(("name", .text(name))) }
        if let part = attributes.part { facts.append(("part", .text(part))) }
        if let tool = attributes.tool, tool != .highlighter { facts.append(("tool", .text(tool.rawValue))) }
        return facts
    }
}
