internal import SketchModel

/// Shapes, by their paints; and what is reported of them all.
extension Drawer {
    mutating func drawShape(_ node: Int, _ context: Context, _ placement: ElementPlacement) throws(SVGFault) {
        let style = context.style
        let width = style.strokeWidth.resolved(whole: context.viewport.diagonal, font: style.fontSize)
        if !style.isVisible || context.transform.isSingular {
            counts.hidden += 1
            return
        }
        let stroke = width > 0 && style.strokeOpacity > 0 ? ink(style.stroke, style) : nil
        let fill = style.fillOpacity > 0 && tree.nodes[node].name != .line ? ink(style.fill, style) : nil
        if stroke != nil {
            counts.stroked += 1
        } else if fill == nil {
            counts.hidden += 1
            return
        } else if isBackground(node, context) {
            counts.backgrounds += 1
            return
        }
        let first = pen.sketch.points.count
        let firstStroke = pen.sketch.strokeCount
        var widths: [Double] = []
        if stroke == nil {
            switch format.fill {
            case .skip:
                counts.filled += 1
                return
            case .outline: break
            case .centreline:
                guard let found = try drawCentreLines(of: node, context) else {
                    counts.filled += 1
                    return
                }
                widths = found
            case .error:
                throw SVGFault(
                    reason: .filledShape(element: tree.nodes[node].name.rawValue),
                    offset: tree.nodes[node].offset
                )
            }
        }
        if widths.isEmpty {
            pen.transform = context.transform
            drawOutline(of: node, context)
        }
        if pen.isCoarse {
            remarks.add(
                "a curve needs more than \(Pen.curveLimit) segments at this tolerance, so it is drawn with that many",
                at: tree.nodes[node].offset
            )
        }
        if widths.isEmpty { record.readChannels(of: node, tree, from: first, into: &pen.sketch) }
        let strokes = firstStroke..<pen.sketch.strokeCount
        describe(strokes, of: node, context, stroke: stroke, fill: fill, width: width)
        for (stroke, width) in zip(strokes, widths) {
            var details = pen.sketch.attributes(ofStroke: stroke)
            details.width = width
            pen.sketch.setAttributes(details, ofStroke: stroke)
        }
        trace?.add(node, context.reference, strokes, pointCount: pen.sketch.points.count - first, placement)
        if context.isRepeated { pen.budget -= pen.sketch.points.count - first }
        if pen.budget <= 0 {
            throw SVGFault(reason: .tooManyPoints(limit: 1 << 24), offset: tree.nodes[node].offset)
        }
    }

    mutating func report() {
        for note in cascade.notes { remarks.add(note, at: tree.nodes[0].offset) }
        counts.report(to: &losses)
        if counts.clips + counts.masks > 0 {
            remarks.add("the drawing is clipped, but its strokes are read whole", at: tree.nodes[0].offset)
        }
        guard pen.sketch.strokeEnds.isEmpty else { return }
        if counts.filled > 0 {
            let shapes = counts.filled == 1 ? "the one shape is" : "all \(counts.filled) shapes are"
            let reason = format.fill == .centreline ? "and not the outline of a line" : "and have no stroke"
            remarks.add(
                "\(shapes) filled \(reason), so nothing is read; svg:fill=outline reads outlines",
                at: tree.nodes[0].offset
            )
        } else {
            remarks.add("the drawing has no strokes", at: tree.nodes[0].offset)
        }
    }
}
