/// Writes numbers of at most 16 bits as runs of equal ones and as packed bits, as `HybridRuns` reads them.
enum HybridWriter {
    /// Appends `values` in `width` bits each, from 1 to 16.
    static func append<Value: FixedWidthInteger>(_ values: ArraySlice<Value>, width: Int, to bytes: inout [UInt8]) {
        values.withUnsafeBufferPointer { values in
            var (index, packedStart) = (0, 0)
            // Runs begin where packed groups of 8 end.
            while index < values.count {
                var end = index + 1
                while end < values.count, values[end] == values[index] { end += 1 }
                guard end - index >= 16 else {
                    index += 8
                    continue
                }
                pack(values, packedStart..<index, width: width, to: &bytes)
                appendVarint(UInt64(end - index) << 1, to: &bytes)
                bytes.append(UInt8(truncatingIfNeeded: values[index]))
                if width > 8 { bytes.append(UInt8(truncatingIfNeeded: values[index] >> 8)) }
                (index, packedStart) = (end, end)
            }
            pack(values, packedStart..<values.count, width: width, to: &bytes)
        }
    }

    /// Appends bytes as packed bits of width 8.
    static func appendBytes(_ values: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        guard !values.isEmpty else { return }
        let groups = (values.count + 7) / 8
        appendVarint(UInt64(groups) << 1 | 1, to: &bytes)
        bytes.append(contentsOf: values)
        bytes.append(contentsOf: repeatElement(0, count: groups * 8 - values.count))
    }

    private static func pack<Value: FixedWidthInteger>(
        _ values: UnsafeBufferPointer<Value>,
        _ range: Range<Int>,
        width: Int,
        to bytes: inout [UInt8]
    ) {
        guard !range.isEmpty else { return }
        let groups = (range.count + 7) / 8
        appendVarint(UInt64(groups) << 1 | 1, to: &bytes)
        bytes.append(addingCapacity: groups * width) { output in
            var (bits, count): (UInt64, Int) = (0, 0)
            func flush() {
                while count >= 8 {
                    output.append(UInt8(truncatingIfNeeded: bits))
                    bits >>= 8
                    count -= 8
                }
            }
            for index in range {
                bits |= UInt64(truncatingIfNeeded: values[index]) << UInt64(count)
                count += width
                flush()
            }
            // Whole groups, whose last values are 0.
            for _ in range.count..<(groups * 8) {
                count += width
                flush()
            }
        }
    }

    static func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
