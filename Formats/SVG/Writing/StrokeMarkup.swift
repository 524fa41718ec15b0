internal import SketchModel
internal import TextNotation
internal import XMLTrees

/// Writes the groups, names, colours and widths of strokes, with unique ids.
struct StrokeMarkup {
    /// The greatest depth at which groups are written, which is less than the reader's limit on nested elements.
    static let depthLimit = 900

    private var usedIDs: Set<String> = []
    /// The groups written so far, numbered in the order in which they were first opened.
    private var numbers: [Int: Int] = [:]
    /// The open groups, outermost first.
    private var open: [Int] = []
    /// Whether groups were nested too deeply to be written.
    private(set) var isTooDeep = false
    /// Whether a width can't be drawn.
    private(set) var dropsWidth = false

    /// Closes and opens groups so that `stroke` is in its own.
    mutating func enter(_ stroke: Int, of sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        var path: [Int] = []
        var next = sketch.attributes(ofStroke: stroke).group
        while let group = next, sketch.groups.indices.contains(group) {
            path.append(group)
            next = sketch.groups[group].parent.flatMap { $0 < group ? $0 : nil }
        }
        if path.count > Self.depthLimit {
            isTooDeep = true
            path.removeFirst(path.count - Self.depthLimit)
        }
        path.reverse()
        var shared = 0
        while shared < min(path.count, open.count), path[shared] == open[shared] { shared += 1 }
        close(open.count - shared, to: &bytes)
        for group in path[shared...] {
            bytes.append(contentsOf: "<g".utf8)
            if let number = numbers[group] {
                AttributeMarkup.appendAttribute(.continuedGroup, String(number), to: &bytes)
            } else {
                numbers[group] = numbers.count
            }
            if sketch.groups[group].isLayer {
                bytes.append(contentsOf: " inkscape:groupmode=\"layer\"".utf8)
                if let name = sketch.groups[group].name {
                    if PercentText.isNeeded(for: name) {
                        AttributeMarkup.appendAttribute(.encodedName, PercentText.encode(name), to: &bytes)
                    }
                    AttributeMarkup.appendAttribute(.inkscapeLabel, name, to: &bytes)
                }
            } else {
                appendName(sketch.groups[group].name, to: &bytes)
            }
            bytes.append(contentsOf: ">\n".utf8)
            open.append(group)
        }
    }

    /// Closes the groups that are still open.
    mutating func finish(to bytes: inout [UInt8]) { close(open.count, to: &bytes) }

    private mutating func close(_ count: Int, to bytes: inout [UInt8]) {
        for _ in 0..<count { bytes.append(contentsOf: "</g>\n".utf8) }
        open.removeLast(count)
    }

    /// Appends the attributes of a stroke's tag.
    mutating func append(_ details: StrokeAttributes, to bytes: inout [UInt8]) {
        appendName(details.name, to: &bytes)
        if let colour = details.colour {
            let opaque = Colour(red: colour.red, green: colour.green, blue: colour.blue)
            AttributeMarkup.appendAttribute(.stroke, opaque.hexadecimal, to: &bytes)
            if colour.alpha < 255 {
                // Three digits distinguish 256 values. Fully transparent strokes would not be strokes when read back.
                let opacity = max((Double(colour.alpha) / 255 * 1000).rounded() / 1000, 0.001)
                AttributeMarkup.appendAttributeStart(.strokeOpacity, to: &bytes)
                DecimalText.append(opacity, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            }
        }
        if let width = details.width {
            if width > 0, width.isFinite {
                AttributeMarkup.appendAttributeStart(.strokeWidth, to: &bytes)
                DecimalText.append(width, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            } else {
                dropsWidth = true
            }
        }
        if let part = details.part { appendText(part, .part, encoded: .encodedPart, to: &bytes) }
        if let tool = details.tool { appendText(tool.rawValue, .tool, encoded: .encodedTool, to: &bytes) }
    }

    /// Writes a name as the id if it is a valid id that hasn't been used.
    private mutating func appendName(_ name: String?, to bytes: inout [UInt8]) {
        guard let name else { return }
        if Self.isID(name), usedIDs.insert(name).inserted {
            AttributeMarkup.appendAttribute(.id, name, to: &bytes)
        } else {
            appendText(name, .dataName, encoded: .encodedName, to: &bytes)
        }
    }

    private func appendText(_ text: String, _ name: AttributeName, encoded: AttributeName, to bytes: inout [UInt8]) {
        if PercentText.isNeeded(for: text) {
            AttributeMarkup.appendAttribute(encoded, PercentText.encode(text), to: &bytes)
        } else {
            AttributeMarkup.appendAttribute(name, text, to: &bytes)
        }
    }

    /// Whether a text is a name in XML without colons (XML 1.0, 2.3).
    private static func isID(_ text: String) -> Bool {
        var isFirst = true
        for scalar in text.unicodeScalars {
            guard isNameStart(scalar) || (!isFirst && isNamePart(scalar)) else { return false }
            isFirst = false
        }
        return !isFirst
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5a, 0x5f, 0x61...0x7a, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2ff, 0x370...0x37d, 0x37f...0x1fff,
            0x200c...0x200d, 0x2070...0x218f, 0x2c00...0x2fef, 0x3001...0xd7ff, 0xf900...0xfdcf, 0xfdf0...0xfffd,
            0x1_0000...0xe_ffff:
            true
        default: false
        }
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2d, 0x2e, 0x30...0x39, 0xb7, 0x300...0x36f, 0x203f...0x2040: true
        default: false
        }
    }
}
