internal import ArrayFiles
internal import SketchModel

/// Puts the encoded sketches of one member together to a `.npy` file.
struct ArrayAssembler {
    private let layout: RowLayout
    /// Rows of each sketch in a dense array, without the start row.
    private let length: Int
    private let startRow: [UInt8]
    private let endRow: [UInt8]
    private let opening: [UInt8]
    private var items = 0

    init(layout: RowLayout, count: Int, length: Int, hasStartRow: Bool) {
        self.layout = layout
        self.length = length
        startRow = hasStartRow ? StrokeRowWriter.still(state: 0, layout.type) : []
        endRow = StrokeRowWriter.still(state: 2, layout.type)
        if layout.isPickled {
            opening =
                ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [count]).bytes
                + ObjectArrayPickle.opening(count: count, type: layout.type)
        } else {
            opening = ArrayHeader(type: layout.type, shape: [count, length + (hasStartRow ? 1 : 0), 5]).bytes
        }
    }

    func begin(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) { try write(opening[...]) }

    mutating func add(_ item: ArraySlice<UInt8>, _ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        if layout.isPickled {
            if items > 0, items % ObjectArrayPickle.batch == 0 { try write(ObjectArrayPickle.separator[...]) }
            try write(item)
        } else {
            if !startRow.isEmpty { try write(startRow[...]) }
            try write(item)
            for _ in 0..<(length - item.count / layout.rowSize) { try write(endRow[...]) }
        }
        items += 1
    }

    func end(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        if layout.isPickled { try write(ObjectArrayPickle.closing[...]) }
    }
}
