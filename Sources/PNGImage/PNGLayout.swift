/// How a PNG file stores its pixels.
struct PNGLayout: Equatable {
    /// PNG's numbers for the colour types.
    enum ColourType: UInt8 {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6
    }

    var colourType: ColourType
    /// Bits per sample: 1, 2, 4 or 8; below 8 only for grey and palettes.
    var depth = 8
    /// Pixels as `PixelSurvey` reads them, those that are not opaque first; only for palettes.
    var palette: [UInt32] = []

    var bitsPerPixel: Int {
        switch colourType {
        case .grey, .palette: depth
        case .greyAlpha: 16
        case .rgb: 24
        case .rgba: 32
        }
    }

    /// The number of palette entries that are not opaque.
    var opacityCount: Int { palette.count { $0 >> 24 != 255 } }

    func rowSize(width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }
}

extension PNGLayout {
    /// The layout that stores the picture in the fewest bytes, as far as can be told without trying.
    ///
    /// The number of bytes after deflating is about the number of pixels that differ from the one before, times a rate
    /// that depends on the layout. The rates for 8 bits per sample were measured on anti-aliased drawings of 224x224
    /// pixels; those below 8 bits are estimates. A palette also costs the bytes of its entries.
    static func smallest(for survey: PixelSurvey) -> PNGLayout {
        var (best, bestCost) = (PNGLayout(colourType: .rgba), Double.infinity)
        func offer(_ layout: PNGLayout, rate: Double) {
            // Below a few dozen bytes of pixels, deflate doesn't make them any smaller.
            let packed = min(
                rate * Double(survey.changes + 1),
                Double(survey.pixelCount * layout.bitsPerPixel) / 8 + 16
            )
            let palette = layout.palette.isEmpty ? 0 : 12 + 3 * layout.palette.count
            let opacity = layout.opacityCount > 0 ? 12 + layout.opacityCount : 0
            let cost = packed + Double(palette + opacity)
            if cost < bestCost { (best, bestCost) = (layout, cost) }
        }
        // Ties go to the first layout.
        if survey.isOpaque, survey.isGrey {
            let depth = survey.colours.map { greyDepth(of: $0) } ?? 8
            offer(PNGLayout(colourType: .grey, depth: depth), rate: rate(ofDepth: depth))
        }
        if let colours = survey.colours {
            let depth = colours.count <= 2 ? 1 : colours.count <= 4 ? 2 : colours.count <= 16 ? 4 : 8
            let palette = colours.filter { $0 >> 24 != 255 } + colours.filter { $0 >> 24 == 255 }
            offer(PNGLayout(colourType: .palette, depth: depth, palette: palette), rate: rate(ofDepth: depth))
        }
        if survey.isGrey, !survey.isOpaque { offer(PNGLayout(colourType: .greyAlpha), rate: 1.55) }
        if survey.isOpaque { offer(PNGLayout(colourType: .rgb), rate: 2.4) }
        offer(PNGLayout(colourType: .rgba), rate: 2.45)
        return best
    }

    private static func rate(ofDepth depth: Int) -> Double {
        switch depth {
        case 1: 0.4
        case 2: 0.55
        case 4: 0.8
        default: 1.2
        }
    }

    /// The smallest depth of grey that has all those levels.
    private static func greyDepth(of colours: [UInt32]) -> Int {
        let levels = colours.map { $0 & 255 }
        if levels.allSatisfy({ $0 % 255 == 0 }) { return 1 }
        if levels.allSatisfy({ $0 % 85 == 0 }) { return 2 }
        if levels.allSatisfy({ $0 % 17 == 0 }) { return 4 }
        return 8
    }
}
