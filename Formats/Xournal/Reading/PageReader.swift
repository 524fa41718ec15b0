internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// Reads a page: its size, its layers and their strokes.
struct PageReader {
    /// The most points of a page.
    static let pointLimit = 1 << 24

    private(set) var notes = DocumentNotes()
    /// What was already warned of on this page.
    private var warnings: Set<String> = []
    private var attributes: [StrokeAttributes] = []
    /// The layers with strokes.
    private var layers: [(name: String?, strokes: Range<Int>)] = []
    /// A value per point.
    private var pressures: [Double] = []
    /// Whether the width of any stroke varies.
    private var hasPressures = false

    static func isErasing(_ stroke: XMLNode) -> Bool {
        stroke.bytes(of: "tool")?.elementsEqual("eraser".utf8) ?? false
    }

    /// Fills `sketch`, which is empty.
    mutating func read(_ page: XMLNode, into sketch: inout Sketch) throws(DocumentFault) {
        sketch.canvas = canvas(of: page)
        for child in page.children {
            switch child.name {
            case "background": count(background: child)
            case "layer": try read(layer: child, into: &sketch)
            default: notes.losses.add(.otherElements, shapes: 1)
            }
        }
        if sketch.strokeCount == 0 { warn("the page has no strokes", at: page.offset) }
        if hasPressures {
            sketch.pressures = pressures
            sketch.hasPressures = true
        }
        addLayers(to: &sketch)
        for (stroke, attributes) in attributes.enumerated() where attributes != .none {
            sketch.setAttributes(attributes, ofStroke: stroke)
        }
    }

    /// Makes groups of the layers, unless there is only one and it has no name.
    private mutating func addLayers(to sketch: inout Sketch) {
        if layers.count == 1, layers[0].name == nil { return }
        for layer in layers {
            let group = sketch.addGroup(StrokeGroup(name: layer.name, isLayer: true))
            for stroke in layer.strokes { attributes[stroke].group = group }
        }
    }

    private mutating func canvas(of page: XMLNode) -> Canvas? {
        guard let width = size("width", of: page), let height = size("height", of: page) else {
            warn("the page has no size", at: page.offset)
            return nil
        }
        return Canvas(width: width, height: height, unit: .point)
    }

    private func size(_ name: String, of page: XMLNode) -> Double? {
        guard let text = page.bytes(of: name) else { return nil }
        var offset = 0
        guard let size = NumberText.next(in: text.span, at: &offset)?.value, size > 0 else { return nil }
        return size
    }

    private mutating func count(background: XMLNode) {
        let type = background["type"] ?? "solid"
        if type != "solid" { return notes.losses.add(.backgrounds, shapes: 1) }
        let colour = background.bytes(of: "color").flatMap { InkColour.parse($0, isHighlighter: false) }
        if background["style"] ?? "plain" != "plain" || colour ?? .white != .white { notes.losses.add(.paper) }
    }

    private mutating func read(layer: XMLNode, into sketch: inout Sketch) throws(DocumentFault) {
        let first = sketch.strokeCount
        for child in layer.children {
            switch child.name {
            case "stroke" where Self.isErasing(child): notes.losses.add(.eraserStrokes, shapes: 1)
            case "stroke": try read(stroke: child, into: &sketch)
            case "text": notes.losses.add(.textElements, shapes: 1)
            case "image": notes.losses.add(.images, shapes: 1)
            case "teximage": notes.losses.add(.formulas, shapes: 1)
            case "link": notes.losses.add(.links, shapes: 1)
            case "timestamp": notes.losses.add(.recordings, shapes: 1)
            default: notes.losses.add(.otherElements, shapes: 1)
            }
        }
        guard sketch.strokeCount > first else { return }
        let name = layer["name"].flatMap { $0.isEmpty ? nil : $0 }
        layers.append((name, first..<sketch.strokeCount))
    }

    private mutating func read(stroke: XMLNode, into sketch: inout Sketch) throws(DocumentFault) {
        let first = sketch.points.count
        try readPoints(of: stroke, into: &sketch)
        sketch.endStroke()
        var details = StrokeAttributes()
        details.tool = stroke["tool"].map { StrokeTool(rawValue: $0) }
        if let text = stroke.bytes(of: "color") {
            details.colour = InkColour.parse(text, isHighlighter: details.tool == .highlighter)
            if details.colour == nil {
                warn("a colour is neither a name that is known nor #rrggbbaa", at: stroke.offset)
            }
        }
        details.width = readWidths(of: stroke, points: sketch.points.count - first)
        attributes.append(details)
        countStyle(of: stroke)
    }

    private func readPoints(of stroke: XMLNode, into sketch: inout Sketch) throws(DocumentFault) {
        let bytes = stroke.textBytes
        let text = bytes.span
        // Places in the file are known exactly if the text was taken over as it is.
        let start = bytes.count == stroke.content.count ? stroke.content.lowerBound : nil
        var (offset, count, x) = (0, 0, 0.0)
        while let token = NumberText.next(in: text, at: &offset) {
            guard let value = token.value else {
                let range = (bytes.startIndex + token.range.lowerBound)..<(bytes.startIndex + token.range.upperBound)
                let text = PrintableText.of(String(decoding: bytes[range].prefix(32), as: UTF8.self))
                throw DocumentFault(
                    XournalError.notANumber(text),
                    at: start.map { $0 + token.range.lowerBound } ?? stroke.offset
                )
            }
            count += 1
            if count % 2 == 1 {
                x = value
                continue
            }
            guard sketch.points.count < Self.pointLimit else {
                throw DocumentFault(XournalError.tooManyPoints(limit: Self.pointLimit), at: stroke.offset)
            }
            sketch.points.append(Point(x, value))
        }
        guard count % 2 == 0 else {
            throw DocumentFault(XournalError.oddCoordinates(count: count), at: stroke.offset)
        }
    }

    /// Adds a stroke's pressures: its widths at the points in shares of the greatest.
    /// - Returns: the stroke's width: the nominal one, or the greatest.
    private mutating func readWidths(of stroke: XMLNode, points: Int) -> Double? {
        var nominal: Double?
        var widths: [Double] = []
        var count = 0
        if let bytes = stroke.bytes(of: "width") {
            (nominal, widths, count) = parseWidths(bytes, points: points, at: stroke.offset)
        }
        guard !widths.isEmpty else {
            pressures.append(contentsOf: repeatElement(1, count: points))
            return nominal
        }
        if count != points - 1 { warn("a stroke has more or fewer widths than segments", at: stroke.offset) }
        hasPressures = true
        let greatest = widths.reduce(nominal ?? 0, max)
        if let nominal, nominal < greatest { notes.losses.add(.nominalWidths, shapes: 1) }
        for point in 0..<points {
            // The last point begins no segment, and segments without a width are like the last that has one.
            pressures.append(LocalWidth.pressure(of: widths[min(point, widths.count - 1)], within: greatest))
        }
        return greatest
    }

    /// The nominal width, and those of the segments, with the valid ones before them in place of invalid ones.
    /// - Returns: also, how many segments have a width, valid or not.
    private mutating func parseWidths(
        _ bytes: ArraySlice<UInt8>,
        points: Int,
        at place: Int
    ) -> (nominal: Double?, widths: [Double], count: Int) {
        let text = bytes.span
        var offset = 0
        func isValid(_ value: Double?) -> Bool { value.map { $0 >= 0 } ?? false }
        guard let first = NumberText.next(in: text, at: &offset) else { return (nil, [], 0) }
        let nominal = isValid(first.value) ? first.value : nil
        if nominal == nil { warn("the width of a stroke is negative or not a number", at: place) }
        var (widths, count, isDamaged) = ([Double](), 0, false)
        while let token = NumberText.next(in: text, at: &offset) {
            count += 1
            guard widths.count < points - 1 else { continue }
            if let width = token.value, width >= 0 {
                widths.append(width)
            } else {
                isDamaged = true
                if let width = widths.last ?? nominal { widths.append(width) }
            }
        }
        if isDamaged {
            warn("the width of a segment is negative or not a number, and is taken to be that before it", at: place)
        }
        return (nominal, widths, count)
    }

    private mutating func countStyle(of stroke: XMLNode) {
        if let fill = stroke["fill"], fill != "-1" { notes.losses.add(.fills, shapes: 1) }
        if let style = stroke["style"], style != "plain", !style.isEmpty { notes.losses.add(.dashes, shapes: 1) }
        if let cap = stroke["capStyle"], cap != "round" { notes.losses.add(.caps, shapes: 1) }
        if let recording = stroke["fn"], !recording.isEmpty { notes.losses.add(.recordings, shapes: 1) }
    }

    /// Warns once per page and kind.
    private mutating func warn(_ text: String, at offset: Int) {
        if warnings.insert(text).inserted { notes.warn(text, at: offset) }
    }
}
