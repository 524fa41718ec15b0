internal import Rasteriser
internal import SketchModel

/// One page of a contact sheet while it is composed.
struct SheetPage {
    private let sheet: ContactSheet
    private let background: [UInt8]
    private let ink: Colour
    private var raster: Raster
    private(set) var count = 0

    /// - Parameter background: a background pixel of the cells, which is also the page's.
    /// - Throws: `RasterError.unusableSize`
    init(_ sheet: ContactSheet, style: RenderStyle, background: [UInt8]) throws(RasterError) {
        self.sheet = sheet
        self.background = background
        let isLight = style.background.isDark != style.isInverted
        ink = isLight ? .white : .black
        let size = sheet.size(of: sheet.capacity)
        raster = try Raster(width: size.width, height: size.height, channels: style.channels)
        clear(rows: 0..<raster.height)
    }

    var isFull: Bool { count == sheet.capacity }

    /// Adds a cell's picture, as encoded by `SheetCells`, and its caption at the next position.
    mutating func add(_ bytes: borrowing [UInt8], _ range: Range<Int>, caption: String?) {
        let origin = sheet.origin(ofCell: count)
        let size = raster.channels.rawValue
        var place = range.lowerBound
        while let run = PixelRun.next(in: bytes, at: &place, end: range.upperBound, channels: raster.channels) {
            let start = ((origin.y + run.row) * raster.width + origin.x + run.column) * size
            for (offset, byte) in run.bytes.enumerated() { raster.pixels[start + offset] = bytes[byte] }
        }
        if sheet.hasCaptions, let caption { draw(caption, under: origin) }
        count += 1
    }

    private mutating func draw(_ caption: String, under origin: (x: Int, y: Int)) {
        let scale = sheet.captionScale
        let text = BitmapFont.cut(caption, toWidth: sheet.cellWidth, scale: scale)
        BitmapFont.draw(
            text,
            into: &raster,
            x: origin.x + (sheet.cellWidth - BitmapFont.width(of: text, scale: scale)) / 2,
            y: origin.y + sheet.cellHeight,
            scale: scale,
            colour: ink
        )
    }

    /// Returns the picture of the page, as large as its cells need, and starts a new page.
    /// - Throws: `RasterError.unusableSize`
    mutating func take() throws(RasterError) -> Raster {
        let size = sheet.size(of: count)
        defer {
            clear(rows: 0..<size.height)
            count = 0
        }
        if size == (raster.width, raster.height) { return raster }
        var picture = try Raster(width: size.width, height: size.height, channels: raster.channels)
        let rowSize = size.width * raster.channels.rawValue
        for row in 0..<size.height {
            let start = row * raster.width * raster.channels.rawValue
            picture.pixels.replaceSubrange(
                (row * rowSize)..<((row + 1) * rowSize),
                with: raster.pixels[start..<(start + rowSize)]
            )
        }
        return picture
    }

    private mutating func clear(rows: Range<Int>) {
        let size = background.count
        for pixel in (rows.lowerBound * raster.width)..<(rows.upperBound * raster.width) {
            for channel in 0..<size { raster.pixels[pixel * size + channel] = background[channel] }
        }
    }
}
