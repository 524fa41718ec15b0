internal import Platform
internal import SketchModel
internal import SketchStreams
internal import TextNotation
internal import XMLTrees

/// Writes a sketch as one document: one path per stroke, and in other attributes everything that SVG has no place for.
struct SVGEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    private let format: SVGFormat
    /// The power of ten that coordinates are rounded by, if they are rounded.
    private let rounding: Double?
    private var isRounded = false

    init(_ format: SVGFormat) {
        self.format = format
        rounding = format.precision.map { pow(10, Double($0)) }
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) {
        isRounded = false
        appendRoot(sketch, to: &bytes)
        if let label = sketch.metadata.label {
            bytes.append(contentsOf: "<title>".utf8)
            AttributeMarkup.append(label, to: &bytes)
            bytes.append(contentsOf: "</title>\n".utf8)
        }
        if sketch.attributes.isEmpty {
            for stroke in 0..<sketch.strokeCount { appendPath(sketch, stroke, to: &bytes) }
        } else {
            appendDescribedPaths(sketch, to: &bytes)
        }
        bytes.append(contentsOf: "</svg>\n".utf8)
        if isRounded { losses.add(.rounding) }
    }

    private mutating func appendDescribedPaths(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        var markup = StrokeMarkup()
        for stroke in 0..<sketch.strokeCount {
            markup.enter(stroke, of: sketch, to: &bytes)
            appendPath(sketch, stroke, &markup, to: &bytes)
        }
        markup.finish(to: &bytes)
        if markup.isTooDeep { losses.add(.groups) }
        if markup.dropsWidth { losses.add(.widths) }
    }

    private mutating func appendRoot(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        let frame = Frame(around: sketch.boundingBox, padding: format.padding)
        bytes.append(contentsOf: "<svg xmlns=\"http://www.w3.org/2000/svg\"".utf8)
        if sketch.groups.contains(where: \.isLayer) {
            bytes.append(contentsOf: " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"".utf8)
        }
        let box = canvasBox(of: sketch, to: &bytes) ?? frame.viewBox
        bytes.append(contentsOf: " viewBox=\"".utf8)
        for (index, value) in box.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: " ")) }
            DecimalText.append(value, to: &bytes)
        }
        bytes.append(contentsOf: "\" fill=\"none\" stroke=\"black\" stroke-width=\"".utf8)
        DecimalText.append(frame.lineWidth, to: &bytes)
        bytes.append(contentsOf: "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"".utf8)
        let metadata = sketch.metadata
        appendText(metadata.label, .word, encoded: .encodedWord, to: &bytes)
        appendText(metadata.countryCode, .countryCode, encoded: .encodedCountryCode, to: &bytes)
        if let timestamp = metadata.timestamp {
            if TimestampText.holds(timestamp) {
                AttributeMarkup.appendAttributeStart(.timestamp, to: &bytes)
                TimestampText.append(timestamp, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            } else {
                losses.add(.timestamp)
            }
        }
        if let recognized = metadata.recognized {
            AttributeMarkup.appendAttribute(.recognized, recognized ? "true" : "false", to: &bytes)
        }
        if let id = metadata.id { AttributeMarkup.appendAttribute(.keyID, String(id), to: &bytes) }
        bytes.append(contentsOf: ">\n".utf8)
    }

    /// The view box of the page, whose size is appended; the size lets the reader tell a page from a view box chosen to
    /// fit.
    private mutating func canvasBox(of sketch: borrowing Sketch, to bytes: inout [UInt8]) -> [Double]? {
        guard let canvas = sketch.canvas else { return nil }
        let box = [canvas.origin.x, canvas.origin.y, canvas.width, canvas.height]
        let isHeld = canvas.width > 0 && canvas.height > 0 && box.allSatisfy { abs($0) < Pen.coordinateLimit }
        guard isHeld, format.padding == nil else {
            losses.add(.canvas)
            return nil
        }
        for (name, size) in [(AttributeName.width, canvas.width), (.height, canvas.height)] {
            AttributeMarkup.appendAttributeStart(name, to: &bytes)
            if let unit = canvas.unit {
                DecimalText.append(size, to: &bytes)
                if unit != .pixel { bytes.append(contentsOf: unit.rawValue.utf8) }
            } else {
                bytes.append(contentsOf: "100%".utf8)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        return box
    }

    private func appendText(
        _ text: String?,
        _ name: AttributeName,
        encoded: AttributeName,
        to bytes: inout [UInt8]
    ) {
        guard let text else { return }
        if PercentText.isNeeded(for: text) {
            AttributeMarkup.appendAttribute(encoded, PercentText.encode(text), to: &bytes)
        } else {
            AttributeMarkup.appendAttribute(name, text, to: &bytes)
        }
    }

    /// Appends `M0,0 L10,10 20,5`. A single point is a zero-length segment, so that a viewer shows a dot.
    private mutating func appendPath(_ sketch: borrowing Sketch, _ stroke: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<path".utf8)
        appendData(sketch, stroke, to: &bytes)
    }

    private mutating func appendPath(
        _ sketch: borrowing Sketch,
        _ stroke: Int,
        _ markup: inout StrokeMarkup,
        to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: "<path".utf8)
        markup.append(sketch.attributes(ofStroke: stroke), to: &bytes)
        appendData(sketch, stroke, to: &bytes)
    }

    private mutating func appendData(_ sketch: borrowing Sketch, _ stroke: Int, to bytes: inout [UInt8]) {
        let range = sketch.range(ofStroke: stroke)
        bytes.append(contentsOf: " d=\"".utf8)
        for index in range {
            switch index - range.lowerBound {
            case 0: bytes.append(UInt8(ascii: "M"))
            case 1: bytes.append(contentsOf: " L".utf8)
            default: bytes.append(UInt8(ascii: " "))
            }
            appendCoordinate(sketch.points[index].x, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            appendCoordinate(sketch.points[index].y, to: &bytes)
        }
        if range.count == 1 { bytes.append(contentsOf: "h0".utf8) }
        bytes.append(UInt8(ascii: "\""))
        if range.count < 2 { AttributeMarkup.appendAttribute(.pointCount, String(range.count), to: &bytes) }
        if sketch.hasTimes { appendChannel(.times, sketch.times[range], to: &bytes) }
        if sketch.hasPressures { appendChannel(.pressures, sketch.pressures[range], to: &bytes) }
        if sketch.hasTilts { appendChannel(.tilts, sketch.tilts[range], to: &bytes) }
        if sketch.hasAzimuths { appendChannel(.azimuths, sketch.azimuths[range], to: &bytes) }
        bytes.append(contentsOf: "/>\n".utf8)
    }

    private func appendChannel(_ name: AttributeName, _ values: ArraySlice<Double>, to bytes: inout [UInt8]) {
        AttributeMarkup.appendAttributeStart(name, to: &bytes)
        for index in values.indices {
            if index > values.startIndex { bytes.append(UInt8(ascii: " ")) }
            DecimalText.append(values[index], to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendCoordinate(_ value: Double, to bytes: inout [UInt8]) {
        guard let rounding, abs(value) * rounding < 0x1p53 else { return DecimalText.append(value, to: &bytes) }
        let rounded = (value * rounding).rounded(.toNearestOrEven) / rounding
        if rounded != value { isRounded = true }
        DecimalText.append(rounded, to: &bytes)
    }
}
