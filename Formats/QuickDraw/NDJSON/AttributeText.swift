internal import SketchModel
internal import TextNotation

/// Writes what follows a drawing's strokes, if the sketch has any of it:
/// `,"canvas":{…},"attributes":{…},"channels":{…}`.
enum AttributeText {
    /// Appends the keys for which the sketch has values. Times are part of the drawing.
    @inline(__always)
    static func append(of sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        if sketch.canvas == nil, sketch.attributes.isEmpty, sketch.groups.isEmpty,
            sketch.channels.isSubset(of: .times)
        {
            return
        }
        appendAll(of: sketch, to: &bytes)
    }

    @inline(never)
    private static func appendAll(of sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        if let canvas = sketch.canvas {
            append(",\"canvas\":{\"x\":", to: &bytes)
            DecimalText.append(canvas.origin.x, to: &bytes)
            append(",\"y\":", to: &bytes)
            DecimalText.append(canvas.origin.y, to: &bytes)
            append(",\"width\":", to: &bytes)
            DecimalText.append(canvas.width, to: &bytes)
            append(",\"height\":", to: &bytes)
            DecimalText.append(canvas.height, to: &bytes)
            if let unit = canvas.unit { append(",\"unit\":\"\(unit.rawValue)\"", to: &bytes) }
            append("}", to: &bytes)
        }
        if !sketch.attributes.isEmpty || !sketch.groups.isEmpty { appendAttributes(of: sketch, to: &bytes) }
        let channels = [PointChannel.pressure, .tilt, .azimuth].filter { sketch.channels.contains(PointChannelSet($0)) }
        if channels.isEmpty { return }
        append(",\"channels\":{", to: &bytes)
        for (place, channel) in channels.enumerated() {
            append("\(place > 0 ? "," : "")\"\(channel.rawValue)\":[", to: &bytes)
            let values = sketch[channel]
            for stroke in 0..<sketch.strokeCount {
                if stroke > 0 { append(",", to: &bytes) }
                append("[", to: &bytes)
                let range = sketch.range(ofStroke: stroke)
                for index in range {
                    if index > range.lowerBound { append(",", to: &bytes) }
                    DecimalText.append(values[index], to: &bytes)
                }
                append("]", to: &bytes)
            }
            append("]", to: &bytes)
        }
        append("}", to: &bytes)
    }

    private static func appendAttributes(of sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        append(",\"attributes\":{", to: &bytes)
        if !sketch.groups.isEmpty {
            append("\"groups\":[", to: &bytes)
            for (index, group) in sketch.groups.enumerated() {
                append(index > 0 ? ",{" : "{", to: &bytes)
                var members = Members()
                members.append("name", group.name, to: &bytes)
                if group.isLayer { members.append("layer", raw: "true", to: &bytes) }
                if let parent = group.parent { members.append("parent", raw: String(parent), to: &bytes) }
                append("}", to: &bytes)
            }
            append(sketch.attributes.isEmpty ? "]" : "],", to: &bytes)
        }
        if !sketch.attributes.isEmpty {
            append("\"strokes\":[", to: &bytes)
            for index in 0..<sketch.strokeCount {
                append(index > 0 ? ",{" : "{", to: &bytes)
                append(sketch.attributes(ofStroke: index), to: &bytes)
                append("}", to: &bytes)
            }
            append("]", to: &bytes)
        }
        append("}", to: &bytes)
    }

    private static func append(_ stroke: StrokeAttributes, to bytes: inout [UInt8]) {
        var members = Members()
        members.append("color", stroke.colour?.hexadecimal, to: &bytes)
        if let width = stroke.width {
            members.appendKey("width", to: &bytes)
            DecimalText.append(width, to: &bytes)
        }
        members.append("name", stroke.name, to: &bytes)
        members.append("part", stroke.part, to: &bytes)
        members.append("tool", stroke.tool?.rawValue, to: &bytes)
        if let group = stroke.group { members.append("group", raw: String(group), to: &bytes) }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

    /// The members of an object, separated by commas.
    private struct Members {
        private var count = 0

        mutating func appendKey(_ key: String, to bytes: inout [UInt8]) {
            if count > 0 { bytes.append(UInt8(ascii: ",")) }
            count += 1
            JSONText.append(key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
        }

        mutating func append(_ key: String, _ text: String?, to bytes: inout [UInt8]) {
            guard let text else { return }
            appendKey(key, to: &bytes)
            JSONText.append(text, to: &bytes)
        }

        mutating func append(_ key: String, raw value: String, to bytes: inout [UInt8]) {
            appendKey(key, to: &bytes)
            bytes.append(contentsOf: value.utf8)
        }
    }
}
