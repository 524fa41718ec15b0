internal import ColumnFiles
internal import SketchModel

/// The lists of x and y in a column of drawings, if both have the same type and nothing in them is missing. They are
/// then read for all strokes of a drawing at once.
struct CoordinateLists {
    private let x: NumberLists?
    private let y: NumberLists?

    init(_ column: Column, _ form: DrawingForm) {
        switch form {
        case .strokes(let fields):
            let columns = try? column.items?.fields()
            (x, y) = (NumberLists(columns?[fields.x]), NumberLists(columns?[fields.y]))
        case .axes(let fields):
            let columns = try? column.fields()
            (x, y) = (NumberLists(columns?[fields.x].items), NumberLists(columns?[fields.y].items))
        case .nested, .rows, .packed: (x, y) = (nil, nil)
        }
    }

    /// Fills an empty sketch.
    /// - Parameters:
    ///   - strokes: the lists of x.
    ///   - yStrokes: those of y, of which there are as many.
    /// - Returns: whether the lists can be read at once; if not, the sketch is still empty.
    /// - Throws: `TableError.otherCount` or `.notFinite`.
    func fill(_ sketch: inout Sketch, _ strokes: Range<Int>, _ yStrokes: Range<Int>) throws(TableError) -> Bool {
        guard let x, let y, x.type == y.type else { return false }
        let (xOffsets, yOffsets) = (x.offsets.span, y.offsets.span)
        let (firstX, firstY) = (xOffsets[strokes.lowerBound], yOffsets[yStrokes.lowerBound])
        var end = 0
        for stroke in 0..<strokes.count {
            let next = xOffsets[strokes.lowerBound + stroke + 1] - firstX
            let nextY = yOffsets[yStrokes.lowerBound + stroke + 1] - firstY
            guard next == nextY else {
                sketch.removeAllStrokes()
                throw .otherCount(stroke: stroke, field: "y", count: nextY - end, points: next - end)
            }
            end = next
            sketch.strokeEnds.append(end)
        }
        let (xBytes, yBytes) = (x.bytes.span.bytes, y.bytes.span.bytes)
        func append<Value: BitwiseCopyable>(_ type: Value.Type, _ convert: (Value) -> Double) {
            let size = MemoryLayout<Value>.size
            func number(_ bytes: RawSpan, _ index: Int) -> Double {
                convert(bytes.unsafeLoadUnaligned(fromByteOffset: index * size, as: Value.self))
            }
            sketch.points.append(addingCapacity: end) { points in
                for index in 0..<end {
                    points.append(Point(number(xBytes, firstX + index), number(yBytes, firstY + index)))
                }
            }
        }
        switch x.type {
        case .uint8: append(UInt8.self) { Double($0) }
        case .int8: append(Int8.self) { Double($0) }
        case .int16: append(Int16.self) { Double(Int16(littleEndian: $0)) }
        case .uint16: append(UInt16.self) { Double(UInt16(littleEndian: $0)) }
        case .int32: append(Int32.self) { Double(Int32(littleEndian: $0)) }
        case .uint32: append(UInt32.self) { Double(UInt32(littleEndian: $0)) }
        case .int64: append(Int64.self) { Double(Int64(littleEndian: $0)) }
        case .uint64: append(UInt64.self) { Double(UInt64(littleEndian: $0)) }
        case .float16: append(UInt16.self) { Double(Float16(bitPattern: UInt16(littleEndian: $0))) }
        case .float32: append(UInt32.self) { Double(Float(bitPattern: UInt32(littleEndian: $0))) }
        case .float64: append(UInt64.self) { Double(bitPattern: UInt64(littleEndian: $0)) }
        }
        if x.type.isFloat { try DrawingDecoder.check(sketch) }
        return true
    }
}

/// Lists of numbers, none of which is missing.
private struct NumberLists {
    let offsets: [Int]
    let type: NumberType
    let bytes: [UInt8]

    init?(_ column: Column?) {
        guard let column, column.validity == nil, case .list(let offsets, let items) = column.values,
            items.validity == nil, case .numbers(let type, let bytes) = items.values
        else { return nil }
        (self.offsets, self.type, self.bytes) = (offsets, type, bytes)
    }
}
