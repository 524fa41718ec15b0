internal import ArrayFiles

/// The values of a leaf that aren't missing, in order.
enum WritingValues {
    case booleans([Bool])
    case numbers(NumberType, [UInt8])
    /// Timestamps in seconds, for which Parquet has no unit.
    case seconds([UInt8])
    /// Value `i` is between offsets `i` and `i + 1`, counted from the first offset.
    case texts(offsets: ArraySlice<Int>, data: [UInt8])

    /// - Parameters:
    ///   - places: those of the values in `column`.
    ///   - name: that of the leaf, for faults.
    init(_ column: Column, _ places: [Range<Int>], type: ColumnType, name: String) throws(ArrayFault) {
        let isWhole = places == [0..<column.count]
        switch (type, column.values) {
        case (.nothing, _): self = .numbers(.int32, [])
        case (_, .nothing): self = try Self.none(type)
        case (.boolean, .booleans(let values)):
            self = .booleans(isWhole ? values : places.flatMap { values[$0] })
        case (.number(let type), .numbers(let found, let bytes)) where found == type:
            self = .numbers(type, isWhole ? bytes : Self.bytes(bytes, places, size: type.size))
        case (.timestamp(let unit, _), .numbers(.int64, let bytes)):
            let bytes = isWhole ? bytes : Self.bytes(bytes, places, size: 8)
            self = unit == .seconds ? .seconds(bytes) : .numbers(.int64, bytes)
        case (.text, .bytes(let offsets, let data)), (.bytes, .bytes(let offsets, let data)):
            self = Self.texts(offsets, data, places)
        default: throw ArrayFault(ParquetError.wrongColumn(name, expected: "values of its type"))
        }
    }

    private static func none(_ type: ColumnType) throws(ArrayFault) -> WritingValues {
        switch type {
        case .boolean: .booleans([])
        case .text, .bytes: .texts(offsets: [0], data: [])
        case .number(let type): .numbers(type, [])
        default: .numbers(.int64, [])
        }
    }

    private static func bytes(_ bytes: [UInt8], _ places: [Range<Int>], size: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(places.reduce(0) { $0 + $1.count } * size)
        for range in places { result.append(contentsOf: bytes[(range.lowerBound * size)..<(range.upperBound * size)]) }
        return result
    }

    private static func texts(_ offsets: [Int], _ data: [UInt8], _ places: [Range<Int>]) -> WritingValues {
        guard let first = places.first else { return .texts(offsets: [0], data: []) }
        if places.count == 1 { return .texts(offsets: offsets[first.lowerBound...first.upperBound], data: data) }
        var (newOffsets, newData): ([Int], [UInt8]) = ([0], [])
        for range in places {
            let shift = newData.count - offsets[range.lowerBound]
            newData.append(contentsOf: data[offsets[range.lowerBound]..<offsets[range.upperBound]])
            for place in range { newOffsets.append(offsets[place + 1] + shift) }
        }
        return .texts(offsets: newOffsets[...], data: newData)
    }

    var count: Int {
        switch self {
        case .booleans(let values): values.count
        case .numbers(let type, let bytes): bytes.count / type.size
        case .seconds(let bytes): bytes.count / 8
        case .texts(let offsets, _): offsets.count - 1
        }
    }

    /// The number of bytes of all values as plain ones.
    var plainSize: Int {
        switch self {
        case .booleans(let values): (values.count + 7) / 8
        case .numbers(let type, _): count * (type == .float16 ? 2 : max(4, type.size))
        case .seconds(let bytes): bytes.count
        case .texts(let offsets, _): offsets[offsets.endIndex - 1] - offsets[offsets.startIndex] + 4 * count
        }
    }

    /// Appends the values of `range` as plain ones.
    func appendPlain(_ range: Range<Int>, to bytes: inout [UInt8], name: String) throws(ArrayFault) {
        switch self {
        case .booleans(let values): Self.append(values[range], to: &bytes)
        case .numbers(let type, let numbers): Self.append(type, numbers, range, to: &bytes)
        case .seconds(let numbers):
            let raw = numbers.span.bytes
            for index in range {
                let seconds = Int64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: 8 * index, as: Int64.self))
                let (value, overflow) = seconds.multipliedReportingOverflow(by: 1000)
                guard !overflow else {
                    throw ArrayFault(
                        ParquetError.wrongColumn(name, expected: "timestamps that milliseconds can express")
                    )
                }
                LittleEndian.append(value, count: 8, to: &bytes)
            }
        case .texts(let offsets, let data):
            for index in range {
                let place = offsets.startIndex + index
                Self.append(offsets[place]..<offsets[place + 1], of: data, to: &bytes)
            }
        }
    }

    /// Appends a text behind its length.
    static func append(_ text: Range<Int>, of data: [UInt8], to bytes: inout [UInt8]) {
        let length = UInt32(truncatingIfNeeded: text.count)
        for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        bytes.append(contentsOf: data[text])
    }

    private static func append(_ values: ArraySlice<Bool>, to bytes: inout [UInt8]) {
        var (byte, count): (UInt8, UInt8) = (0, 0)
        for value in values {
            byte |= value ? 1 << count : 0
            count += 1
            if count == 8 {
                bytes.append(byte)
                (byte, count) = (0, 0)
            }
        }
        if count > 0 { bytes.append(byte) }
    }

    private static func append(
        _ type: NumberType,
        _ numbers: [UInt8],
        _ range: Range<Int>,
        to bytes: inout [UInt8]
    ) {
        if type.size >= 4 || type == .float16 {
            bytes.append(contentsOf: numbers[(range.lowerBound * type.size)..<(range.upperBound * type.size)])
            return
        }
        let raw = numbers.span.bytes
        for index in range {
            let value: Int32 =
                switch type {
                case .int8: Int32(raw.unsafeLoad(fromByteOffset: index, as: Int8.self))
                case .uint8: Int32(raw.unsafeLoad(fromByteOffset: index, as: UInt8.self))
                case .int16:
                    Int32(Int16(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: 2 * index, as: Int16.self)))
                default:
                    Int32(UInt16(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)))
                }
            LittleEndian.append(value, count: 4, to: &bytes)
        }
    }
}
