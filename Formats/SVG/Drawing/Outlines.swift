internal import SketchModel

/// The outlines of the shapes, with the starting points and directions that SVG defines.
extension Drawer {
    mutating func drawOutline(of node: Int, _ context: Context) {
        switch tree.nodes[node].name {
        case .path: drawPath(node, context)
        case .polyline: drawPoints(node, isClosed: false)
        case .polygon: drawPoints(node, isClosed: true)
        case .line:
            pen.beginPath()
            pen.move(to: point(.x1, .y1, of: node, context))
            pen.line(to: point(.x2, .y2, of: node, context))
            endShape(node)
        case .rect: drawRectangle(node, context)
        case .circle:
            let radius = radius(.r, of: node, whole: context.viewport.diagonal, context) ?? 0
            drawEllipse(node, context, radius, radius)
        case .ellipse:
            let rx = radius(.rx, of: node, whole: context.viewport.width, context)
            let ry = radius(.ry, of: node, whole: context.viewport.height, context)
            drawEllipse(node, context, rx ?? ry ?? 0, ry ?? rx ?? 0)
        default: break
        }
    }

    private mutating func drawPath(_ node: Int, _ context: Context) {
        if let data = cascade.rare(context.style)?.path {
            if let error = PathData.draw(data.span, with: &pen) {
                remarks.add("the path of a style is wrong: \(error.what)", at: tree.nodes[node].offset)
            }
            return
        }
        guard let value = tree.value(.d, of: node) else { return pen.beginPath() }
        let text = tree.text
        if let error = PathData.draw(text.span.extracting(value), with: &pen) {
            remark(error, in: "d", of: node, kept: "segments")
        }
    }

    private mutating func drawPoints(_ node: Int, isClosed: Bool) {
        pen.beginPath()
        guard let value = tree.value(.points, of: node) else { return }
        var error: TextError?
        let bytes = tree.text
        let text = bytes.span.extracting(value)
        var offset = 0
        var isFirst = true
        text.skipSpace(&offset)
        while offset < text.count {
            guard let x = text.number(&offset) else {
                error = TextError(offset: offset, what: "expected a number")
                break
            }
            text.skipSeparator(&offset)
            guard let y = text.number(&offset) else {
                error = TextError(
                    offset: offset,
                    what: offset == text.count ? "an odd number of coordinates" : "expected a number"
                )
                break
            }
            text.skipSeparator(&offset)
            if isFirst {
                pen.move(to: Point(x, y))
                isFirst = false
            } else {
                pen.line(to: Point(x, y))
            }
        }
        if isClosed, !isFirst { pen.close() }
        endShape(node)
        if let error { remark(error, in: "points", of: node, kept: "points") }
    }

    private mutating func drawRectangle(_ node: Int, _ context: Context) {
        pen.beginPath()
        let viewport = context.viewport
        let width = length(.width, of: node, whole: viewport.width, context.style) ?? 0
        let height = length(.height, of: node, whole: viewport.height, context.style) ?? 0
        guard width > 0, height > 0 else { return }
        let corner = point(.x, .y, of: node, context)
        let givenX = radius(.rx, of: node, whole: viewport.width, context)
        let givenY = radius(.ry, of: node, whole: viewport.height, context)
        let rx = min(givenX ?? givenY ?? 0, width / 2)
        let ry = min(givenY ?? givenX ?? 0, height / 2)
        let (left, top) = (corner.x, corner.y)
        let (right, bottom) = (left + width, top + height)
        if rx > 0, ry > 0 {
            pen.move(to: Point(left + rx, top))
            // Clockwise from the top: each side, and the quarter of an ellipse after it.
            let corners = [
                (Point(right - rx, top), Point(right - rx, top + ry), Point(right, top + ry), -0.5),
                (Point(right, bottom - ry), Point(right - rx, bottom - ry), Point(right - rx, bottom), 0.0),
                (Point(left + rx, bottom), Point(left + rx, bottom - ry), Point(left, bottom - ry), 0.5),
                (Point(left, top + ry), Point(left + rx, top + ry), Point(left + rx, top), 1.0),
            ]
            var at = Point(left + rx, top)
            for (sideEnd, center, end, turn) in corners {
                if sideEnd != at { pen.line(to: sideEnd) }
                let arc = EllipticalArc(
                    center: center,
                    radiusX: rx,
                    radiusY: ry,
                    startAngle: turn * .pi,
                    sweep: .pi / 2
                )
                pen.arc(arc, to: end)
                at = end
            }
        } else {
            pen.move(to: corner)
            pen.line(to: Point(right, top))
            pen.line(to: Point(right, bottom))
            pen.line(to: Point(left, bottom))
        }
        pen.close()
        endShape(node)
    }

    private mutating func drawEllipse(_ node: Int, _ context: Context, _ radiusX: Double, _ radiusY: Double) {
        pen.beginPath()
        guard radiusX > 0, radiusY > 0 else { return }
        let center = point(.cx, .cy, of: node, context)
        let start = Point(center.x + radiusX, center.y)
        pen.move(to: start)
        pen.arc(EllipticalArc(center: center, radiusX: radiusX, radiusY: radiusY), to: start)
        pen.close()
        endShape(node)
    }

    private mutating func endShape(_ node: Int) {
        pen.endSubpath()
        if pen.isOutOfRange {
            remarks.add("coordinates are too large and are left out", at: tree.nodes[node].offset)
        }
    }

    private mutating func point(_ x: AttributeName, _ y: AttributeName, of node: Int, _ context: Context) -> Point {
        Point(
            length(x, of: node, whole: context.viewport.width, context.style) ?? 0,
            length(y, of: node, whole: context.viewport.height, context.style) ?? 0
        )
    }

    /// A radius; `nil` if there is none or it is `auto` or negative.
    private mutating func radius(_ name: AttributeName, of node: Int, whole: Double, _ context: Context) -> Double? {
        length(name, of: node, whole: whole, context.style).flatMap { $0 >= 0 ? $0 : nil }
    }

    private mutating func remark(_ error: TextError, in attribute: String, of node: Int, kept: String) {
        let offset = source.offset(ofAttribute: attribute, inTagAt: tree.nodes[node].offset, byte: error.offset)
        let name = tree.nodes[node].name.rawValue
        remarks.add("the \(name) is wrong here: \(error.what); the \(kept) before it are kept", at: offset)
    }
}
