package import SketchModel

/// A sketch in the frame of a network, each stroke in its colour, on the canvas's square, with lines of text under it.
package struct SketchPanel: Sendable, Hashable {
    /// ±1 is the canvas, and `y` grows downwards.
    package var strokes: [[Point]]
    /// One a stroke; strokes after those have their `StrokeHues`.
    package var colours: [Colour]
    /// What is drawn faintly under it: where the strokes were drawn.
    package var under: [[Point]]
    /// Under the panel, the first a little darker than the others.
    package var captions: [String]
    /// The step that it shows: on a page with a player, choosing the panel moves the slider there.
    package var step: Int?

    /// - Parameters:
    ///   - sketch: in the frame.
    ///   - colours: one a stroke; `StrokeHues` if `nil`.
    ///   - under: what is drawn faintly under it, in the frame.
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
