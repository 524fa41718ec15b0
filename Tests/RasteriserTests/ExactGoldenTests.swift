internal import SketchModel
internal import Testing

@testable internal import Rasteriser

/// Small drawings, and what cairo 1.16 makes of them: 12x12 pixels, white lines of 2.5 on black, best antialiasing.
@Suite struct ExactGoldenTests {
    private static let sketches = [
        Sketch(strokes: [[Point(5, 5)]]),
        Sketch(strokes: [[Point(2.3, 3.1), Point(9.7, 4.4), Point(4.2, 9.6)]]),
        Sketch(strokes: [[Point(1, 1), Point(10, 10)], [Point(10, 1), Point(1, 10)]]),
        Sketch(strokes: [[Point(3, 2), Point(3, 10), Point(8, 10), Point(3, 2)]]),
    ]

    private static let round = [
        """
        000000000000000000000000000000000000000000000000000000000000000000000000000000001d1d000000000000
        0000001df6f61d00000000000000001df6f61d0000000000000000001d1d000000000000000000000000000000000000
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        """,
        """
        00000000000000000000000000041c01000000000000000000b7fff2c89a6e421400000000d3ffffffffffffffe77700
        00196694c0edffffffffe4000000000000006afffffb5900000000000059fafff95400000000000066fdfff548000000
        00000070fefff03d00000000000003fbffeb3300000000000000008cc22a000000000000000000000000000000000000
        """,
        """
        f6f74b00000000004bf7f61df7fff84b0000004bf8fff71d48f7fff94e0048f7fff94e000048f7fff980f7fff94e0000
        000048f7fffffff94e0000000000007cffffff8400000000000048f7fffffff94e0000000048f7fff980f7fff94e0000
        48f7fff94e0048f7fff94e00f7fff84b0000004bf8fff71df6f74b00000000004bf7f61d1d1d000000000000001d1d00
        """,
        """
        00001d1d0000000000000000001df6f62d000000000000000040ffffc7020000000000000040ffffff69000000000000
        0040fffffff11b00000000000040ffffffffa800000000000040ffffdeffff49000000000040ffff58efffe00b000000
        0040ffff73a1ffff890000000040fffffffffffffa1e0000001df6fffffffffff61d000000001d44444444441d000000
        """,
    ]

    private static let buttMiter = [
        String(repeating: "00", count: 144),
        """
        00000000000000000000000000000b010000000000000000000098f9d5a2774d180000000000c4ffffffffffffe7ba8c
        00005d94c0edfffffffffd6a0000000000006afffffb5d00000000000059fafff95400000000000066fdfff548000000
        0000005dfefff03d0000000000000010ceee37000000000000000000182a000000000000000000000000000000000000
        """,
        """
        007c4b00000000004b7c00007cfff84b0000004bf8ff7c0048f7fff94e0048f7fff94e000048f7fff980f7fff94e0000
        000048f7fffffff94e0000000000007cffffff8400000000000048f7fffffff94e0000000048f7fff980f7fff94e0000
        48f7fff94e0048f7fff94e007cfff84b0000004bf8ff7c00007c4b00000000004b7c0000000000000000000000000000
        """,
        """
        000000000000000000000000000000502d000000000000000040ffffc7020000000000000040ffffff69000000000000
        0040fffffff11b00000000000040ffffffffa800000000000040ffffdeffff49000000000040ffff58efffe00b000000
        0040ffff73a1ffff880000000040fffffffffffffb3000000040ffffffffffffffc60200001144444444444444440c00
        """,
    ]

    private static let squareBevel = [
        String(repeating: "00", count: 144),
        """
        00000000000000000000000000362201000000000000000000ddfff9d5a2774d180000000bfdffffffffffffffe40c00
        053a6794c0edffffffff51000000000000006afffffb4d00000000000059fafff95400000000000066fdfff548000000
        00000074fefff03d0000000000004fffffeb330000000000000003a8e52b000000000000000000051d00000000000000
        """,
        """
        f8f84b00000000004bf8f84bf8fff84b0000004bf8fff84b48f7fff94e0048f7fff94e000048f7fff980f7fff94e0000
        000048f7fffffff94e0000000000007cffffff8400000000000048f7fffffff94e0000000048f7fff980f7fff94e0000
        48f7fff94e0048f7fff94e00f8fff84b0000004bf8fff84bf8f84b00000000004bf8f84b4b4b000000000000004b4b00
        """,
        """
        00114d7611000000000000000075ffff4a00000000000000004affffc7020000000000000040ffffff69000000000000
        0040fffffff11b00000000000040ffffffffa800000000000040ffffdeffff49000000000040ffff58efffe00b000000
        0040ffff73a1ffff890000000040ffffffffffffe50100000008b7ffffffffff6a000000000008444444444404000000
        """,
    ]

    @Test(arguments: 0..<4)
    func roundCapsAndJoins(index: Int) throws {
        try Self.check(index, .round, .round, Self.round[index])
    }

    @Test(arguments: 0..<4)
    func buttCapsAndMiters(index: Int) throws {
        try Self.check(index, .butt, .miter, Self.buttMiter[index])
    }

    @Test(arguments: 1..<4)
    func squareCapsAndBevels(index: Int) throws {
        try Self.check(index, .square, .bevel, Self.squareBevel[index])
    }

    private static func check(
        _ index: Int,
        _ cap: LineStyle.Cap,
        _ join: LineStyle.Join,
        _ expected: String
    ) throws {
        var style = RenderStyle()
        (style.width, style.height) = (12, 12)
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(12, 12)))
        style.line = LineStyle(width: .pixels(2.5), cap: cap, join: join)
        style.background = .black
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        drawer.draw(sketches[index], into: &raster)
        let digits = Array("0123456789abcdef")
        let found = raster.pixels.map { String([digits[Int($0 >> 4)], digits[Int($0 & 15)]]) }
        #expect(found.joined() == expected.filter { !$0.isWhitespace })
    }
}
