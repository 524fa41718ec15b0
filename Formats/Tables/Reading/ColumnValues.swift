internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

extension Column {
    /// The bytes of a text, or `nil` if it is missing or the column doesn't hold texts.
    func bytes(at index: Int) -> ArraySlice<UInt8>? {
        guard hasValue(at: index) else { return nil }
        switch values {
        case .bytes(let offsets, let data): return data[offsets[index]..<offsets[index + 1]]
        case .dictionary(let indices, let values): return values.bytes(at: Int(indices[index]))
        default: return nil
        }
    }

    /// A text, or `nil` if it is missing.
    /// - Throws: `TableError.notText`
    func text(at index: Int, named name: String) throws(TableError) -> String? {
        guard let bytes = bytes(at: index) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(column: name) }
        return text
    }

    /// A whole number, or `nil` if it is missing. What is beyond 63 bits comes as negative.
    func wholeNumber(at index: Int) -> Int64? {
        guard hasValue(at: index) else { return nil }
        switch values {
        case .numbers(let type, let bytes):
            let raw = bytes.span.bytes
            switch type {
            case .int8: return Int64(raw.unsafeLoad(fromByteOffset: index, as: Int8.self))
            case .uint8: return Int64(raw.unsafeLoad(fromByteOffset: index, as: UInt8.self))
            case .int16: return Int64(Int16(littleEndian: load(raw, index)))
            case .uint16: return Int64(UInt16(littleEndian: load(raw, index)))
            case .int32: return Int64(Int32(littleEndian: load(raw, index)))
            case .uint32: return Int64(UInt32(littleEndian: load(raw, index)))
            case .int64, .uint64: return Int64(littleEndian: load(raw, index))
            case .float16, .float32, .float64: return nil
            }
        case .booleans(let booleans): return booleans[index] ? 1 : 0
        case .dictionary(let indices, let values): return values.wholeNumber(at: Int(indices[index]))
        default: return nil
        }
    }

    /// A number of any type, or `nil` if it is missing.
    func number(at index: Int) -> Double? {
        guard hasValue(at: index), case .numbers(let type, let bytes) = values else { return nil }
        let raw = bytes.span.bytes
        switch type {
        case .float32: return Double(Float(bitPattern: UInt32(littleEndian: load(raw, index))))
        case .float64: return Double(bitPattern: UInt64(littleEndian: load(raw, index)))
        case .float16: return Double(Float16(bitPattern: UInt16(littleEndian: load(raw, index))))
        case .uint64: return wholeNumber(at: index).map { Double(UInt64(bitPattern: $0)) }
        default: return wholeNumber(at: index).map(Double.init)
        }
    }

    private func load<Value: BitwiseCopyable>(_ raw: RawSpan, _ index: Int) -> Value {
        raw.unsafeLoadUnaligned(fromByteOffset: index * MemoryLayout<Value>.size, as: Value.self)
    }

    /// Appends the numbers in `range`, none of which may be missing.
    /// - Returns: whether none is.
    func appendNumbers(_ range: Range<Int>, to numbers: inout [Double]) -> Bool {
        if validity != nil, !range.allSatisfy({ hasValue(at: $0) }) { return false }
        guard case .numbers(let type, let bytes) = values else { return appendEncoded(range, to: &numbers) }
        let raw = bytes.span.bytes
        func append<Value: BitwiseCopyable>(_ type: Value.Type, _ convert: (Value) -> Double) {
            numbers.append(addingCapacity: range.count) { target in
                for index in range {
                    let offset = index * MemoryLayout<Value>.size
                    target.append(convert(raw.unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self)))
                }
            }
        }
        switch type {
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
        return true
    }

    /// Appends the numbers in `range` of a dictionary.
    private func appendEncoded(_ range: Range<Int>, to numbers: inout [Double]) -> Bool {
        guard case .dictionary(let indices, let values) = values else { return range.isEmpty }
        for index in range {
            guard let number = values.number(at: Int(indices[index])) else { return false }
            numbers.append(number)
        }
        return true
    }

    /// The range of the items of a list; `nil` if the list is missing or the column doesn't hold lists.
    func items(at index: Int) -> Range<Int>? {
        guard hasValue(at: index), case .list(let offsets, _) = values else { return nil }
        return offsets[index]..<offsets[index + 1]
    }

    /// The items of all lists.
    var items: Column? { if case .list(_, let items) = values { items } else { nil } }
    /// The fields of a record.
    /// - Throws: `TableError.encodedRecords` if the records are a dictionary's.
    func fields() throws(TableError) -> [Column] {
        guard case .record(let fields) = values else { throw .encodedRecords }
        return fields
    }
}
