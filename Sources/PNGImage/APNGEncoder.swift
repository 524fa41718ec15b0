package import Rasteriser
internal import Zlib

/// Makes an animated PNG file frame by frame, as in the PNG specification's third edition (chunks acTL, fcTL and fdAT).
///
/// Only the changed rectangle of each frame is kept; a frame identical to the one before just extends that one's delay.
/// Keeps the compressed frames and one picture in memory. Programs without animation show the first frame.
package struct APNGEncoder: Sendable {
    private let texts: [(type: ChunkType, data: [UInt8])]
    private let style: Style
    /// The chunks of the finished frames.
    private var frames: [UInt8] = []
    private var frameCount = 0
    private var sequence: UInt32 = 0
    /// The latest frame, whose delay may still grow.
    private var pending: (box: PixelRectangle, data: [UInt8], milliseconds: Int)?
    private var previous: [UInt8] = []
    private var packer = RowPacker()
    private var deflater = RunDeflater()

    private struct Style: Sendable {
        var width: Int
        var height: Int
        var channels: Raster.Channels
        /// One of the layouts without a palette, the same for all frames.
        var layout: PNGLayout
    }

    /// - Parameters:
    ///   - width: of every frame, in pixels.
    ///   - channels: of every frame.
    ///   - isOpaque: whether every pixel is opaque, so that opacity need not be kept.
    ///   - text: lines kept in the file.
    /// - Throws: `PNGError.unusableKeyword`
    package init(
        width: Int,
        height: Int,
        channels: Raster.Channels,
        isOpaque: Bool,
        text: [PNGText] = []
    ) throws(PNGError) {
        let layout: PNGLayout =
            switch channels {
            case .grey: PNGLayout(colourType: .grey)
            case .rgba: PNGLayout(colourType: isOpaque ? .rgb : .rgba)
            }
        style = Style(width: width, height: height, channels: channels, layout: layout)
        var texts: [(type: ChunkType, data: [UInt8])] = []
        for line in text { texts.append(try line.chunk()) }
        self.texts = texts
    }

    /// Adds a frame.
    /// - Parameter milliseconds: how long the frame is shown, from 0 to 65 535 000. Kept exactly up to 65.5 s; beyond
    ///   that in hundredths, tenths or whole seconds.
    /// - Throws: `PNGError`
    package mutating func add(_ raster: borrowing Raster, milliseconds: Int) throws(PNGError) {
        guard raster.width == style.width, raster.height == style.height, raster.channels == style.channels else {
            throw .unlikeFrame
        }
        raster.checkPixelCount()
        guard (0...Self.longestDelay).contains(milliseconds) else { throw .unusableDelay(milliseconds: milliseconds) }
        var box = PixelRectangle(columns: 0..<style.width, rows: 0..<style.height)
        if let pending {
            let changed = PixelRectangle.changed(
                from: previous.span,
                to: raster.pixels.span,
                rowSize: style.width * style.channels.rawValue,
                pixelSize: style.channels.rawValue
            )
            if changed == nil, pending.milliseconds + milliseconds <= Self.longestDelay {
                self.pending?.milliseconds += milliseconds
                return
            }
            // A frame needs at least one pixel.
            box = changed ?? PixelRectangle(columns: 0..<1, rows: 0..<1)
        }
        let data = try compressed(raster, box)
        flush()
        pending = (box, data, milliseconds)
        previous = raster.pixels
    }

    /// Appends the whole file and resets the encoder, for another animation in the same style and with the same texts.
    /// - Throws: `PNGError.noFrames`
    package mutating func finish(into bytes: inout [UInt8]) throws(PNGError) {
        flush()
        guard frameCount > 0 else { throw .noFrames }
        bytes.append(contentsOf: [UInt8].pngSignature)
        var header: [UInt8] = []
        header.appendBigEndian(UInt32(style.width))
        header.appendBigEndian(UInt32(style.height))
        // Deflate, the only filter method, not interlaced.
        header += [8, style.layout.colourType.rawValue, 0, 0, 0]
        bytes.appendChunk(.header, header)
        var control: [UInt8] = []
        control.appendBigEndian(UInt32(frameCount))
        // Played endlessly.
        control.appendBigEndian(UInt32(0))
        bytes.appendChunk(.animationControl, control)
        for text in texts { bytes.appendChunk(text.type, text.data) }
        bytes.append(contentsOf: frames)
        bytes.appendChunk(.end, [])
        frames.removeAll(keepingCapacity: true)
        (frameCount, sequence) = (0, 0)
        previous = []
    }

    private static let longestDelay = 65_535_000

    /// Completes the latest frame.
    private mutating func flush() {
        guard let (box, data, milliseconds) = pending else { return }
        pending = nil
        var control: [UInt8] = []
        control.appendBigEndian(nextNumber())
        for value in [box.columns.count, box.rows.count, box.columns.lowerBound, box.rows.lowerBound] {
            control.appendBigEndian(UInt32(value))
        }
        // As a fraction of two 16-bit numbers.
        var (delay, parts) = (milliseconds, 1000)
        while delay > 65_535 { (delay, parts) = ((delay + 5) / 10, parts / 10) }
        control.appendBigEndian(UInt16(delay))
        control.appendBigEndian(UInt16(parts))
        // Left as it is when the next frame comes, and drawn over what is there.
        control += [0, 0]
        frames.appendChunk(.frameControl, control)
        if frameCount == 0 {
            frames.appendChunk(.imageData, data)
        } else {
            var numbered: [UInt8] = []
            numbered.appendBigEndian(nextNumber())
            frames.appendChunk(.frameData, numbered + data)
        }
        frameCount += 1
    }

    private mutating func nextNumber() -> UInt32 {
        defer { sequence += 1 }
        return sequence
    }

    private mutating func compressed(
        _ raster: borrowing Raster,
        _ box: PixelRectangle
    ) throws(PNGError) -> [UInt8] {
        var data: [UInt8] = []
        packer.prepare(for: style.layout)
        switch CompressionEffort.all(level: nil, bitsPerPixel: style.layout.bitsPerPixel)[0] {
        case .runs: deflater.deflate(box, of: raster, by: &packer, into: &data)
        case .zlib(let level, _, _):
            do throws(ZlibError) {
                var deflater = try Deflater(.zlib, level: Int32(level))
                try deflater.deflate(box, of: raster, by: &packer, into: &data)
            } catch {
                throw .failed(error.message)
            }
        }
        return data
    }
}
