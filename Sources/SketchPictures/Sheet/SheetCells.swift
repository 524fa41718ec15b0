package import Rasteriser
package import SketchModel
package import SketchStreams

/// Draws the cells of a contact sheet, each as runs of pixels that are not background: cells wait in memory until their
/// turn, and drawings are mostly background.
package struct SheetCells: SketchEncoder, Sendable {
    private var canvas: SketchCanvas
    /// A background pixel.
    let background: [UInt8]

    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle) throws(RasterError) {
        canvas = try SketchCanvas(style)
        var pixel = style
        (pixel.width, pixel.height, pixel.placement) = (1, 1, .fit(padding: 0))
        var single = try SketchCanvas(pixel)
        background = try single.draw(Sketch()).pixels
    }

    package mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        PixelRun.append(of: try canvas.draw(sketch), background: background, to: &bytes)
    }
}

/// Adjacent pixels in a row of a cell.
struct PixelRun {
    var row: Int
    var column: Int
    /// The range of its pixels in the bytes that it was read from.
    var bytes: Range<Int>

    /// Row, column and count, two bytes each: no side of a picture is longer than they allow.
    private static let headerSize = 6

    /// Appends the runs of a picture's pixels that are not background.
    static func append(of raster: borrowing Raster, background: [UInt8], to bytes: inout [UInt8]) {
        let size = raster.channels.rawValue
        let pixels = raster.pixels.span
        for row in 0..<raster.height {
            let end = (row + 1) * raster.width
            var pixel = row * raster.width
            while pixel < end {
                while pixel < end, isBackground(pixel, pixels, background) { pixel += 1 }
                if pixel == end { break }
                let start = pixel
                while pixel < end, !isBackground(pixel, pixels, background) { pixel += 1 }
                for number in [row, start - row * raster.width, pixel - start] {
                    bytes.append(UInt8(truncatingIfNeeded: number))
                    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
                }
                for place in (start * size)..<(pixel * size) { bytes.append(pixels[place]) }
            }
        }
    }

    @inline(__always)
    private static func isBackground(_ pixel: Int, _ pixels: Span<UInt8>, _ background: [UInt8]) -> Bool {
        if background.count == 1 { return pixels[pixel] == background[0] }
        for channel in background.indices where pixels[background.count * pixel + channel] != background[channel] {
            return false
        }
        return true
    }

    /// Reads the run at `place` and advances to the next.
    /// - Returns: `nil` at the end.
    static func next(in bytes: borrowing [UInt8], at place: inout Int, end: Int, channels: Raster.Channels) -> PixelRun?
    {
        guard place + headerSize <= end else { return nil }
        func number(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }
        let start = place + headerSize
        let run = PixelRun(
            row: number(place),
            column: number(place + 2),
            bytes: start..<(start + number(place + 4) * channels.rawValue)
        )
        place = run.bytes.upperBound
        return run
    }
}
