internal import Platform
internal import SketchModel

/// The size of the canvas that percentages refer to.
struct Viewport: Sendable, Equatable {
    var width: Double
    var height: Double

    /// What 100 % stands for in lengths that are neither horizontal nor vertical, such as a radius.
    var diagonal: Double { ((width * width + height * height) / 2).squareRoot() }
}

/// A `viewBox`: the rectangle of user units that fills the viewport.
struct ViewBox: Sendable, Equatable {
    var x: Double
    var y: Double
    var size: Viewport

    /// Whether its area is 0, so that nothing is drawn in it.
    var isEmpty: Bool { size.width == 0 || size.height == 0 }

    /// Parses four numbers, of which the last two aren't negative.
    init?(_ text: Span<UInt8>) {
        var offset = 0
        text.skipSpace(&offset)
        guard let x = text.number(&offset) else { return nil }
        text.skipSeparator(&offset)
        guard let y = text.number(&offset) else { return nil }
        text.skipSeparator(&offset)
        guard let width = text.number(&offset), width >= 0 else { return nil }
        text.skipSeparator(&offset)
        guard let height = text.number(&offset), height >= 0 else { return nil }
        text.skipSpace(&offset)
        guard offset == text.count else { return nil }
        self.x = x
        self.y = y
        size = Viewport(width: width, height: height)
    }

    /// The map from the box onto a viewport whose corner is at the origin.
    func transform(onto viewport: Viewport, _ ratio: AspectRatio) -> AffineTransform {
        var scaleX = viewport.width / size.width
        var scaleY = viewport.height / size.height
        if ratio.isKept {
            scaleX = ratio.slices ? max(scaleX, scaleY) : min(scaleX, scaleY)
            scaleY = scaleX
        }
        let left = (viewport.width - size.width * scaleX) * ratio.alignX
        let top = (viewport.height - size.height * scaleY) * ratio.alignY
        return AffineTransform(a: scaleX, d: scaleY, e: left - x * scaleX, f: top - y * scaleY)
    }
}

/// `preserveAspectRatio`: how a box is fitted to a viewport with other proportions.
struct AspectRatio: Sendable, Equatable {
    /// `false` for `none`: the box is stretched.
    var isKept = true
    /// The share of the free space to the left of the box: 0, 0.5 or 1.
    var alignX = 0.5
    /// The share of the free space above it.
    var alignY = 0.5
    /// Whether the box covers the viewport instead of fitting into it.
    var slices = false

    init() {}

    /// Parses `[defer] none|x(Min|Mid|Max)Y(Min|Mid|Max) [meet|slice]`; `nil` for anything else.
    init?(_ text: Span<UInt8>) {
        let words = text.words()
        var index = 0
        if index < words.count, text.extracting(words[index]).equals("defer") { index += 1 }
        guard index < words.count else { return nil }
        let align = text.extracting(words[index])
        if align.equals("none") {
            isKept = false
        } else {
            guard align.count == 8, align[0] == UInt8(ascii: "x"), align[4] == UInt8(ascii: "Y"),
                let alignX = Self.share(align.extracting(1..<4)), let alignY = Self.share(align.extracting(5..<8))
            else { return nil }
            self.alignX = alignX
            self.alignY = alignY
        }
        index += 1
        guard index < words.count else { return }
        let fit = text.extracting(words[index])
        guard index + 1 == words.count, fit.equals("meet") || fit.equals("slice") else { return nil }
        slices = fit.equals("slice")
    }

    private static func share(_ text: Span<UInt8>) -> Double? {
        if text.equals("Min") { return 0 }
        if text.equals("Mid") { return 0.5 }
        return text.equals("Max") ? 1 : nil
    }
}
