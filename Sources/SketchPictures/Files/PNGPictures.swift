internal import PNGImage
package import Rasteriser
package import SketchModel
package import SketchStreams

/// Draws sketches as PNG files with their label and id inside.
package struct PNGPictures: SketchEncoder, Sendable {
    private var canvas: SketchCanvas
    private var png: PNGEncoder

    /// - Parameter level: how hard zlib tries, from 0 to 9; `nil` for settings that suit drawings.
    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle, level: Int? = nil) throws(RasterError) {
        png = PNGEncoder(level: level)
        canvas = try SketchCanvas(style)
    }

    package mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        try png.encode(canvas.draw(sketch), text: PNGText.of(sketch), into: &bytes)
    }
}

extension PNGText {
    /// The texts kept with a sketch's picture.
    static func of(_ sketch: borrowing Sketch) -> [PNGText] {
        var lines: [PNGText] = []
        if let label = sketch.metadata.label { lines.append(PNGText("Label", label)) }
        if let id = sketch.metadata.id { lines.append(PNGText("ID", "\(id)")) }
        lines.append(.software)
        return lines
    }
}
