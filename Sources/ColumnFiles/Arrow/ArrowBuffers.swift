/// What buffers hold, as Swift arrays. Callers check that a buffer is long enough for the values; this file is the only
/// one that reads without bounds.
enum ArrowBuffers {
    /// `count` whole numbers.
    static func integers<Number: FixedWidthInteger>(
        _ type: Number.Type,
        in buffer: ArraySlice<UInt8>,
        count: Int
    ) -> [Int] {
        precondition(buffer.count / MemoryLayout<Number>.size >= count)
        return [Int](unsafeUninitializedCapacity: count) { target, initialized in
            buffer.withUnsafeBytes { source in
                for index in 0..<count {
                    let place = index * MemoryLayout<Number>.size
                    let number = Number(littleEndian: source.loadUnaligned(fromByteOffset: place, as: Number.self))
                    target.initializeElement(at: index, to: Int(truncatingIfNeeded: number))
                }
            }
            initialized = count
        }
    }

    /// `count` whole numbers of a type known at run time; those above `Int.max` come out negative.
    static func integers(_ type: NumberType, in buffer: ArraySlice<UInt8>, count: Int) -> [Int] {
        switch type {
        case .int8: integers(Int8.self, in: buffer, count: count)
        case .int16: integers(Int16.self, in: buffer, count: count)
        case .int32: integers(Int32.self, in: buffer, count: count)
        case .uint8: integers(UInt8.self, in: buffer, count: count)
        case .uint16: integers(UInt16.self, in: buffer, count: count)
        case .uint32: integers(UInt32.self, in: buffer, count: count)
        default: integers(Int64.self, in: buffer, count: count)
        }
    }

    static func booleans(in buffer: ArraySlice<UInt8>, count: Int) -> [Bool] {
        precondition(buffer.count >= (count + 7) / 8)
        return [Bool](unsafeUninitializedCapacity: count) { target, initialized in
            buffer.withUnsafeBytes { source in
                for index in 0..<count {
                    target.initializeElement(at: index, to: source[index >> 3] >> UInt8(index & 7) & 1 == 1)
                }
            }
            initialized = count
        }
    }

    /// Whether numbers never decrease.
    static func areAscending(_ numbers: [Int]) -> Bool {
        var areAscending = true
        numbers.withUnsafeBufferPointer { numbers in
            for index in 0..<max(numbers.count - 1, 0) where numbers[index] > numbers[index + 1] {
                areAscending = false
            }
        }
        return areAscending
    }
}
