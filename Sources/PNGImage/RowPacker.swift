internal import Rasteriser

/// Converts rows of a raster to rows of a layout.
struct RowPacker: Sendable {
    private(set) var layout = PNGLayout(colourType: .rgba)
    private var palette = ColourTable()
    /// The value in the file of each grey level.
    private var values = [UInt8](repeating: 0, count: 256)
    /// A row with one byte per pixel, for depths below 8.
    private var row: [UInt8] = []

    mutating func prepare(for layout: PNGLayout) {
        self.layout = layout
        palette.removeAll()
        for colour in layout.palette { palette.add(colour) }
        for level in 0..<256 {
            values[level] =
                layout.colourType == .palette
                ? palette.index(of: PixelSurvey.grey(UInt8(level))) : UInt8(level >> (8 - layout.depth))
        }
    }

    /// Whether rows of the raster can be used unchanged.
    func isPlain(_ channels: Raster.Channels) -> Bool {
        switch channels {
        case .grey: layout.colourType == .grey && layout.depth == 8
        case .rgba: layout.colourType == .rgba
        }
    }

    /// Packs pixels.
    /// - Parameters:
    /// - pixels: of one row, as the raster has them.
    ///   - packed: as many bytes as the layout needs for them.
    mutating func pack(_ pixels: RawSpan, _ channels: Raster.Channels, into packed: inout MutableSpan<UInt8>) {
        switch layout.colourType {
        case .grey, .palette:
            if layout.depth == 8 {
                read(pixels, channels, into: &packed)
            } else {
                let count = pixels.byteCount / channels.rawValue
                if row.count != count { row = [UInt8](repeating: 0, count: count) }
                // Moved out, so that the rest of this value can be read meanwhile.
                var samples: [UInt8] = []
                swap(&samples, &row)
                var span = samples.mutableSpan
                read(pixels, channels, into: &span)
                Self.squeeze(samples.span, depth: layout.depth, into: &packed)
                swap(&samples, &row)
            }
        case .greyAlpha:
            for pixel in 0..<(pixels.byteCount / 4) {
                packed[2 * pixel] = Self.byte(pixels, 4 * pixel)
                packed[2 * pixel + 1] = Self.byte(pixels, 4 * pixel + 3)
            }
        case .rgb:
            for pixel in 0..<(pixels.byteCount / 4) {
                for channel in 0..<3 { packed[3 * pixel + channel] = Self.byte(pixels, 4 * pixel + channel) }
            }
        case .rgba:
            for place in 0..<pixels.byteCount { packed[place] = Self.byte(pixels, place) }
        }
    }

    /// One value per byte: a grey level or a palette index.
    private func read(_ pixels: RawSpan, _ channels: Raster.Channels, into samples: inout MutableSpan<UInt8>) {
        switch (channels, layout.colourType) {
        case (.grey, _):
            for place in 0..<pixels.byteCount { samples[place] = values[Int(Self.byte(pixels, place))] }
        case (.rgba, .palette):
            var last = UInt32.max
            var index = palette.index(of: last)
            for place in 0..<(pixels.byteCount / 4) {
                let pixel = PixelSurvey.pixel(pixels, at: 4 * place)
                if pixel != last {
                    last = pixel
                    index = palette.index(of: pixel)
                }
                samples[place] = index
            }
        case (.rgba, _):
            for place in 0..<(pixels.byteCount / 4) { samples[place] = values[Int(Self.byte(pixels, 4 * place))] }
        }
    }

    /// Packs 8, 4 or 2 samples per byte, the first in the highest bits.
    private static func squeeze(_ samples: Span<UInt8>, depth: Int, into packed: inout MutableSpan<UInt8>) {
        let each = 8 / depth
        let whole = samples.count / each
        for place in 0..<whole {
            var byte: UInt8 = 0
            for sample in (place * each)..<((place + 1) * each) { byte = byte << UInt8(depth) | samples[sample] }
            packed[place] = byte
        }
        guard whole * each < samples.count else { return }
        var byte: UInt8 = 0
        for sample in (whole * each)..<((whole + 1) * each) {
            byte = byte << UInt8(depth) | (sample < samples.count ? samples[sample] : 0)
        }
        packed[whole] = byte
    }

    private static func byte(_ pixels: RawSpan, _ place: Int) -> UInt8 {
        pixels.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
}
