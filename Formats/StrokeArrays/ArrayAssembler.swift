internal import ArrayFiles
internal import SketchModel

/// Assembles one member from the sketches that belong to it.
protocol MemberAssembler: AnyObject {
    func begin(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault)
    func add(_ sketch: SpooledSketch, _ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault)
    func end(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault)
}

/// The rows of sketches as a `.npy` file.
final class ArrayAssembler: MemberAssembler {
    private let layout: RowLayout
    private let type: ElementType
    /// The number of rows of each sketch in a dense array, without the start row.
    private let length: Int
    private let startRow: [UInt8]
    private let endRow: [UInt8]
    private let opening: [UInt8]
    private var items = 0
    private var widened: [UInt8] = []

    /// - Parameter type: the type of all numbers. Rows of int16 are widened to float32.
    init(layout: RowLayout, type: ElementType, count: Int, length: Int, hasStartRow: Bool) {
        self.layout = layout
        self.type = type
        self.length = length
        startRow = hasStartRow ? StrokeRowWriter.still(state: 0, type) : []
        endRow = StrokeRowWriter.still(state: 2, type)
        if layout.isPickled {
            opening =
                ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [count]).bytes
                + ObjectArrayPickle.opening(count: count, type: type)
        } else {
            opening = ArrayHeader(type: type, shape: [count, length + (hasStartRow ? 1 : 0), 5]).bytes
        }
    }

    func begin(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) { try write(opening[...]) }

    func add(_ sketch: SpooledSketch, _ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        let needsWidening = layout.type == nil && type == .float32 && !sketch.flags.contains(.float)
        if needsWidening { widen(sketch) }
        let rows = needsWidening ? widened[...] : sketch.rows
        if layout.isPickled {
            if items > 0, items % ObjectArrayPickle.batch == 0 { try write(ObjectArrayPickle.separator[...]) }
            try write(rows)
        } else {
            if !startRow.isEmpty { try write(startRow[...]) }
            try write(rows)
            for _ in 0..<(length - sketch.rowCount) { try write(endRow[...]) }
        }
        items += 1
    }

    func end(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        if layout.isPickled { try write(ObjectArrayPickle.closing[...]) }
    }

    /// Converts rows of int16 to float32, which holds the same numbers.
    private func widen(_ sketch: SpooledSketch) {
        let count = sketch.rowCount * layout.columns
        let closing = layout.isPickled ? ObjectArrayPickle.itemClosing.count : 0
        let numbers = sketch.rows.dropLast(closing).suffix(ElementType.int16.size * count)
        widened.removeAll(keepingCapacity: true)
        if layout.isPickled {
            ObjectArrayPickle.appendItemOpening(
                rows: sketch.rowCount,
                columns: layout.columns,
                byteCount: ElementType.float32.size * count,
                to: &widened
            )
        }
        for place in stride(from: numbers.startIndex, to: numbers.endIndex, by: 2) {
            let number = Int16(truncatingIfNeeded: Int(numbers[place]) | Int(numbers[place + 1]) << 8)
            withUnsafeBytes(of: Float(number).bits) { widened.append(contentsOf: $0) }
        }
        if layout.isPickled { widened.append(contentsOf: ObjectArrayPickle.itemClosing) }
    }
}

/// The labels or the ids of sketches as a `.npy` file of texts; empty for sketches that have none.
final class TextAssembler: MemberAssembler {
    enum Content {
        case labels
        case ids
    }

    private let content: Content
    private let width: Int
    private let opening: [UInt8]
    private var last: [UInt8] = []
    private var lastText: [UInt8] = []

    /// - Parameter width: the most Unicode scalars in a text.
    init(_ content: Content, count: Int, width: Int) {
        self.content = content
        self.width = max(width, 1)
        opening = ArrayHeader(type: ElementType(kind: .text, size: 4 * self.width), shape: [count]).bytes
    }

    /// The number of digits of the largest id.
    static let idWidth = 20

    func begin(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) { try write(opening[...]) }

    func add(_ sketch: SpooledSketch, _ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        switch content {
        case .labels: encode(sketch.label)
        case .ids: encode(sketch.id.map { Array(String($0).utf8)[...] } ?? [])
        }
        try write(last[...])
    }

    func end(_ write: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {}

    /// Sets `last` to a text as NumPy stores it: four bytes per scalar, padded with zeros.
    private func encode(_ text: ArraySlice<UInt8>) {
        // Many labels are repeated.
        if !last.isEmpty, lastText.elementsEqual(text) { return }
        lastText = Array(text)
        last.removeAll(keepingCapacity: true)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            withUnsafeBytes(of: scalar.value.littleEndian) { last.append(contentsOf: $0) }
        }
        last.append(contentsOf: repeatElement(0, count: 4 * width - last.count))
    }
}
