internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct SheetTests {
    private let cross = Sketch(strokes: [[Point(0, 0), Point(9, 9)], [Point(0, 9), Point(9, 0)]])

    private func style(_ change: (inout RenderStyle) -> Void = { _ in }) -> RenderStyle {
        var style = RenderStyle()
        (style.width, style.height) = (40, 32)
        style.placement = .fit(padding: 3)
        style.line = LineStyle(width: .pixels(2))
        change(&style)
        return style
    }

    private func page(
        _ style: RenderStyle,
        columns: Int = 3,
        rows: Int = 2,
        captions: [String?]
    ) throws -> (raster: Raster, sheet: ContactSheet, cell: Raster) {
        let sheet = try ContactSheet(columns: columns, rows: rows, style: style)
        var cells = try SheetCells(style)
        var page = try SheetPage(sheet, style: style, background: cells.background)
        var bytes: [UInt8] = []
        for caption in captions {
            let start = bytes.count
            try cells.encode(cross, into: &bytes)
            page.add(bytes, start..<bytes.count, caption: caption)
        }
        var drawer = try SketchDrawer(style)
        var cell = try drawer.makeRaster()
        drawer.draw(cross, into: &cell)
        return (try page.take(), sheet, cell)
    }

    private func pixels(_ raster: Raster, x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
        let size = raster.channels.rawValue
        return (y..<(y + height)).flatMap { row -> ArraySlice<UInt8> in
            let start = (row * raster.width + x) * size
            return raster.pixels[start..<(start + width * size)]
        }
    }

    @Test func cellsAreInRowsWithGapsAndMargins() throws {
        let sheet = try ContactSheet(columns: 3, rows: 2, style: style())
        #expect([sheet.gap, sheet.margin, sheet.captionHeight] == [2, 4, 12])
        #expect(sheet.size(of: 6) == (132, 98))
        #expect(sheet.origin(ofCell: 0) == (4, 4))
        #expect(sheet.origin(ofCell: 2) == (88, 4))
        #expect(sheet.origin(ofCell: 3) == (4, 50))
        let bare = try ContactSheet(columns: 3, rows: 2, style: style(), hasCaptions: false)
        #expect(bare.size(of: 6) == (132, 74))
    }

    @Test func pagesHaveOnlyTheRowsThatTheyNeed() throws {
        let sheet = try ContactSheet(columns: 3, rows: 2, style: style())
        #expect(sheet.size(of: 4) == sheet.size(of: 6))
        #expect(sheet.size(of: 3) == (132, 52))
        #expect(sheet.size(of: 2) == (90, 52))
        #expect(sheet.size(of: 0) == sheet.size(of: 1))
    }

    @Test func pagesLargerThanAPictureAreRefused() {
        #expect(throws: RasterError.unusableSize(width: 42_006, height: 52)) {
            try ContactSheet(columns: 1000, rows: 1, style: style())
        }
        for (columns, rows) in [(0, 1), (1, 0), (Int.max, 2), (1, -5)] {
            #expect(throws: RasterError.self) { try ContactSheet(columns: columns, rows: rows, style: style()) }
        }
    }

    @Test func captionsGrowWithTheCells() throws {
        for (side, scale) in [(28, 1), (128, 1), (224, 2), (256, 2), (400, 3)] {
            let sheet = try ContactSheet(
                columns: 2,
                rows: 2,
                style: style {
                    $0.width = side; $0.height = side
                }
            )
            #expect(sheet.captionScale == scale)
        }
    }

    @Test(arguments: [Background.white, .black, .transparent, .colour(Colour(rgb: 0x204060))], [false, true])
    func cellsAreDrawnAsAlone(background: Background, isInverted: Bool) throws {
        for colouring in [StrokeColouring.none, .stroke] {
            let style = style { style in
                (style.background, style.isInverted, style.colouring) = (background, isInverted, colouring)
            }
            let (raster, sheet, cell) = try page(style, captions: ["a", nil, "b", "c", "d"])
            #expect(raster.channels == style.channels)
            for index in 0..<5 {
                let origin = sheet.origin(ofCell: index)
                #expect(pixels(raster, x: origin.x, y: origin.y, width: 40, height: 32) == cell.pixels)
            }
            // The sixth cell, the margin and the place of the caption that there is none for are background.
            let last = sheet.origin(ofCell: 5)
            let blank = Array(cell.pixels.prefix(cell.channels.rawValue))
            #expect(Set(chunks(pixels(raster, x: last.x, y: last.y, width: 44, height: 48), blank.count)) == [blank])
            #expect(Set(chunks(pixels(raster, x: 0, y: 0, width: 132, height: 4), blank.count)) == [blank])
            let second = sheet.origin(ofCell: 1)
            #expect(
                Set(chunks(pixels(raster, x: second.x, y: second.y + 32, width: 40, height: 12), blank.count)) == [
                    blank
                ]
            )
            // The first caption is ink, in the middle, and as the font has it.
            let ink: UInt8 = background.isDark != isInverted ? 255 : 0
            let a = pixels(raster, x: 4 + 18, y: 4 + 32 + 5, width: 4, height: 1)
            let expected: [[UInt8]] = [blank, .ink(ink, blank.count), .ink(ink, blank.count), blank]
            #expect(chunks(a, blank.count) == expected)
        }
    }

    private func chunks(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<($0 + size)]) }
    }

    @Test func longCaptionsStayUnderTheirCell() throws {
        let (raster, sheet, _) = try page(style(), captions: [String(repeating: "WM", count: 40), "中文 label"])
        let second = sheet.origin(ofCell: 1)
        #expect(pixels(raster, x: 44, y: 36, width: 2, height: 12).allSatisfy { $0 == 255 })
        #expect(pixels(raster, x: second.x, y: 36, width: 40, height: 12).contains(0))
    }

    @Test func pagesAreCleanAfterOneWasTaken() throws {
        let sheet = try ContactSheet(columns: 2, rows: 2, style: style())
        var cells = try SheetCells(style())
        var page = try SheetPage(sheet, style: style(), background: cells.background)
        var bytes: [UInt8] = []
        try cells.encode(cross, into: &bytes)
        for _ in 0..<4 { page.add(bytes, 0..<bytes.count, caption: "cat") }
        #expect(page.isFull)
        let full = try page.take()
        #expect(page.count == 0)
        page.add(bytes, 0..<bytes.count, caption: "cat")
        let single = try page.take()
        #expect((single.width, single.height) == sheet.size(of: 1))
        #expect(
            pixels(single, x: 4, y: 4, width: 40, height: 44) == pixels(full, x: 4, y: 4, width: 40, height: 44)
        )
        #expect(try page.take().pixels.allSatisfy { $0 == 255 })
    }

    @Test func emptySketchesAndOnesThatCoverEverything() throws {
        for sketch in [Sketch(), Sketch(strokes: [[]]), Sketch(strokes: [[Point(1, 1)]])] {
            let style = style {
                $0.line = LineStyle(width: .pixels(400)); $0.placement = .fit(padding: 0)
            }
            var cells = try SheetCells(style)
            let sheet = try ContactSheet(columns: 1, rows: 1, style: style)
            var page = try SheetPage(sheet, style: style, background: cells.background)
            var bytes: [UInt8] = []
            try cells.encode(sketch, into: &bytes)
            page.add(bytes, 0..<bytes.count, caption: nil)
            let drawn = pixels(try page.take(), x: 4, y: 4, width: 40, height: 32)
            #expect(drawn.allSatisfy { $0 == (sketch.points.isEmpty ? 255 : 0) })
        }
    }
}

extension [UInt8] {
    fileprivate static func ink(_ level: UInt8, _ channels: Int) -> [UInt8] {
        channels == 1 ? [level] : [level, level, level, 255]
    }
}
