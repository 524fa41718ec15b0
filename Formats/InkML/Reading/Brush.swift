internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// What a brush says about the strokes drawn with it.
struct Brush {
    var colour: Colour?
    /// A length, and the unit in which it is.
    var width: (value: Double, unit: String)?
    var tool: StrokeTool?
    var losses: Set<Loss> = []

    /// Reads an element `brush` over what it inherits.
    init(_ node: XMLNode, inherited: Brush?) throws(DocumentFault) {
        if let inherited { self = inherited } else { self.init() }
        var height: Double?
        var opacity: UInt8?
        for property in node.children {
            guard property.name == "brushProperty" else {
                losses.insert(.inkAnnotations)
                continue
            }
            let value = property["value"] ?? ""
            switch property["name"] {
            case "width":
                if let number = try property.number("value"), number >= 0 {
                    width = (number, property["units"] ?? "")
                } else {
                    losses.insert(.widths)
                }
            case "height": height = try property.number("value")
            case "color":
                if let colour = Colour(hexadecimal: value) {
                    self.colour = colour
                } else {
                    losses.insert(.colours)
                }
            case "transparency":
                if let number = try property.number("value"), (0...255).contains(number) {
                    opacity = 255 - UInt8(number.rounded())
                } else {
                    losses.insert(.colours)
                }
            case "rasterOp":
                switch value {
                case "copyPen": tool = tool ?? .pen
                case "maskPen": tool = .highlighter
                default: losses.insert(.inkBrushProperties)
                }
            case "tip":
                if value == "highlighter" {
                    tool = .highlighter
                } else if value != "ellipse" {
                    losses.insert(.inkBrushProperties)
                }
            case BrushMarkup.tool: tool = StrokeTool(rawValue: value)
            case BrushMarkup.encodedTool:
                if let bytes = property.bytes(of: "value"), let text = PercentText.decode(bytes) {
                    tool = StrokeTool(rawValue: text)
                } else {
                    losses.insert(.tools)
                }
            default: losses.insert(.inkBrushProperties)
            }
        }
        if let height, height != width?.value { losses.insert(.inkBrushProperties) }
        if let opacity, colour != nil || opacity < 255 {
            // Ink without a colour is black.
            var colour = colour ?? .black
            colour.alpha = opacity
            self.colour = colour
        }
    }

    private init() {}

    /// The width in numbers of `measure`; `nil` if there is none or it can't be converted.
    func width(in measure: Measure) -> Double? {
        guard let width else { return nil }
        if width.unit.isEmpty { return width.value }
        guard
            width.unit == measure.unit
                || (MeasureUnit.lengths[width.unit] != nil && MeasureUnit.lengths[measure.unit] != nil)
        else { return nil }
        let value = width.value * Measure(unit: width.unit).ratio(to: measure)
        return value.isFinite ? value : nil
    }
}
