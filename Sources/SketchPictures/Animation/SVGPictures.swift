package import Rasteriser
package import SketchModel
package import SketchStreams
internal import TextNotation

/// Draws sketches as SVG files: still pictures, or loops in which the drawing is drawn.
///
/// In an animation each stroke is a path whose dash grows (SMIL's `animate` on `stroke-dashoffset`). The attributes
/// themselves are those of the finished drawing, which programs without animation show.
package struct SVGPictures: SketchEncoder, Sendable {
    private let style: RenderStyle
    private let timing: AnimationTiming?

    /// - Parameter timing: how fast drawings are drawn; `nil` for still pictures.
    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle, timing: AnimationTiming?) throws(RasterError) {
        // Runs the canvas's own check of the style.
        _ = try SketchCanvas(style)
        self.style = style
        self.timing = timing
    }

    package mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        try style.placement.check(sketch)
        let drawing = VectorDrawing(sketch, style: style)
        let timeline = timing.map { _ in DrawingTimeline(sketch) }
        bytes.append(
            contentsOf: """
                <svg xmlns="http://www.w3.org/2000/svg" width="\(style.width)" height="\(style.height)" \
                viewBox="0 0 \(style.width) \(style.height)">\n
                """.utf8
        )
        if let label = sketch.metadata.label {
            bytes.append(contentsOf: "<title>\(MarkupText.escaped(label, quotes: false))</title>\n".utf8)
        }
        if let background = drawing.background {
            bytes.append(contentsOf: "<rect width=\"100%\" height=\"100%\"\(Self.paint("fill", background))/>\n".utf8)
        }
        let commonWidth = drawing.lineWidths.first ?? 0
        bytes.append(contentsOf: groupStart(lineWidth: commonWidth).utf8)
        for index in 0..<sketch.strokeCount {
            appendStroke(index, of: sketch, drawing, timeline, commonWidth: commonWidth, to: &bytes)
        }
        bytes.append(contentsOf: "</g>\n</svg>\n".utf8)
    }

    private func groupStart(lineWidth: Double) -> String {
        var attributes = "fill=\"none\" stroke-width=\"\(Self.text(lineWidth, digits: 3))\""
        attributes += " stroke-linecap=\"\(style.line.cap.rawValue)\" stroke-linejoin=\"\(style.line.join.rawValue)\""
        // 4 is SVG's default.
        if style.line.join == .miter, style.line.miterLimit != 4 {
            attributes += " stroke-miterlimit=\"\(Self.text(style.line.miterLimit, digits: 3))\""
        }
        return "<g \(attributes)>\n"
    }

    private func appendStroke(
        _ index: Int,
        of sketch: borrowing Sketch,
        _ drawing: VectorDrawing,
        _ timeline: DrawingTimeline?,
        commonWidth: Double,
        to bytes: inout [UInt8]
    ) {
        let range = sketch.range(ofStroke: index)
        // As in pixel pictures, a line of points that are infinitely far away is left out.
        guard !range.isEmpty, range.allSatisfy({ drawing.place(of: sketch.points[$0]).isFinite }) else { return }
        bytes.append(contentsOf: "<path d=\"".utf8)
        var drawn: [Double] = [0]
        var last = Point.zero
        for point in range {
            let place = drawing.place(of: sketch.points[point])
            let rounded = Point(Self.rounded(place.x, digits: 2), Self.rounded(place.y, digits: 2))
            bytes.append(UInt8(ascii: point == range.lowerBound ? "M" : point == range.lowerBound + 1 ? "L" : " "))
            DecimalText.append(rounded.x, to: &bytes)
            bytes.append(UInt8(ascii: " "))
            DecimalText.append(rounded.y, to: &bytes)
            if point > range.lowerBound {
                let step = rounded - last
                drawn.append(drawn[drawn.count - 1] + (step.x * step.x + step.y * step.y).squareRoot())
            }
            last = rounded
        }
        // A line of zero length, which gets caps; a lone move doesn't.
        if range.count == 1 { bytes.append(contentsOf: "h0".utf8) }
        bytes.append(contentsOf: "\"\(Self.paint("stroke", drawing.colour(ofStroke: index)))".utf8)
        let lineWidth = drawing.lineWidths[index]
        if lineWidth != commonWidth {
            bytes.append(contentsOf: " stroke-width=\"\(Self.text(lineWidth, digits: 3))\"".utf8)
        }
        guard let timing, let timeline else {
            bytes.append(contentsOf: "/>\n".utf8)
            return
        }
        // Slightly more than the line's length: without animation the single dash is the whole line.
        let dash = Self.rounded(drawn[drawn.count - 1] + 0.01, digits: 2)
        let hasLength = drawn[drawn.count - 1] > 0
        if hasLength { bytes.append(contentsOf: " stroke-dasharray=\"\(Self.text(dash, digits: 2))\"".utf8) }
        bytes.append(contentsOf: ">".utf8)
        let share = timing.duration / (timing.duration + timing.hold)
        let moments = timeline.moments[range].map { Self.rounded($0 * share, digits: 4) }
        appendAppearance(at: moments[0], to: &bytes)
        if hasLength { appendGrowth(moments, drawn, dash: dash, isTimed: timeline.isTimed, to: &bytes) }
        bytes.append(contentsOf: "</path>\n".utf8)
    }

    /// A colour as attributes: opacity has its own, because not all programs support `#rrggbbaa`.
    private static func paint(_ attribute: String, _ colour: Colour) -> String {
        let opaque = Colour(red: colour.red, green: colour.green, blue: colour.blue).hexadecimal
        let paint = " \(attribute)=\"\(opaque)\""
        if colour.alpha == 255 { return paint }
        return paint + " \(attribute)-opacity=\"\(text(Double(colour.alpha) / 255, digits: 3))\""
    }

    /// Hides the stroke until its first point is drawn: a dash of zero length may have caps.
    private func appendAppearance(at moment: Double, to bytes: inout [UInt8]) {
        guard moment > 0 else { return }
        appendAnimation(
            "visibility",
            values: "hidden;visible",
            keyTimes: "0;\(Self.text(moment, digits: 4))",
            " calcMode=\"discrete\"",
            to: &bytes
        )
    }

    /// Makes the dash grow, from point to point if the sketch has times, otherwise evenly.
    private func appendGrowth(
        _ moments: [Double],
        _ drawn: [Double],
        dash: Double,
        isTimed: Bool,
        to bytes: inout [UInt8]
    ) {
        var keys: [(moment: Double, offset: Double)] = [(0, dash)]
        for index in moments.indices where isTimed || index == 0 || index == moments.count - 1 {
            let offset = index == moments.count - 1 ? 0 : Self.rounded(dash - drawn[index], digits: 2)
            // Of points drawn at the same moment, the last counts.
            if moments[index] == keys[keys.count - 1].moment, keys.count > 1 { keys.removeLast() }
            if moments[index] > 0 || offset < dash { keys.append((moments[index], offset)) }
        }
        keys.append((1, 0))
        appendAnimation(
            "stroke-dashoffset",
            values: keys.map { Self.text($0.offset, digits: 2) }.joined(separator: ";"),
            keyTimes: keys.map { Self.text($0.moment, digits: 4) }.joined(separator: ";"),
            "",
            to: &bytes
        )
    }

    private func appendAnimation(
        _ attribute: String,
        values: String,
        keyTimes: String,
        _ mode: String,
        to bytes: inout [UInt8]
    ) {
        let length = Self.text((timing?.duration ?? 0) + (timing?.hold ?? 0), digits: 3)
        bytes.append(
            contentsOf: """
                <animate attributeName="\(attribute)" dur="\(length)s" repeatCount="indefinite" values="\(values)" \
                keyTimes="\(keyTimes)"\(mode)/>
                """.utf8
        )
    }
}

extension SVGPictures {
    private static func rounded(_ value: Double, digits: Int) -> Double {
        DecimalText.rounded(value, digits: digits, limit: 1e7)
    }

    private static func text(_ value: Double, digits: Int) -> String {
        DecimalText.short(value, digits: digits, limit: 1e7)
    }
}
