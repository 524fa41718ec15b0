internal import Rasteriser
internal import Zlib

extension PixelRectangle {
    /// Visits the rows of a rectangle, as a file's layout has them.
    fileprivate func forEachRow<Failure: Error>(
        of raster: borrowing Raster,
        by packer: inout RowPacker,
        _ body: (RawSpan, _ isLast: Bool) throws(Failure) -> Void
    ) throws(Failure) {
        let pixelSize = raster.channels.rawValue
        let isPlain = packer.isPlain(raster.channels)
        let packedSize = isPlain ? 0 : packer.layout.rowSize(width: columns.count)
        var packed = [UInt8](repeating: 0, count: packedSize)
        let bytes = raster.pixels.span.bytes
        for row in rows {
            let start = (row * raster.width + columns.lowerBound) * pixelSize
            let pixels = bytes.extracting(start..<(start + columns.count * pixelSize))
            let isLast = row == rows.upperBound - 1
            if isPlain {
                try body(pixels, isLast)
            } else {
                var span = packed.mutableSpan
                packer.pack(pixels, raster.channels, into: &span)
                try body(packed.span.bytes, isLast)
            }
        }
    }
}

extension RunDeflater {
    /// Appends the rows of a rectangle as a complete zlib stream.
    mutating func deflate(
        _ box: PixelRectangle,
        of raster: borrowing Raster,
        by packer: inout RowPacker,
        into bytes: inout [UInt8]
    ) {
        begin(into: &bytes)
        box.forEachRow(of: raster, by: &packer) { row, _ in add(row, into: &bytes) }
        finish(into: &bytes)
    }
}

extension Deflater {
    /// Appends the rows of a rectangle, all without filters, as a complete zlib stream.
    mutating func deflate(
        _ box: PixelRectangle,
        of raster: borrowing Raster,
        by packer: inout RowPacker,
        into bytes: inout [UInt8]
    ) throws(ZlibError) {
        let filter: [UInt8] = [0]
        try box.forEachRow(of: raster, by: &packer) { (row, isLast) throws(ZlibError) in
            try add(filter.span.bytes, into: &bytes)
            try add(row, flush: isLast ? .finish : .none, into: &bytes)
        }
    }
}
