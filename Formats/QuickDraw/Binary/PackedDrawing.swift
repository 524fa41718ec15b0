package import SketchModel

/// A record of a `.bin` file that is kept by itself, as in a column of a table.
package enum PackedDrawing {
    /// Fills an empty sketch.
    /// - Returns: the number of bytes after the record.
    /// - Throws: `BinError`
    package static func fill(_ sketch: inout Sketch, from bytes: [UInt8]) throws(BinError) -> Int {
        let data = bytes.span
        switch BinRecord.extent(data, at: 0) {
        case .whole(let end, let points):
            if let fault = BinRecord.fault(data, at: 0) { throw fault }
            BinRecords.fill(&sketch, data, at: 0, points: points)
            return data.count - end
        case .cutHeader: throw .cutHeader(found: data.count)
        case .cutStroke(let stroke, let strokes, let place, let size):
            throw .cutStroke(stroke, of: strokes, expected: size, found: data.count - place)
        }
    }
}
