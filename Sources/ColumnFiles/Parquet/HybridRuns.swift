/// Numbers of a few bits as runs of equal ones and as packed bits, which Parquet calls the RLE and bit-packing hybrid.
/// Source: Encodings.md of Apache Parquet.
enum HybridRuns {
    /// Appends `count` numbers of `width` bits, from 0 to 32, to `values`.
    /// - Returns: whether `bytes` has as many, and none has more bits.
    static func decode<Value: FixedWidthInteger>(
        _ bytes: RawSpan,
        width: Int,
        count: Int,
        into values: inout [Value]
    ) -> Bool {
        var isComplete = false
        values.append(addingCapacity: count) { output in
            output.withUnsafeMutableBufferPointer { target, initialized in
                let rest = UnsafeMutableBufferPointer(rebasing: target[initialized..<(initialized + count)])
                let written = write(bytes, width: width, to: rest)
                isComplete = written == count
                initialized += written
            }
        }
        return isComplete
    }

    private static func write<Value: FixedWidthInteger>(
        _ bytes: RawSpan,
        width: Int,
        to target: UnsafeMutableBufferPointer<Value>
    ) -> Int {
        if width == 0 {
            target.initialize(repeating: 0)
            return target.count
        }
        var (position, written) = (0, 0)
        while written < target.count {
            guard let header = bytes.readVarint(&position) else { break }
            let remaining = target.count - written
            if header & 1 == 0 {
                let size = (width + 7) / 8
                guard size <= bytes.byteCount - position, header > 1 else { break }
                let bits = bytes.bits(at: position * 8, count: size * 8)
                guard bits >> UInt64(width) == 0 else { break }
                let value = Value(truncatingIfNeeded: bits)
                position += size
                let count = min(remaining, Int(clamping: header >> 1))
                UnsafeMutableBufferPointer(rebasing: target[written..<(written + count)]).initialize(repeating: value)
                written += count
            } else {
                // Groups of 8 numbers; the last may be cut off after the last number.
                let available = (bytes.byteCount - position) * 8 / width
                let declared = Int(clamping: header >> 1).multipliedReportingOverflow(by: 8)
                let count = min(remaining, declared.overflow ? .max : declared.partialValue, available)
                guard count > 0 else { break }
                let packed = bytes.extracting(droppingFirst: position)
                unpack(
                    packed,
                    width: width,
                    to: UnsafeMutableBufferPointer(rebasing: target[written..<(written + count)])
                )
                written += count
                position += min(bytes.byteCount - position, (count + 7) / 8 * width)
            }
        }
        return written
    }

    /// - Parameter bytes: at least `target.count` numbers of `width` bits.
    private static func unpack<Value: FixedWidthInteger>(
        _ bytes: RawSpan,
        width: Int,
        to target: UnsafeMutableBufferPointer<Value>
    ) {
        var index = 0
        if width <= 8 {
            // Eight numbers are in at most 8 bytes.
            let mask: UInt64 = 1 << UInt64(width) - 1
            let groups = min(target.count / 8, (bytes.byteCount - 8) / width + (bytes.byteCount >= 8 ? 1 : 0))
            var offset = 0
            for _ in 0..<max(groups, 0) {
                var bits = UInt64(
                    littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                )
                for lane in 0..<8 {
                    target[index &+ lane] = Value(truncatingIfNeeded: bits & mask)
                    bits &>>= UInt64(width)
                }
                index &+= 8
                offset &+= width
            }
        }
        while index < target.count {
            target[index] = Value(truncatingIfNeeded: bytes.bits(at: index * width, count: width))
            index += 1
        }
    }
}

extension RawSpan {
    /// The unsigned number of 7 bits per byte at `position`, which is moved behind it; `nil` if there is none.
    func readVarint(_ position: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard position < byteCount else { return nil }
            let next = unsafeLoad(fromByteOffset: position, as: UInt8.self)
            position += 1
            value |= UInt64(next & 0x7f) << UInt64(shift)
            if next < 0x80 { return value }
        }
        return nil
    }

    /// The `count` bits, from 0 to 64, at a bit offset, lowest first. Bits after the end are 0.
    @inline(__always)
    func bits(at offset: Int, count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        let (first, shift) = (offset >> 3, UInt64(offset & 7))
        var value = word(at: first) >> shift
        if shift > 0, count > 64 - Int(shift) { value |= word(at: first + 8) << (64 - shift) }
        return count == 64 ? value : value & (1 << UInt64(count) - 1)
    }

    /// The 8 bytes at `offset`, little-endian. Bytes after the end are 0.
    @inline(__always)
    private func word(at offset: Int) -> UInt64 {
        if offset <= byteCount - 8 {
            return UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var value: UInt64 = 0
        for index in offset..<Swift.max(offset, byteCount) {
            value |= UInt64(unsafeLoad(fromByteOffset: index, as: UInt8.self)) << UInt64(8 * (index - offset))
        }
        return value
    }

    /// The unsigned 32-bit number at `offset`, little-endian; `nil` if it isn't there.
    func readUInt32(at offset: Int) -> Int? {
        guard offset <= byteCount - 4 else { return nil }
        return Int(UInt32(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
}
