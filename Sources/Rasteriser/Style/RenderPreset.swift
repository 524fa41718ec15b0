internal import SketchModel

/// A style with a name.
package struct RenderPreset: Sendable {
    package let name: String
    /// One line, for the help.
    package let summary: String
    package let style: RenderStyle

    /// All presets, in the order of the help.
    package static let all = [google28, sketchxai256, tuberlin, thumb, poster]

    /// The preset with that name.
    package static func named(_ name: String) -> RenderPreset? { all.first { $0.name == name } }

    /// The official QuickDraw bitmaps, bit for bit.
    package static let google28 = RenderPreset(
        name: "google28",
        summary: "QuickDraw's official bitmaps: 28x28, white on black, exact"
    ) { style in
        style.quickDraw(side: 28)
        style.background = .black
    }

    /// The recipe of the official bitmaps at the size that SketchXAI draws.
    package static let sketchxai256 = RenderPreset(
        name: "sketchxai256",
        summary: "the same at 256x256, on white, coloured by stroke order, exact"
    ) { style in
        style.quickDraw(side: 256)
        style.colouring = .order
    }

    /// The PNG files of the TU-Berlin set, from its SVG files: 800 units on 1111 pixels.
    package static let tuberlin = RenderPreset(
        name: "tuberlin",
        summary: "TU-Berlin's PNG files: 1111x1111, for coordinates from 0 to 800, exact"
    ) { style in
        (style.width, style.height) = (1111, 1111)
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(800, 800)))
        style.line = LineStyle(width: .units(3))
    }

    package static let thumb = RenderPreset(
        name: "thumb",
        summary: "96x96, black on white, fast"
    ) { style in
        (style.width, style.height) = (96, 96)
        style.placement = .fit(padding: 4)
        style.line = LineStyle(width: .pixels(2))
        style.engine = .fast
    }

    package static let poster = RenderPreset(
        name: "poster",
        summary: "2000x2000, on white, coloured by stroke order, exact"
    ) { style in
        (style.width, style.height) = (2000, 2000)
        style.placement = .fit(padding: 120)
        style.line = LineStyle(width: .pixels(16))
        style.colouring = .order
    }

    private init(name: String, summary: String, _ set: (inout RenderStyle) -> Void) {
        self.name = name
        self.summary = summary
        var style = RenderStyle()
        set(&style)
        self.style = style
    }
}

extension RenderStyle {
    fileprivate mutating func quickDraw(side: Int) {
        (width, height) = (side, side)
        placement = .quickDraw
        let scale = Double(side) / (QuickDrawFrame.side + 2 * QuickDrawFrame.padding + QuickDrawFrame.lineWidth)
        line = LineStyle(width: .pixels(QuickDrawFrame.lineWidth * scale))
    }
}

extension RenderStyle {
    /// The official QuickDraw bitmaps, bit for bit: 28×28, white on black.
    public static let google28 = RenderPreset.google28.style
    /// The recipe of the official bitmaps at 256×256, on white, strokes coloured by their order.
    public static let sketchxai256 = RenderPreset.sketchxai256.style
    /// The TU-Berlin PNG files: 1111×1111, for coordinates from 0 to 800.
    public static let tuberlin = RenderPreset.tuberlin.style
    /// 96×96, black on white, by the fast engine.
    public static let thumb = RenderPreset.thumb.style
    /// 2000×2000, on white, strokes coloured by their order.
    public static let poster = RenderPreset.poster.style

    /// The same style for pictures of another size in pixels; padding and lines in pixels grow with the shorter side.
    public func resized(width: Int, height: Int) -> RenderStyle {
        var style = self
        style.resize(width: width, height: height)
        return style
    }
}
