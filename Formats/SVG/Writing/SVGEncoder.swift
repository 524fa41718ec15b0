internal import SketchModel
internal import SketchStreams

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Writes a sketch as one document: a path a stroke, and beside them all that SVG has no word for.
struct SVGEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    private let format: SVGFormat
    /// The power of ten that coordinates are rounded by, where they are.
    private let rounding: Double?
    private var isRounded = false

    init(_ format: SVGFormat) {
        self.format = format
        rounding = format.precision.map { pow(10, Double($0)) }
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) {
        isRounded = false
        let canvas = Canvas(around: sketch.boundingBox, padding: format.padding)
        appendRoot(sketch, canvas, to: &bytes)
        if let label = sketch.metadata.label {
            bytes.append(contentsOf: "<title>".utf8)
            MarkupText.append(label, to: &bytes)
            bytes.append(contentsOf: "</title>\n".utf8)
        }
        for stroke in 0..<sketch.strokeCount { appendPath(sketch, stroke, to: &bytes) }
        bytes.append(contentsOf: "</svg>\n".utf8)
        if isRounded { losses.add(.rounding) }
    }

    private mutating func appendRoot(_ sketch: borrowing Sketch, _ canvas: Canvas, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"".utf8)
        for (index, value) in canvas.viewBox.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: " ")) }
            DecimalText.append(value, to: &bytes)
        }
        bytes.append(contentsOf: "\" fill=\"none\" stroke=\"black\" stroke-width=\"".utf8)
        DecimalText.append(canvas.lineWidth, to: &bytes)
        bytes.append(contentsOf: "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"".utf8)
        let metadata = sketch.metadata
        appendText(metadata.label, .word, encoded: .encodedWord, to: &bytes)
        appendText(metadata.countryCode, .countryCode, encoded: .encodedCountryCode, to: &bytes)
        if let timestamp = metadata.timestamp {
            if TimestampText.holds(timestamp) {
                MarkupText.appendAttributeStart(.timestamp, to: &bytes)
                TimestampText.append(timestamp, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            } else {
                losses.add(.timestamp)
            }
        }
        if let recognized = metadata.recognized {
            MarkupText.appendAttribute(.recognized, recognized ? "true" : "false", to: &bytes)
        }
        if let id = metadata.id { MarkupText.appendAttribute(.keyID, String(id), to: &bytes) }
        bytes.append(contentsOf: ">\n".utf8)
    }

    private func appendText(
        _ text: String?,
        _ name: AttributeName,
        encoded: AttributeName,
        to bytes: inout [UInt8]
    ) {
        guard let text else { return }
        if PercentText.isNeeded(for: text) {
            MarkupText.appendAttribute(encoded, PercentText.encode(text), to: &bytes)
        } else {
            MarkupText.appendAttribute(name, text, to: &bytes)
        }
    }

    /// `M0,0 L10,10 20,5`. A single point is a segment of no length, so that a viewer shows a dot.
    private mutating func appendPath(_ sketch: borrowing Sketch, _ stroke: Int, to bytes: inout [UInt8]) {
        let range = sketch.range(ofStroke: stroke)
        bytes.append(contentsOf: "<path d=\"".utf8)
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
        if range.count < 2 { MarkupText.appendAttribute(.pointCount, String(range.count), to: &bytes) }
        if sketch.hasTimes { appendChannel(.times, sketch.times[range], to: &bytes) }
        if sketch.hasPressures { appendChannel(.pressures, sketch.pressures[range], to: &bytes) }
        bytes.append(contentsOf: "/>\n".utf8)
    }

    private func appendChannel(_ name: AttributeName, _ values: ArraySlice<Double>, to bytes: inout [UInt8]) {
        MarkupText.appendAttributeStart(name, to: &bytes)
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
