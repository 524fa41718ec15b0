package import SketchModel

/// Panels side by side in rows, all of one size, as in the figures of "SketchXAI" (CVPR 2023).
package struct FilmStrip: Sendable, Hashable {
    /// Panels side by side, with an optional title above them.
    package struct Row: Sendable, Hashable {
        package var title: String
        package var panels: [SketchPanel]

        package init(_ panels: [SketchPanel], title: String = "") {
            (self.panels, self.title) = (panels, title)
        }
    }

    package var rows: [Row]

    package init(_ rows: [Row]) { self.rows = rows }

    /// One row without a title.
    package init(_ panels: [SketchPanel]) { rows = [Row(panels)] }

    /// One row of `count` steps, from the first to the result, each with its number and the target's probability.
    package init(_ record: MotionRecord, count: Int = 7) {
        self.init(
            record.drawing.chosenSteps(count).map { step in
                SketchPanel(record.drawing, at: step, captions: ["step \(step)"] + record.caption(at: step))
            }
        )
    }
}

extension MotionRecord {
    /// "cat 97 %": the target's name and probability at a step; empty if there is no target.
    func caption(at step: Int) -> [String] {
        guard let target = probabilities.first else { return [] }
        return [target.name + " " + NumberText.percent(target.values[step])]
    }
}

/// A sketch in the frame of a network, each stroke in its own colour, on the square of the canvas, with lines of text
/// below.
package struct SketchPanel: Sendable, Hashable {
    /// The canvas is ±1, and `y` grows downwards.
    package var strokes: [[Point]]
    /// One per stroke; any further strokes have their `StrokeHues`.
    package var colours: [Colour]
    /// What is drawn faintly underneath: the original positions of the strokes.
    package var under: [[Point]]
    /// The lines under the panel; the first is slightly darker than the others.
    package var captions: [String]
    /// The step that it shows: on a page with a player, selecting the panel moves the slider there.
    package var step: Int?

    /// - Parameters:
    ///   - sketch: in the frame.
    /// - colours: one per stroke; `nil` for `StrokeHues`.
    ///   - under: what is drawn faintly underneath, in the frame.
    ///   - captions: lines under the panel.
    package init(_ sketch: Sketch, colours: [Colour]? = nil, under: Sketch? = nil, captions: [String] = []) {
        strokes = sketch.strokes.map(Array.init)
        self.colours = colours ?? []
        self.under = under?.strokes.map(Array.init) ?? []
        self.captions = captions
    }

    /// A drawing at a step.
    package init(_ drawing: MovingDrawing, at step: Int, showsDrawn: Bool = false, captions: [String] = []) {
        self.init(drawing.sketch(at: step), under: showsDrawn ? drawing.drawn : nil, captions: captions)
        self.step = step
    }

    func colour(ofStroke index: Int) -> Colour {
        index < colours.count ? colours[index] : StrokeHues.colour(ofStroke: index)
    }
}
