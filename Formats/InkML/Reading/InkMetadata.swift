internal import SketchModel
internal import TextNotation
internal import XMLTrees

/// What the annotations of an ink say about the drawing.
struct InkMetadata {
    static let label = "label"
    static let sampleID = "sampleId"
    static let countryCode = "countryCode"
    static let recognized = "recognized"
    static let canvas = "canvas"

    private var texts: [String: String] = [:]
    private var values = SketchMetadata()
    private var canvas: Canvas?
    private(set) var losses: Set<Loss> = []

    /// Takes an annotation.
    /// - Returns: `false` if it is one that this format knows and can't be read.
    mutating func take(_ node: XMLNode) -> Bool {
        switch node["type"] {
        case let type?
        where [Self.label, "normalizedLabel", AnnotationText.truth].contains(type) && texts[type] == nil:
            return take(
                type == AnnotationText.truth ? AnnotationText.readTruth(node) : AnnotationText.read(node),
                .label
            ) {
                $0.texts[type] = $1
            }
        case Self.sampleID where values.id == nil:
            values.id = Self.id(AnnotationText.trimmed(node.textBytes))
            // Other data sets have ids of other forms.
            if values.id == nil { losses.insert(.inkAnnotations) }
            return true
        case Self.countryCode where values.countryCode == nil:
            return take(AnnotationText.read(node), .countryCode) { $0.values.countryCode = $1 }
        case Self.recognized where values.recognized == nil:
            let text = AnnotationText.read(node)
            return take(text == "true" ? true : text == "false" ? false : nil, .recognized) {
                $0.values.recognized = $1
            }
        case Self.canvas where canvas == nil:
            return take(Self.canvas(AnnotationText.trimmed(node.textBytes)), .canvas) { $0.canvas = $1 }
        default:
            losses.insert(.inkAnnotations)
            return true
        }
    }

    private mutating func take<Value>(
        _ value: Value?,
        _ loss: Loss,
        _ set: (inout InkMetadata, Value) -> Void
    ) -> Bool {
        if let value {
            set(&self, value)
        } else {
            losses.insert(loss)
        }
        return value != nil
    }

    /// - Parameter moment: when the ink was written, by its timestamp.
    mutating func fill(_ sketch: inout Sketch, moment: Timestamp?) {
        let label = texts[Self.label] ?? texts[AnnotationText.truth] ?? texts["normalizedLabel"]
        if texts.values.contains(where: { $0 != label }) { losses.insert(.inkAnnotations) }
        values.label = label
        values.timestamp = moment
        sketch.metadata = values
        sketch.canvas = canvas
    }

    /// Sixteen hexadecimal digits.
    private static func id(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard text.count == 16 else { return nil }
        var id: UInt64 = 0
        for byte in text {
            guard let digit = PercentText.digit(byte) else { return nil }
            id = id << 4 | UInt64(digit)
        }
        return id
    }

    /// `x y width height`, and the unit if there is one.
    private static func canvas(_ text: ArraySlice<UInt8>) -> Canvas? {
        let fields = text.split(separator: UInt8(ascii: " "))
        guard fields.count == 4 || fields.count == 5 else { return nil }
        var numbers: [Double] = []
        for field in fields[..<4] {
            var offset = 0
            guard let number = DecimalText.parse(field.span, at: &offset), offset == field.count, number.isFinite
            else { return nil }
            numbers.append(number)
        }
        guard numbers[2] >= 0, numbers[3] >= 0 else { return nil }
        var canvas = Canvas(origin: Point(numbers[0], numbers[1]), width: numbers[2], height: numbers[3])
        if fields.count == 5 {
            guard let unit = LengthUnit(rawValue: String(decoding: fields[4], as: UTF8.self)) else { return nil }
            canvas.unit = unit
        }
        return canvas
    }
}
