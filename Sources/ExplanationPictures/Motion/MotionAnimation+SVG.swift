internal import Rasteriser
internal import SketchModel
internal import TextNotation

extension MotionAnimation {
    /// A self-contained animated SVG file without scripts: each stroke is a path that is only translated (SMIL's
    /// `animateTransform`). Programs without animation show the result.
    package var svg: String {
        let view = CanvasView(record.drawing)
        let series = record.probabilities.prefix(2)
        let half = 100 * view.half
        // Under the drawing: one line of text and one bar per probability.
        let height = 2 * half + (series.isEmpty ? 0 : 4) + 19 * Double(series.count)
        func number(_ value: Double) -> String { DecimalText.short(value, digits: 1) }
        let box = "-\(number(half)) -\(number(half)) \(number(2 * half)) \(number(height))"
        let pixels = (480, Int((480 * height / (2 * half)).rounded()))
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(pixels.0)" height="\(pixels.1)" viewBox="\(box)" \
            font-family="Helvetica, Arial, sans-serif" font-size="9">
            <rect x="-\(number(half))" y="-\(number(half))" width="100%" height="100%" fill="#ffffff"/>
            \(PanelMarkup.canvas)
            <g \(PanelMarkup.lines)>

            """
        for stroke in record.drawing.strokes where !stroke.isEmpty {
            text += "<path d=\"\(StrokePath.data(stroke))\" stroke=\"\(PanelDrawer.faint.hexadecimal)\"/>\n"
        }
        for (index, stroke) in record.drawing.strokes.enumerated() where !stroke.isEmpty {
            let colour = StrokeHues.colour(ofStroke: index).hexadecimal
            let places = steps.map { StrokePath.place(record.drawing.offset(ofStroke: index, at: $0)) }
            text += "<path d=\"\(StrokePath.data(stroke))\" stroke=\"\(colour)\" "
            text += "transform=\"translate(\(places[places.count - 1]))\">"
            if Set(places).count > 1 {
                text += animation("animateTransform", "transform", " type=\"translate\"", held(places))
            }
            text += "</path>\n"
        }
        text += "</g>\n"
        for (index, line) in series.enumerated() { text += bar(of: line, top: half + 6 + 19 * Double(index)) }
        return text + "</svg>\n"
    }

    private func bar(of line: StepSeries, top: Double) -> String {
        let widths = steps.map { step in
            let share = line.values[step]
            return DecimalText.short(200 * (share.isFinite ? min(max(share, 0), 1) : 0), digits: 1)
        }
        let last = widths[widths.count - 1]
        let (name, y) = (MarkupText.escaped(line.name), DecimalText.short(top + 9, digits: 1))
        let baseline = DecimalText.short(top + 6, digits: 1)
        return """
            <text x="-100" y="\(baseline)" fill="\(PanelDrawer.ink.hexadecimal)">\(name)</text>
            <g text-anchor="end" fill="\(PanelDrawer.soft.hexadecimal)">
            \(percents(of: line, baseline: baseline))</g>
            <rect x="-100" y="\(y)" width="200" height="3" fill="#eef0f3"/>
            <rect x="-100" y="\(y)" width="\(last)" height="3" fill="\(line.colour.hexadecimal)">\
            \(Set(widths).count > 1 ? animation("animate", "width", "", held(widths)) : "")</rect>

            """
    }

    /// The number at each step, each shown for as long as it stays the same.
    private func percents(of line: StepSeries, baseline: String) -> String {
        let texts = steps.map { NumberText.percent(line.values[$0]) }
        var runs: [(text: String, start: Int)] = []
        for (index, text) in texts.enumerated() where runs.last?.text != text { runs.append((text, index)) }
        var markup = ""
        for (run, (text, start)) in runs.enumerated() {
            let isLast = run == runs.count - 1
            markup += "<text x=\"100\" y=\"\(baseline)\"\(isLast ? "" : " visibility=\"hidden\"")>"
            markup += MarkupText.escaped(text)
            if runs.count > 1 {
                var keys = [("visible", start == 0 ? 0 : moment(ofStep: start))]
                if start > 0 { keys.insert(("hidden", 0), at: 0) }
                if !isLast { keys.append(("hidden", moment(ofStep: runs[run + 1].start))) }
                let times = keys.map { DecimalText.short($0.1, digits: 4) }.joined(separator: ";")
                markup += animation(
                    "animate",
                    "visibility",
                    " calcMode=\"discrete\" keyTimes=\"\(times)\"",
                    keys.map(\.0).joined(separator: ";")
                )
            }
            markup += "</text>\n"
        }
        return markup
    }

    /// The time at which a step starts, from 0 to 1.
    private func moment(ofStep index: Int) -> Double {
        Double(Self.startTime + index * Self.stepTime) / Double(length)
    }

    /// One value per `stepTime`: the first and the last are repeated while they are held.
    private func held(_ values: [String]) -> String {
        let first = Array(repeating: values[0], count: Self.startTime / Self.stepTime)
        let last = Array(repeating: values[values.count - 1], count: Self.resultTime / Self.stepTime)
        return (first + values + last).joined(separator: ";")
    }

    private func animation(_ element: String, _ attribute: String, _ more: String, _ values: String) -> String {
        """
        <\(element) attributeName="\(attribute)"\(more) dur="\(DecimalText.short(Double(length) / 1000, digits: 2))s" \
        repeatCount="indefinite" values="\(values)"/>
        """
    }
}
