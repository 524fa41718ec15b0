internal import SketchModel
internal import SketchStreams

/// A sequence of packed records; only the last of a file may be cut.
struct BinRecords: SketchChunk {
    let bytes: [UInt8]

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let data = bytes.span
        var offset = 0
        var records = 0
        while offset < data.count {
            let start = offset
            switch BinRecord.extent(data, at: start) {
            case .whole(let end, let points):
                offset = end
                if let fault = BinRecord.fault(data, at: start) {
                    try visitor.refuse(
                        fault,
                        at: .bytes(offset: start, record: records),
                        record: Array(bytes[start..<end])
                    )
                } else {
                    visitor.sketch.removeAll()
                    visitor.sketch.source.position = .bytes(offset: start, record: records)
                    if visitor.keepsRecords { visitor.sketch.source.record = Array(bytes[start..<end]) }
                    Self.fill(&visitor.sketch, data, at: start, points: points)
                    try visitor.visit()
                }
            case .cutHeader:
                offset = data.count
                let reason = BinError.cutHeader(found: data.count - start)
                try visitor.refuse(reason, at: .bytes(offset: start, record: records), record: Array(bytes[start...]))
            case .cutStroke(let stroke, let strokes, let place, let size):
                offset = data.count
                let reason = BinError.cutStroke(stroke, of: strokes, expected: size, found: data.count - place)
                try visitor.refuse(reason, at: .bytes(offset: place, record: records), record: Array(bytes[start...]))
            }
            records += 1
        }
        return SourceExtent(lines: 0, bytes: data.count, sketches: records)
    }

    /// Fills an empty sketch from the complete record at `start`, which has this many points.
    @inline(__always)
    static func fill(_ sketch: inout Sketch, _ data: Span<UInt8>, at start: Int, points: Int) {
        readMetadata(data, at: start, into: &sketch.metadata)
        sketch.points.append(addingCapacity: points) { readPoints(data, at: start, into: &$0) }
        readEnds(data, at: start, into: &sketch.strokeEnds)
    }

    private static func readMetadata(_ data: Span<UInt8>, at start: Int, into metadata: inout SketchMetadata) {
        let id = BinRecord.number(data, at: start, size: 8)
        let seconds = BinRecord.number(data, at: start + 11, size: 4)
        if id != 0 { metadata.id = id }
        if seconds != 0 { metadata.timestamp = Timestamp(microseconds: Int64(seconds) * 1_000_000) }
        metadata.recognized = data[start + 10] == 1
        if data[start + 8] != 0 {
            var code = String(Unicode.Scalar(data[start + 8]))
            code.unicodeScalars.append(Unicode.Scalar(data[start + 9]))
            metadata.countryCode = code
        }
    }

    /// Appends the points of the record at `start`, for which there is space.
    private static func readPoints(_ data: Span<UInt8>, at start: Int, into points: inout OutputSpan<Point>) {
        var offset = start + BinRecord.headerSize
        for _ in 0..<BinRecord.count(data, at: start + 15) {
            let count = BinRecord.count(data, at: offset)
            let x = data.extracting((offset + 2)..<(offset + 2 + count))
            let y = data.extracting((offset + 2 + count)..<(offset + 2 + 2 * count))
            // Both spans have that length, which was checked when they were made.
            for index in 0..<count {
                points.append(Point(Double(x[unchecked: index]), Double(y[unchecked: index])))
            }
            offset += 2 + 2 * count
        }
    }

    private static func readEnds(_ data: Span<UInt8>, at start: Int, into ends: inout [Int]) {
        var offset = start + BinRecord.headerSize
        var end = 0
        for _ in 0..<BinRecord.count(data, at: start + 15) {
            let count = BinRecord.count(data, at: offset)
            offset += 2 + 2 * count
            end += count
            ends.append(end)
        }
    }
}
