package import SketchModel

/// Where the lines of one sketch go and what they look like, for pictures that keep lines as lines.
package struct VectorDrawing {
    /// Of each stroke's line, in pixels.
    package let lineWidths: [Double]
    /// What is under the lines, or `nil` where nothing is.
    package let background: Colour?
    private let mapping: CanvasMapping
    private let colours: StrokeColours
    private let isInverted: Bool

    package init(_ sketch: borrowing Sketch, style: RenderStyle) {
        mapping = style.placement.mapping(of: sketch, line: style.line, width: style.width, height: style.height)
        colours = StrokeColours(sketch, style: style)
        isInverted = style.isInverted
        let scale = mapping.scale
        lineWidths = (0..<sketch.strokeCount).map { style.line.pixels(of: sketch, stroke: $0, scale: scale) }
        background = style.background.colour.map { style.isInverted ? $0.inverted : $0 }
    }

    /// Where a point of the sketch is, in pixels from the canvas's upper left corner.
    package func place(of point: Point) -> Point { mapping(point) }

    package func colour(ofStroke index: Int) -> Colour {
        isInverted ? colours[index].inverted : colours[index]
    }
}

extension Colour {
    fileprivate var inverted: Colour { Colour(red: 255 - red, green: 255 - green, blue: 255 - blue, alpha: alpha) }
}
