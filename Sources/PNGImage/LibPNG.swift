internal import CPNG
internal import Rasteriser

/// The only place that calls libpng, and uses pointers for it.
enum LibPNG {
    /// Appends a complete file.
    /// - Parameters:
    ///   - packer: prepared for the layout of the file.
    ///   - data: the rows as a zlib stream, if `effort` makes them without zlib; otherwise empty.
    ///   - chunks: further chunks, as in `croquis_png_picture`.
    /// - Throws: `PNGError.failed`; part of a file may have been appended then.
    static func write(
        _ raster: borrowing Raster,
        _ packer: inout RowPacker,
        _ effort: CompressionEffort,
        data: [UInt8] = [],
        _ chunks: [UInt8],
        into bytes: inout [UInt8]
    ) throws(PNGError) {
        let layout = packer.layout
        var picture = croquis_png_picture()
        picture.width = UInt32(raster.width)
        picture.height = UInt32(raster.height)
        picture.bit_depth = UInt8(layout.depth)
        picture.colour_type = layout.colourType.rawValue
        if case .zlib(let level, let runsAlone, let filters) = effort {
            picture.level = UInt8(level)
            picture.run_lengths = runsAlone ? 1 : 0
            picture.filters = filters ? 1 : 0
        }
        picture.palette_count = UInt32(layout.palette.count)
        picture.opacity_count = UInt32(layout.opacityCount)
        picture.chunks_size = chunks.count
        picture.row_size = layout.rowSize(width: raster.width)
        let palette = layout.palette.map(\.littleEndian)
        let isPlain = packer.isPlain(raster.channels)
        var transfer = Transfer(
            packer: packer,
            channels: raster.channels,
            rasterRowSize: raster.width * raster.channels.rawValue,
            rowSize: picture.row_size
        )
        swap(&transfer.bytes, &bytes)
        let message = raster.pixels.withUnsafeBytes { pixels in
            palette.withUnsafeBytes { palette in
                chunks.withUnsafeBufferPointer { chunks in
                    data.withUnsafeBufferPointer { data in
                        picture.palette = palette.baseAddress?.assumingMemoryBound(to: UInt8.self)
                        picture.chunks = chunks.baseAddress
                        picture.data = data.isEmpty ? nil : data.baseAddress
                        picture.data_size = data.count
                        picture.rows = isPlain ? pixels.baseAddress?.assumingMemoryBound(to: UInt8.self) : nil
                        transfer.pixels = pixels
                        return transfer.run(picture)
                    }
                }
            }
        }
        swap(&transfer.bytes, &bytes)
        if let message { throw .failed(message) }
    }
}

/// What libpng reads and returns while it writes one file.
private struct Transfer {
    var bytes: [UInt8] = []
    var packer: RowPacker
    let channels: Raster.Channels
    let rasterRowSize: Int
    /// Of the file.
    let rowSize: Int
    var pixels = UnsafeRawBufferPointer(start: nil, count: 0)

    /// - Returns: the error message, if anything went wrong.
    mutating func run(_ picture: croquis_png_picture) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { message in
            message.initialize(repeating: 0)
            let status = withUnsafePointer(to: picture) { picture in
                withUnsafeMutablePointer(to: &self) { transfer in
                    croquis_png_write(
                        picture,
                        { context, rows, first, count in
                            guard let context, let rows else { return }
                            let transfer = context.assumingMemoryBound(to: Transfer.self)
                            transfer.pointee.fill(rows, rows: Int(first)..<(Int(first) + Int(count)))
                        },
                        { context, bytes, count in
                            guard let context else { return }
                            let transfer = context.assumingMemoryBound(to: Transfer.self)
                            transfer.pointee.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                        },
                        transfer,
                        message.baseAddress,
                        message.count
                    )
                }
            }
            guard status != 0 else { return nil }
            return String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    private mutating func fill(_ packed: UnsafeMutablePointer<UInt8>, rows: Range<Int>) {
        let raster = pixels.bytes
        for row in rows {
            let target = UnsafeMutableBufferPointer(start: packed + (row - rows.lowerBound) * rowSize, count: rowSize)
            var span = target.mutableSpan
            let start = row * rasterRowSize
            packer.pack(raster.extracting(start..<(start + rasterRowSize)), channels, into: &span)
        }
    }
}
