package import SketchModel

/// The positions and the appearance of the lines of one sketch, for vector pictures.
package struct VectorDrawing {
    /// The width of each stroke's line, in pixels.
    package let lineWidths: [Double]
    /// The colour under the lines, or `nil` for none.
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

    /// The position of a point of the sketch, in pixels from the canvas's upper left corner.
    package func place(of point: Point) -> Point { mapping(point) }

    package func colour(ofStroke index: Int) -> Colour {
        isInverted ? colours[index].inverted : colours[index]
    }
}

extension Colour {
    fileprivate var inverted: Colour { Colour(red: 255 - red, green: 255 - green, blue: 255 - blue, alpha: alpha) }
}
