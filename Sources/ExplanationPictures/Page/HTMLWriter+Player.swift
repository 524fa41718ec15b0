internal import Charts
internal import Rasteriser
internal import SketchModel
internal import TextNotation

extension HTMLWriter {
    mutating func add(_ record: MotionRecord) {
        let drawing = record.drawing
        let last = drawing.stepCount - 1
        append(
            """
            <section class="player" data-result="\(drawing.result)" aria-label="Player">
            <div class="stage">
            \(Self.stage(of: drawing))
            <div class="controls">
            <button type="button" class="play" aria-label="Play">\(Self.playSign)</button>
            <input type="range" class="steps" min="0" max="\(last)" step="1" value="\(drawing.result)" aria-label="Step">
            <label class="toggle"><input type="checkbox" checked> original</label>
            </div>
            </div>
            <div class="story">
            <div class="readings">
            <div class="reading"><b data-reading="step">\(drawing.result)</b><span>step of \(last)</span></div>

            """
        )
        for (index, series) in record.probabilities.enumerated() {
            addReading(NumberText.percent(series.values[drawing.result]), of: series, name: "\(index)")
        }
        if let losses = record.losses {
            addReading(DecimalText.fixed(losses.values[drawing.result], digits: 2), of: losses, name: "loss")
        }
        append("</div>\n")
        addCurve(of: record)
        append(
            "</div>\n<script type=\"application/json\" class=\"moves\">\(Self.numbers(of: record))</script>\n</section>\n"
        )
    }

    private static let playSign = """
        <svg viewBox="0 0 24 24" aria-hidden="true"><path class="go" d="M8 5v14l11-7z"/>\
        <path class="halt" d="M7 5h4v14H7zM13 5h4v14h-4z"/></svg>
        """

    private mutating func addReading(_ value: String, of series: StepSeries, name: String) {
        append(
            """
            <div class="reading"><b data-reading="\(name)">\(MarkupText.escaped(value))</b><span>\
            <svg class="dot" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" \
            fill="\(series.colour.hexadecimal)"/></svg>\(MarkupText.escaped(series.name))</span></div>

            """
        )
    }

    private static func stage(of drawing: MovingDrawing) -> String {
        var text = """
            <svg class="drawing" role="img" aria-label="The drawing at the selected step" \
            viewBox="\(CanvasView(drawing).viewBox)">
            \(PanelMarkup.canvas)
            <g class="drawn" \(PanelMarkup.lines) stroke="\(PanelDrawer.faint.hexadecimal)">

            """
        let forms = drawing.strokes.map { StrokePath.data($0) }
        for form in forms where !form.isEmpty { text += "<path d=\"\(form)\"/>\n" }
        text += "</g>\n<g class=\"moving\" \(PanelMarkup.lines)>\n"
        for (index, form) in forms.enumerated() where !form.isEmpty {
            let place = StrokePath.place(drawing.offset(ofStroke: index, at: drawing.result))
            text += "<path data-stroke=\"\(index)\" d=\"\(form)\" "
            text += "stroke=\"\(StrokeHues.colour(ofStroke: index).hexadecimal)\" transform=\"translate(\(place))\"/>\n"
        }
        return text + "</g>\n</svg>"
    }

    /// The chart, with a line and dots over it that the script moves.
    private mutating func addCurve(of record: MotionRecord) {
        guard !record.probabilities.isEmpty else { return }
        let figure = record.curve(width: 560, height: record.losses == nil ? 380 : 560)
        let last = Double(max(1, record.drawing.stepCount - 1))
        func number(_ value: Double) -> String { DecimalText.short(value, digits: 2) }
        var marks = ""
        for chart in figure.charts.indices {
            let (from, to) = (figure.place(of: .zero, inChart: chart), figure.place(of: Point(last, 0), inChart: chart))
            let series = chart == 0 ? record.probabilities : record.losses.map { [$0] } ?? []
            // The ends of the axes: positions beyond them are clamped.
            let top = figure.place(of: Point(0, 1e300), inChart: chart).y
            let bottom = figure.place(of: Point(0, -1e300), inChart: chart).y
            marks += """
                <line class="cursor" data-from="\(number(from.x))" data-to="\(number(to.x))" x1="\(number(to.x))" \
                x2="\(number(to.x))" y1="\(number(top))" y2="\(number(bottom))"/>

                """
            for (index, line) in series.enumerated() {
                let values = line.values.map { number(figure.place(of: Point(0, $0), inChart: chart).y) }
                marks += """
                    <circle class="mark" r="5" cx="\(number(to.x))" cy="\(values[values.count - 1])" \
                    fill="\(line.colour.hexadecimal)" data-series="\(chart == 0 ? "\(index)" : "loss")" \
                    data-places="\(values.joined(separator: " "))"/>

                    """
            }
        }
        let names = record.probabilities.map(\.name).joined(separator: ", ")
        let label = "Probability by step: \(names)"
        append("<figure class=\"curve\">\(Self.embedded(figure.svg, label: label, over: marks))</figure>\n")
    }

    /// The data for the script, as JSON of numbers only: the displacement of each stroke, x and y by step; the
    /// probabilities; the losses.
    private static func numbers(of record: MotionRecord) -> String {
        let drawing = record.drawing
        let moves = drawing.strokes.indices.map { stroke in
            let offsets = (0..<drawing.stepCount).map { drawing.offset(ofStroke: stroke, at: $0) }
            // If a stroke stays at one position, the markup already has it there.
            guard let first = offsets.first, offsets.contains(where: { $0 != first }) else { return "[]" }
            let numbers = offsets.flatMap { [$0.x, $0.y] }.map { DecimalText.short(100 * $0, digits: 2) }
            return "[\(numbers.joined(separator: ","))]"
        }
        func list(_ values: [Double]) -> String {
            "[\(values.map { $0.isFinite ? DecimalText.short($0, digits: 4) : "null" }.joined(separator: ","))]"
        }
        let probabilities = record.probabilities.map { list($0.values) }.joined(separator: ",")
        let losses = list(record.losses?.values ?? [])
        return "{\"moves\":[\(moves.joined(separator: ","))],\"probabilities\":[\(probabilities)],\"losses\":\(losses)}"
    }
}
