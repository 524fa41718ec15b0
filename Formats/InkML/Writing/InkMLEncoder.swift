internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes a sketch as one ink, in the form of MathWriting's files: annotations, the traceFormat, a trace per stroke. Parts
/// and groups follow as CROHME has them; what else a sketch has is in brushes, a timestamp and further annotations.
struct InkMLEncoder: SketchEncoder {
    /// The channel of exact tilts, in a name of our own.
    static let tiltChannel = "tilt"
    /// The id of the timestamp.
    private static let began = "began"

    private(set) var losses = LossReport()

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<ink xmlns=\"\(InkMLFormat.namespace)\">\n".utf8)
        appendMetadata(sketch, to: &bytes)
        var timestamp = sketch.metadata.timestamp
        if let moment = timestamp, !TimestampText.holds(moment) {
            losses.add(.timestamp)
            timestamp = nil
        }
        // Times that don't begin at 0 count from a moment, which need not be known.
        let needsMoment = sketch.hasTimes && sketch.times.first.map { $0 != 0 } == true
        let brushes = BrushMarkup(sketch)
        if brushes.dropsWidth { losses.add(.widths) }
        if timestamp != nil || needsMoment || !brushes.isEmpty {
            bytes.append(contentsOf: "<definitions>\n".utf8)
            if timestamp != nil || needsMoment { appendTimestamp(timestamp, to: &bytes) }
            brushes.append(to: &bytes)
            bytes.append(contentsOf: "</definitions>\n".utf8)
        }
        let channels = channels(of: sketch, respectTo: needsMoment || timestamp != nil)
        appendFormat(channels, sketch, to: &bytes)
        let names = TraceNames(sketch)
        for stroke in 0..<sketch.strokeCount {
            bytes.append(contentsOf: "<trace".utf8)
            MarkupBytes.appendAttribute("id", names.id(ofStroke: stroke), to: &bytes)
            brushes.appendReference(ofStroke: stroke, to: &bytes)
            bytes.append(UInt8(ascii: ">"))
            appendPoints(sketch, sketch.range(ofStroke: stroke), channels, to: &bytes)
            bytes.append(contentsOf: "</trace>\n".utf8)
        }
        let groups = GroupMarkup(sketch, names)
        if groups.isTooDeep { losses.add(.groups) }
        groups.append(to: &bytes)
        names.appendGroups(to: &bytes)
        bytes.append(contentsOf: "</ink>\n".utf8)
    }

    private mutating func appendMetadata(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        let metadata = sketch.metadata
        if let label = metadata.label { MarkupBytes.appendAnnotation(InkMetadata.label, label, to: &bytes) }
        if let id = metadata.id {
            MarkupBytes.appendAnnotation(InkMetadata.sampleID, id.digits(16, radix: 16), to: &bytes)
        }
        if let country = metadata.countryCode {
            MarkupBytes.appendAnnotation(InkMetadata.countryCode, country, to: &bytes)
        }
        if let recognized = metadata.recognized {
            MarkupBytes.appendAnnotation(InkMetadata.recognized, recognized ? "true" : "false", to: &bytes)
        }
        if let canvas = sketch.canvas {
            let numbers = [canvas.origin.x, canvas.origin.y, canvas.width, canvas.height]
            guard numbers.allSatisfy(\.isFinite), canvas.width >= 0, canvas.height >= 0 else {
                losses.add(.canvas)
                return
            }
            var text: [UInt8] = []
            for number in numbers {
                if !text.isEmpty { text.append(UInt8(ascii: " ")) }
                DecimalText.append(number, to: &text)
            }
            if let unit = canvas.unit { text.append(contentsOf: " \(unit.rawValue)".utf8) }
            MarkupBytes.appendAnnotation(InkMetadata.canvas, String(decoding: text, as: UTF8.self), to: &bytes)
        }
    }

    private func appendTimestamp(_ timestamp: Timestamp?, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<timestamp xml:id=\"\(Self.began)\"".utf8)
        if let timestamp {
            bytes.append(contentsOf: " timeString=\"".utf8)
            TimeText.append(timestamp, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(contentsOf: "/>\n".utf8)
    }

    // MARK: Channels

    private struct WrittenChannel {
        var name: String
        /// Further attributes.
        var attributes: String
        var values: [Double]
    }

    /// The channels besides X and Y.
    private func channels(of sketch: borrowing Sketch, respectTo: Bool) -> [WrittenChannel] {
        var channels: [WrittenChannel] = []
        if sketch.hasTimes {
            let reference = respectTo ? " respectTo=\"#\(Self.began)\"" : ""
            channels.append(WrittenChannel(name: "T", attributes: " units=\"ms\"" + reference, values: sketch.times))
        }
        if sketch.hasPressures {
            channels.append(WrittenChannel(name: "F", attributes: " min=\"0\" max=\"1\"", values: sketch.pressures))
        }
        if sketch.hasAzimuths {
            channels.append(WrittenChannel(name: "OA", attributes: " units=\"rad\"", values: sketch.azimuths))
        }
        if sketch.hasTilts {
            let elevations = sketch.tilts.map { Double.pi / 2 - $0 }
            channels.append(WrittenChannel(name: "OE", attributes: " units=\"rad\"", values: elevations))
            // The difference is rounded, and sometimes can't be undone.
            if !zip(sketch.tilts, elevations).allSatisfy({ $0 == Double.pi / 2 - $1 }) {
                let values = sketch.tilts
                channels.append(
                    WrittenChannel(name: Self.tiltChannel, attributes: " units=\"rad\"", values: values)
                )
            }
        }
        return channels
    }

    private func appendFormat(_ channels: [WrittenChannel], _ sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        /// A decimal has no exponent.
        func type(_ needsExponent: Bool) -> String { needsExponent ? "double" : "decimal" }
        func needsExponent(_ value: Double) -> Bool {
            value != 0 && !(0.0001..<1e15).contains(abs(value))
        }
        let (x, y) = sketch.points.reduce(into: (false, false)) {
            if needsExponent($1.x) { $0.0 = true }
            if needsExponent($1.y) { $0.1 = true }
        }
        bytes.append(contentsOf: "<traceFormat>\n".utf8)
        bytes.append(contentsOf: "<channel name=\"X\" type=\"\(type(x))\"/>\n".utf8)
        bytes.append(contentsOf: "<channel name=\"Y\" type=\"\(type(y))\"/>\n".utf8)
        for channel in channels {
            let type = type(channel.values.contains(where: needsExponent))
            bytes.append(
                contentsOf: "<channel name=\"\(channel.name)\" type=\"\(type)\"\(channel.attributes)/>\n".utf8
            )
        }
        bytes.append(contentsOf: "</traceFormat>\n".utf8)
    }

    private func appendPoints(
        _ sketch: borrowing Sketch,
        _ range: Range<Int>,
        _ channels: [WrittenChannel],
        to bytes: inout [UInt8]
    ) {
        for index in range {
            if index > range.lowerBound { bytes.append(UInt8(ascii: ",")) }
            DecimalText.append(sketch.points[index].x, to: &bytes)
            bytes.append(UInt8(ascii: " "))
            DecimalText.append(sketch.points[index].y, to: &bytes)
            for channel in channels {
                bytes.append(UInt8(ascii: " "))
                DecimalText.append(channel.values[index], to: &bytes)
            }
        }
    }
}
