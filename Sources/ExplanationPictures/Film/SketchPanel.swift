package import SketchModel

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
