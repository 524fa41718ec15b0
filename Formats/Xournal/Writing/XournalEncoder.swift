internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes a sketch as a page.
struct XournalEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    /// The losses of the current sketch.
    private var found: Set<Loss> = []

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) {
        found = []
        let frame = PageFrame(sketch)
        bytes.append(contentsOf: "<page width=\"".utf8)
        DecimalText.append(frame.width, to: &bytes)
        bytes.append(contentsOf: "\" height=\"".utf8)
        DecimalText.append(frame.height, to: &bytes)
        bytes.append(contentsOf: "\">\n<background type=\"solid\" color=\"#ffffffff\" style=\"plain\"/>\n".utf8)
        var layers = PageLayers(sketch)
        for stroke in 0..<sketch.strokeCount {
            if sketch.range(ofStroke: stroke).isEmpty {
                found.insert(.emptyStrokes)
                continue
            }
            if layers.enter(stroke, of: sketch) {
                bytes.append(contentsOf: (layers.count > 1 ? "</layer>\n<layer" : "<layer").utf8)
                if let layer = layers.current { appendName(sketch.groups[layer].name, to: &bytes) }
                bytes.append(contentsOf: ">\n".utf8)
            }
            append(stroke, of: sketch, on: frame, to: &bytes)
        }
        bytes.append(contentsOf: (layers.count == 0 ? "<layer/>\n" : "</layer>\n").utf8)
        bytes.append(contentsOf: "</page>\n".utf8)
        found.formUnion(layers.losses)
        countPage(sketch, frame)
        countMetadata(sketch)
        if layers.count == 0, sketch.hasPressures { found.insert(.pressures) }
        for loss in found { losses.add(loss) }
    }

    private mutating func appendName(_ name: String?, to bytes: inout [UInt8]) {
        guard let name, !name.isEmpty else { return }
        bytes.append(contentsOf: " name=\"".utf8)
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": bytes.append(contentsOf: "&#\(scalar.value);".utf8)
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}":
                found.insert(.layerNames)
                bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: (MarkupText.entity(scalar) ?? String(scalar)).utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends `<stroke tool="pen" color="#000000ff" width="2 1.5">0 0 10 5</stroke>`. Xournal++ needs two points.
    private mutating func append(
        _ stroke: Int,
        of sketch: borrowing Sketch,
        on frame: PageFrame,
        to bytes: inout [UInt8]
    ) {
        let details = sketch.attributes(ofStroke: stroke)
        let range = sketch.range(ofStroke: stroke)
        let isHighlighter = details.tool == .highlighter
        if let tool = details.tool, tool != .pen, !isHighlighter { found.insert(.otherTools) }
        bytes.append(contentsOf: (isHighlighter ? "<stroke tool=\"highlighter\"" : "<stroke tool=\"pen\"").utf8)
        bytes.append(contentsOf: " color=\"".utf8)
        InkColour.append(details.colour ?? InkColour.standard(isHighlighter: isHighlighter), to: &bytes)
        bytes.append(contentsOf: "\" width=\"".utf8)
        appendWidths(details.width, sketch, range, on: frame, to: &bytes)
        bytes.append(contentsOf: "\">".utf8)
        for index in range {
            if index > range.lowerBound { bytes.append(UInt8(ascii: " ")) }
            append(sketch.points[index], on: frame, to: &bytes)
        }
        if range.count == 1 {
            found.insert(.dots)
            bytes.append(UInt8(ascii: " "))
            append(sketch.points[range.lowerBound], on: frame, to: &bytes)
        }
        bytes.append(contentsOf: "</stroke>\n".utf8)
    }

    private func append(_ point: Point, on frame: PageFrame, to bytes: inout [UInt8]) {
        let place = frame.shift == .zero ? point : point + frame.shift
        DecimalText.append(place.x, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        DecimalText.append(place.y, to: &bytes)
    }

    /// Appends the stroke's width and, if there are pressures, the width of each segment: that at its first point.
    private mutating func appendWidths(
        _ stated: Double?,
        _ sketch: borrowing Sketch,
        _ range: Range<Int>,
        on frame: PageFrame,
        to bytes: inout [UInt8]
    ) {
        var whole = frame.lineWidth
        if let stated {
            if stated >= 0, stated.isFinite { whole = stated } else { found.insert(.widths) }
        }
        DecimalText.append(whole, to: &bytes)
        guard sketch.hasPressures else { return }
        let pressures = sketch.pressures[range]
        let segments = range.count == 1 ? range : range.dropLast()
        for index in segments {
            let width = LocalWidth.width(at: pressures[index], within: whole)
            bytes.append(UInt8(ascii: " "))
            DecimalText.append(width, to: &bytes)
            if LocalWidth.pressure(of: width, within: whole) != pressures[index] { found.insert(.pressureRounding) }
        }
        if range.count > 1, pressures[range.upperBound - 1] != pressures[range.upperBound - 2] {
            found.insert(.lastPressures)
        }
    }

    private mutating func countPage(_ sketch: borrowing Sketch, _ frame: PageFrame) {
        if frame.dropsCanvas { found.insert(.canvas) }
        if frame.shift != .zero { found.insert(.placement) }
        if let unit = sketch.canvas?.unit, unit != .point { found.insert(.pageUnits) }
        let attributes = sketch.attributes
        if attributes.contains(where: { $0.name != nil }) { found.insert(.names) }
        if attributes.contains(where: { $0.part != nil }) { found.insert(.parts) }
        if sketch.hasTimes { found.insert(.times) }
        if sketch.hasTilts { found.insert(.tilts) }
        if sketch.hasAzimuths { found.insert(.azimuths) }
    }

    private mutating func countMetadata(_ sketch: borrowing Sketch) {
        let metadata = sketch.metadata
        if metadata.label != nil { found.insert(.label) }
        if metadata.id != nil { found.insert(.id) }
        if metadata.countryCode != nil { found.insert(.countryCode) }
        if metadata.timestamp != nil { found.insert(.timestamp) }
        if metadata.recognized != nil { found.insert(.recognized) }
    }
}
