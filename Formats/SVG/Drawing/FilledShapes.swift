internal import SketchModel

/// Shapes that are filled and have no stroke: backgrounds, outlines, and the lines that some are outlines of.
extension Drawer {
    /// The number of comparisons that finding centre lines may take in one drawing.
    static let centreLineWork = 1 << 30

    /// The centre lines of a drawing's outlines.
    struct CentreLines {
        /// The width at each point of the sketch, as long as all strokes are centre lines.
        var widths: [Double] = []
        var work = Drawer.centreLineWork
    }

    // MARK: Backgrounds

    /// Whether a shape is a rectangle without rounded corners, parallel to the page, that covers the page.
    mutating func isBackground(_ node: Int, _ context: Context) -> Bool {
        guard let page = pen.sketch.canvas, mayBeRectangle(node), let sketch = outline(of: node, context),
            sketch.strokeCount == 1, let box = sketch.boundingBox
        else { return false }
        var corners: Set<Int> = []
        for point in sketch.points {
            let isLeft = point.x == box.minimum.x
            let isTop = point.y == box.minimum.y
            guard isLeft || point.x == box.maximum.x, isTop || point.y == box.maximum.y else { return false }
            corners.insert((isLeft ? 1 : 0) + (isTop ? 2 : 0))
        }
        let (left, top) = (page.origin.x, page.origin.y)
        let (across, down) = (page.width / 100, page.height / 100)
        return corners.count == 4 && box.minimum.x <= left + across && box.minimum.y <= top + down
            && box.maximum.x >= left + page.width - across && box.maximum.y >= top + page.height - down
    }

    private func mayBeRectangle(_ node: Int) -> Bool {
        /// No more is needed to write a rectangle.
        let limit = 256
        switch tree.nodes[node].name {
        case .rect: return true
        case .path: return tree.value(.d, of: node).map { $0.count <= limit } ?? false
        case .polygon, .polyline: return tree.value(.points, of: node).map { $0.count <= limit } ?? false
        default: return false
        }
    }

    /// A shape's outline by itself, in the sketch's units, without remarks; `nil` if it is empty.
    private mutating func outline(of node: Int, _ context: Context) -> Sketch? {
        let kept = (pen, remarks)
        pen.sketch = Sketch()
        pen.transform = context.transform
        drawOutline(of: node, context)
        let sketch = pen.sketch
        (pen, remarks) = kept
        return sketch.points.isEmpty ? nil : sketch
    }

    // MARK: Centre lines

    /// Draws the lines whose outlines the sub-paths of a shape are.
    /// - Returns: their widths; `nil` if one of the sub-paths isn't a line's outline, or runs the other way round, as
    ///   holes do.
    mutating func drawCentreLines(of node: Int, _ context: Context) throws(SVGFault) -> [Double]? {
        var sketch = Sketch()
        let tolerance = pen.tolerance
        // The line's width depends on both sides, and may be only a few times the tolerance.
        pen.tolerance = tolerance / 8
        pen.transform = context.transform
        swap(&pen.sketch, &sketch)
        drawOutline(of: node, context)
        swap(&pen.sketch, &sketch)
        pen.tolerance = tolerance
        var lines: [CentreLine] = []
        var area = 0.0
        for stroke in sketch.strokes {
            guard let outline = ClosedOutline(stroke), outline.area * area >= 0 else { return nil }
            let found = CentreLine(of: outline, work: &centreLines.work)
            if centreLines.work < 0 {
                throw SVGFault(reason: .centreLinesTooCostly, offset: tree.nodes[node].offset)
            }
            guard let line = found else { return nil }
            area = outline.area
            if let last = lines.indices.last, lines[last].isContinued(by: line) {
                lines[last].append(line)
            } else {
                lines.append(line)
            }
        }
        if lines.isEmpty { return nil }
        let isAlone = centreLines.widths.count == pen.sketch.points.count
        for line in lines {
            pen.sketch.points += line.points
            pen.sketch.endStroke()
            if isAlone { centreLines.widths += line.widths }
        }
        return lines.map(\.width)
    }

    /// Makes the widths of centre lines the strokes' pressures, as shares of the stroke's greatest width, if all strokes
    /// are centre lines and a tenth of the points of one of them has a width that differs from its median by a fifth.
    mutating func finishCentreLines() {
        let widths = centreLines.widths
        guard !widths.isEmpty, widths.count == pen.sketch.points.count, !pen.sketch.hasPressures else { return }
        var pressures: [Double] = []
        var varies = false
        for stroke in 0..<pen.sketch.strokeCount {
            let range = pen.sketch.range(ofStroke: stroke)
            let greatest = widths[range].reduce(0, max)
            let median = pen.sketch.attributes(ofStroke: stroke).width ?? greatest
            let different = widths[range].count { abs($0 - median) > 0.2 * median }
            if different * 10 > range.count { varies = true }
            pressures += widths[range].map { greatest > 0 ? $0 / greatest : 1 }
        }
        guard varies else { return }
        pen.sketch[.pressure] = pressures
        pen.sketch.channels.formUnion(PointChannelSet(.pressure))
    }
}
