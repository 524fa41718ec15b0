internal import SketchModel
internal import TextNotation
internal import XMLTrees

/// The brushes of a sketch: one for each combination of colour, width and tool.
struct BrushMarkup {
    /// The properties for tools that InkML has no word for.
    static let tool = "tool"
    static let encodedTool = "encodedTool"

    private struct Properties: Hashable {
        var colour: Colour?
        var width: Double?
        var tool: StrokeTool?
    }

    private var brushes: [Properties] = []
    /// The brush of each stroke that has one.
    private var numbers: [Int?] = []
    /// Whether a width isn't a finite number of 0 or more.
    private(set) var dropsWidth = false

    init(_ sketch: borrowing Sketch) {
        if sketch.attributes.isEmpty { return }
        var known: [Properties: Int] = [:]
        for stroke in 0..<sketch.strokeCount {
            let details = sketch.attributes(ofStroke: stroke)
            var properties = Properties(colour: details.colour, width: details.width, tool: details.tool)
            if let width = details.width, !width.isFinite || width < 0 {
                properties.width = nil
                dropsWidth = true
            }
            guard properties != Properties() else {
                numbers.append(nil)
                continue
            }
            if known[properties] == nil {
                known[properties] = brushes.count
                brushes.append(properties)
            }
            numbers.append(known[properties])
        }
    }

    var isEmpty: Bool { brushes.isEmpty }

    func append(to bytes: inout [UInt8]) {
        for (number, brush) in brushes.enumerated() {
            bytes.append(contentsOf: "<brush xml:id=\"brush\(number)\">\n".utf8)
            if let width = brush.width {
                var text: [UInt8] = []
                DecimalText.append(width, to: &text)
                append("width", String(decoding: text, as: UTF8.self), to: &bytes)
            }
            if let colour = brush.colour {
                let opaque = Colour(red: colour.red, green: colour.green, blue: colour.blue)
                append("color", opaque.hexadecimal, to: &bytes)
                if colour.alpha < 255 { append("transparency", String(255 - colour.alpha), to: &bytes) }
            }
            switch brush.tool {
            case nil: break
            case .pen?: append("rasterOp", "copyPen", to: &bytes)
            case .highlighter?: append("rasterOp", "maskPen", to: &bytes)
            case let tool?:
                if tool.rawValue.unicodeScalars.allSatisfy(PercentText.isHeld) {
                    append(Self.tool, tool.rawValue, to: &bytes)
                } else {
                    append(Self.encodedTool, AnnotationText.encode(tool.rawValue), to: &bytes)
                }
            }
            bytes.append(contentsOf: "</brush>\n".utf8)
        }
    }

    private func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<brushProperty".utf8)
        MarkupBytes.appendAttribute("name", name, to: &bytes)
        MarkupBytes.appendAttribute("value", value, to: &bytes)
        bytes.append(contentsOf: "/>\n".utf8)
    }

    /// Appends the attribute by which a trace refers to its brush.
    func appendReference(ofStroke stroke: Int, to bytes: inout [UInt8]) {
        guard numbers.indices.contains(stroke), let number = numbers[stroke] else { return }
        MarkupBytes.appendAttribute("brushRef", "#brush\(number)", to: &bytes)
    }
}
