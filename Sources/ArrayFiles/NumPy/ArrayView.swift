/// The layout of a matrix in a buffer.
package struct ArrayView: Sendable, Hashable {
    package var type: ElementType
    package var rows: Int
    package var columns: Int
    /// The byte offset of element (0, 0).
    package var start: Int
    /// The number of elements from one row to the next.
    package var rowStride: Int
    /// The number of elements from one column to the next.
    package var columnStride: Int

    package init(type: ElementType, rows: Int, columns: Int, start: Int, rowStride: Int, columnStride: Int) {
        self.type = type
        self.rows = rows
        self.columns = columns
        self.start = start
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// A contiguous matrix that starts at `start`, row by row or, in Fortran order, column by column.
    package init(type: ElementType, rows: Int, columns: Int, start: Int, isFortran: Bool = false) {
        self.init(
            type: type,
            rows: rows,
            columns: columns,
            start: start,
            rowStride: isFortran ? 1 : columns,
            columnStride: isFortran ? rows : 1
        )
    }

    /// Reads the elements row by row. `numbers` is emptied first; every element must lie inside `bytes`.
    package func elements(of bytes: Span<UInt8>, into numbers: inout [Double]) {
        numbers.removeAll(keepingCapacity: true)
        numbers.append(contentsOf: repeatElement(0, count: rows * columns))
        switch (type.kind, type.size, type.isBigEndian) {
        case (.signed, 2, false): gather(Int16.self, bytes, into: &numbers) { Double(Int16(littleEndian: $0)) }
        case (.float, 4, false):
            gather(UInt32.self, bytes, into: &numbers) { Double(Float(bitPattern: UInt32(littleEndian: $0))) }
        case (.float, 8, false):
            gather(UInt64.self, bytes, into: &numbers) { Double(bitPattern: UInt64(littleEndian: $0)) }
        default:
            for (index, offset) in offsets.enumerated() { numbers[index] = Self.number(bytes, offset, type) }
        }
    }

    /// The byte offsets of the elements, row by row.
    private var offsets: some Sequence<Int> {
        (0..<rows * columns).lazy.map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            return start + (row * rowStride + column * columnStride) * type.size
        }
    }

    /// The same as `number` for each of `offsets`, for the usual case of a single type of number.
    @inline(__always)
    private func gather<Bits: BitwiseCopyable>(
        _ bits: Bits.Type,
        _ bytes: Span<UInt8>,
        into numbers: inout [Double],
        _ value: (Bits) -> Double
    ) {
        let raw = bytes.bytes
        var target = numbers.mutableSpan
        let rowStep = rowStride * type.size
        let columnStep = columnStride * type.size
        var index = 0
        for row in 0..<rows {
            var offset = start + row * rowStep
            for _ in 0..<columns {
                // Any bits are a valid number, so this is safe within bounds.
                target[index] = value(raw.unsafeLoadUnaligned(fromByteOffset: offset, as: bits))
                offset += columnStep
                index += 1
            }
        }
    }

    /// One element of any type.
    private static func number(_ bytes: Span<UInt8>, _ offset: Int, _ type: ElementType) -> Double {
        var bits: UInt64 = 0
        for index in 0..<type.size {
            let place = type.isBigEndian ? type.size - 1 - index : index
            bits |= UInt64(bytes[offset + index]) << UInt64(8 * place)
        }
        let spare = 64 - 8 * type.size
        switch type.kind {
        case .signed: return Double(Int64(bitPattern: bits << spare) >> spare)
        case .unsigned: return Double(bits)
        case .boolean: return bits == 0 ? 0 : 1
        case .float where type.size == 8: return Double(bitPattern: bits)
        case .float where type.size == 4: return Double(Float(bitPattern: UInt32(bits)))
        case .float: return Double(FloatBits.half(UInt16(bits)))
        case .text, .byteText, .object: return .nan
        }
    }
}
