internal import SketchModel
internal import SketchStreams
internal import TextNotation

extension Loss {
    /// The size of a drawing that is fitted to the grid.
    static let size = Loss(name: "sizeDropped", text: "sizes dropped")
}

/// Writes a sketch as an answer.
struct SketchAgentEncoder: SketchEncoder {
    private(set) var losses = LossReport()
    private let grid: Grid
    private let curves: SketchAgentFormat.Curves
    private let tally: FitTally

    init(_ format: SketchAgentFormat, tally: FitTally) {
        (grid, curves, self.tally) = (Grid(size: format.grid), format.curves, tally)
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        guard !sketch.points.isEmpty else { throw SketchAgentError.noPoints }
        let placement = try AnswerPlacement(sketch, on: grid)
        if let label = sketch.metadata.label, !label.isEmpty {
            bytes.append(contentsOf: "<concept>".utf8)
            NameText.append(label, to: &bytes)
            bytes.append(contentsOf: "</concept>\n".utf8)
        }
        bytes.append(contentsOf: "<strokes>\n".utf8)
        var (number, tag, isRounded, error) = (0, 0, false, FitError())
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            if range.isEmpty { continue }
            let written = elements(of: sketch.points[range], placement)
            number += 1
            let name = Self.name(of: sketch.attributes(ofStroke: stroke))
            for (index, element) in written.elements.enumerated() {
                tag += 1
                append(element, tag, to: &bytes)
                bytes.append(contentsOf: "        <id>".utf8)
                if let name {
                    NameText.append(name: name, ofStroke: number, to: &bytes)
                } else {
                    bytes.append(contentsOf: NameText.numbered(number).utf8)
                }
                if index > 0 { bytes.append(contentsOf: NameText.continued) }
                bytes.append(contentsOf: "</id>\n    </s\(tag)>\n".utf8)
            }
            isRounded = isRounded || !written.isExact
            error += written.error
        }
        bytes.append(contentsOf: "</strokes>\n\n".utf8)
        if isRounded { losses.add(.rounding) }
        countLosses(of: sketch, placement)
        tally.add(error)
    }

    /// A stroke's own name, or the part that it draws.
    private static func name(of attributes: StrokeAttributes) -> String? {
        [attributes.name, attributes.part].compactMap(\.self).first { !$0.isEmpty }
    }

    private func append(_ element: StrokeElement, _ tag: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "    <s\(tag)>\n        <points>".utf8)
        for (index, cell) in element.cells.enumerated() {
            bytes.append(contentsOf: "\(index > 0 ? ", " : "")'x\(Int(cell.x))y\(Int(cell.y))'".utf8)
        }
        bytes.append(contentsOf: "</points>\n        <t_values>".utf8)
        for (index, time) in element.times.enumerated() {
            bytes.append(contentsOf: ((index > 0 ? ", " : "") + DecimalText.fixed(time, digits: 2)).utf8)
        }
        bytes.append(contentsOf: "</t_values>\n".utf8)
    }

    // MARK: Strokes

    private typealias Written = (elements: [StrokeElement], isExact: Bool, error: FitError)

    private func elements(of stroke: ArraySlice<Point>, _ placement: AnswerPlacement) -> Written {
        let pixels = stroke.map(placement.pixel)
        if curves == .points { return cells(of: pixels) }
        let recogniser = ElementRecogniser(grid: grid)
        if placement.isKept, let elements = recogniser.elements(of: stroke) {
            var error = FitError()
            for _ in stroke { error.add(0) }
            return (elements, true, error)
        }
        let fitter = StrokeFitter(pixels[...], on: grid)
        let read = points(of: fitter.elements)
        // The form in which it is written when it has been read.
        let elements = recogniser.elements(of: read[...]) ?? fitter.elements
        return (elements, isSame(read, pixels), fitter.error)
    }

    /// The cells in which a stroke's points are, each once if several follow one another.
    private func cells(of pixels: [Point]) -> Written {
        var (element, error) = (StrokeElement(cells: [], times: []), FitError())
        for pixel in pixels {
            let cell = grid.nearestCell(to: pixel)
            error.add((grid.middle(of: cell) - pixel).length)
            let isRepeated = element.cells.last == cell && !(pixels.count == 2 && element.cells.count == 1)
            if isRepeated { continue }
            let way = element.cells.last.map { (cell - $0).length } ?? 0
            element.times.append((element.times.last ?? 0) + way)
            element.cells.append(cell)
        }
        let whole = element.times.last ?? 0
        element.times = element.times.map { whole > 0 ? $0 / whole : 0 }
        return ([element], isSame(element.points(on: grid, curves: .points), pixels), error)
    }

    private func points(of elements: [StrokeElement]) -> [Point] {
        var points: [Point] = []
        for element in elements { points.join(element.points(on: grid, curves: .fit)) }
        return points
    }

    /// Whether what is read is what was to be written.
    private func isSame(_ read: [Point], _ pixels: [Point]) -> Bool {
        read.count == pixels.count
            && zip(read, pixels).allSatisfy { (grid.pixel(ofCanvas: $0) - $1).length < 0.001 * Grid.cell }
    }

    // MARK: Losses

    private mutating func countLosses(of sketch: borrowing Sketch, _ placement: AnswerPlacement) {
        let (metadata, attributes) = (sketch.metadata, sketch.attributes)
        let hasEmptyStroke = (0..<sketch.strokeCount).contains { sketch.range(ofStroke: $0).isEmpty }
        for (loss, isLost) in [
            (.label, metadata.label == ""), (.id, metadata.id != nil), (.countryCode, metadata.countryCode != nil),
            (.timestamp, metadata.timestamp != nil), (.recognized, metadata.recognized != nil),
            (.times, sketch.hasTimes), (.pressures, sketch.hasPressures), (.tilts, sketch.hasTilts),
            (.azimuths, sketch.hasAzimuths), (.emptyStrokes, hasEmptyStroke),
            (.placement, !placement.isKept), (.size, placement.isScaled),
            (.colours, attributes.contains { $0.colour != nil }), (.widths, attributes.contains { $0.width != nil }),
            (.names, attributes.contains { $0.name == "" }), (.parts, attributes.contains { $0.part != nil }),
            (.groups, attributes.contains { $0.group != nil }), (.tools, attributes.contains { $0.tool != nil }),
        ] as [(Loss, Bool)] where isLost {
            losses.add(loss)
        }
    }
}
